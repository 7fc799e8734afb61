// Two or more runs of one region side by side: differences of every indicator with confidence
// intervals, what is confirmed when so many are looked at, who gains and who loses, and which
// designs are not beaten in both cost and quality. Replications with the same number and seed are
// paired, because they see the same people and wishes; else the runs are independent samples. Pure
// functions of the files; the order of the replications does not matter to the result.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/indicators/definitions.h"
#include "analysis/statistics/statistics.h"
#include "engine/store/table.h"

namespace grend::compare {

struct Run {
  std::string name;  // of the file, for users
  store::Results results;
};

enum class IntervalKind { kT, kBootstrap };

// How much worse an indicator may get: in its unit, or as a share of the first run's mean.
struct Margin {
  std::string indicator;
  double amount = 0;
  bool relative = false;
};

struct Settings {
  double confidence = 0.95;
  IntervalKind interval = IntervalKind::kT;
  double difference = 0.05;  // share of the mean that one wants to be able to see
  std::vector<Margin> margins;
};

// Confirmed: also when all comparisons of the table are taken together (Holm). Hint: only by
// itself.
enum class Evidence { kNone, kHint, kConfirmed };

// One indicator, or one cell of it, in two runs.
struct Difference {
  const indicators::Definition* definition = nullptr;
  std::optional<indicators::Dimension> dimension;  // nothing: the whole
  std::string cell;                                // category of the dimension
  double first = 0;                                // means; NaN: not defined
  double second = 0;
  statistics::Interval change;  // second - first; NaN where it cannot be told
  double p = 1;                 // of no difference
  double adjusted = 1;
  Evidence evidence = Evidence::kNone;
  double replications = 0;       // pairs, or the smaller of two samples
  std::optional<double> needed;  // replications to see Settings::difference, 8 times of 10
  std::optional<bool> no_worse;  // within the margin, if there is one

  // +1 better, -1 worse, 0 neither or no change.
  int sign() const;
};

struct Comparison {
  std::string first;
  std::string second;
  bool paired = true;
  std::size_t replications = 0;
  std::vector<Difference> whole;  // every indicator
  std::vector<Difference> cells;  // by service, group, area and hour; small cells are left out
  std::size_t suppressed = 0;     // so many cells
};

// Throws Error(kBadData) with all that makes the runs incomparable.
void check_comparable(const Run& first, const Run& second);

// Each later run against the first.
std::vector<Comparison> compare(const std::vector<Run>& runs, const Settings& settings);

// Throws Error(kUsage) for an indicator that there is none of, or one without a better way.
void check_margins(const Settings& settings);

// Where a run stands among all in cost (less is better) and quality.
struct Place {
  std::string name;
  statistics::Interval cost;
  statistics::Interval quality;
  std::optional<std::string> beaten_by;  // at least as good in both, better in one
  bool clearly = false;                  // both differences are beyond their intervals, or none
};
std::vector<Place> frontier(const std::vector<Run>& runs, std::string_view cost,
                            std::string_view quality);

// The values of an indicator by replication.
const std::vector<double>& values_of(const store::Results& results, std::string_view indicator);

}  // namespace grend::compare
