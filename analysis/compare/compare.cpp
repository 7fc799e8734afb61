#include "analysis/compare/compare.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "analysis/compare/cell_values.h"
#include "analysis/compare/pairing.h"
#include "engine/base/error.h"

namespace grend::compare {
namespace {

using indicators::Definition;
using indicators::Dimension;

constexpr double kAlpha = 0.05;
// What gains and losses are shown of: what travellers feel.
constexpr const char* kFelt[] = {"served_share", "wait_mean", "ride_mean", "trips_made"};

const Margin* margin_of(const Settings& settings, std::string_view indicator) {
  const auto found = std::find_if(settings.margins.begin(), settings.margins.end(),
                                  [&](const Margin& m) { return m.indicator == indicator; });
  return found == settings.margins.end() ? nullptr : &*found;
}

Difference difference_of(const Definition& definition, const Test& test, const Settings& settings) {
  Difference d;
  d.definition = &definition;
  d.first = test.first;
  d.second = test.second;
  d.change = test.change;
  d.p = test.p;
  d.replications = test.replications;
  if (test.replications >= 2) {
    d.needed = replications_needed(test.spread, settings.difference * std::abs(test.first));
  }
  const Margin* margin = margin_of(settings, definition.id);
  if (margin != nullptr && !std::isnan(d.change.low)) {
    const double allowed =
        margin->relative ? margin->amount * std::abs(test.first) : margin->amount;
    const bool more = definition.direction == indicators::Direction::kMore;
    d.no_worse = more ? d.change.low >= -allowed : d.change.high <= allowed;
  }
  return d;
}

void judge(std::vector<Difference>& all) {
  std::vector<double> p;
  for (const auto& d : all) p.push_back(d.p);
  const auto adjusted = statistics::holm(p);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].adjusted = adjusted[i];
    all[i].evidence = adjusted[i] < kAlpha ? Evidence::kConfirmed
                      : all[i].p < kAlpha  ? Evidence::kHint
                                           : Evidence::kNone;
  }
}

void compare_cells(const Run& first, const Run& second, const Pairing& pairing,
                   const Settings& settings, Comparison& out) {
  for (std::size_t d = 0; d < indicators::kDimensions; ++d) {
    const auto dimension = static_cast<Dimension>(d);
    const CellValues a(first.results, dimension), b(second.results, dimension);
    for (const auto& category : a.categories()) {
      const auto& theirs = b.categories();
      if (std::find(theirs.begin(), theirs.end(), category) == theirs.end()) continue;
      if (a.small(category) || b.small(category)) {
        ++out.suppressed;
        continue;
      }
      for (const char* id : kFelt) {
        const Definition& definition = *indicators::find_definition(id);
        const auto x = a.values(id, category), y = b.values(id, category);
        if (x.empty() || y.empty()) continue;
        auto difference = difference_of(definition, test(pairing, x, y, settings), settings);
        difference.dimension = dimension;
        difference.cell = category;
        out.cells.push_back(std::move(difference));
      }
    }
  }
}

Comparison compare_two(const Run& first, const Run& second, const Settings& settings) {
  check_comparable(first, second);
  const auto pairing = Pairing::of(first.results, second.results);
  Comparison out{.first = first.name,
                 .second = second.name,
                 .paired = pairing.paired,
                 .replications = std::min(pairing.first.size(), pairing.second.size()),
                 .whole = {},
                 .cells = {}};
  for (const auto& definition : indicators::definitions()) {
    const auto outcome = test(pairing, values_of(first.results, definition.id),
                              values_of(second.results, definition.id), settings);
    out.whole.push_back(difference_of(definition, outcome, settings));
  }
  compare_cells(first, second, pairing, settings, out);
  judge(out.whole);
  judge(out.cells);
  return out;
}

}  // namespace

int Difference::sign() const {
  if (definition->direction == indicators::Direction::kNeither || change.mean == 0 ||
      std::isnan(change.mean)) {
    return 0;
  }
  const bool more = change.mean > 0;
  return more == (definition->direction == indicators::Direction::kMore) ? 1 : -1;
}

const std::vector<double>& values_of(const store::Results& results, std::string_view indicator) {
  for (const auto& i : results.indicators) {
    if (i.id == indicator) return i.values;
  }
  throw Error(ExitCode::kBadData, "the result has no indicator '" + std::string(indicator) + "'",
              "run its scenario again with this version");
}

void check_margins(const Settings& settings) {
  for (const auto& margin : settings.margins) {
    const auto* definition = indicators::find_definition(margin.indicator);
    if (definition == nullptr || definition->direction == indicators::Direction::kNeither) {
      throw Error(ExitCode::kUsage,
                  definition == nullptr
                      ? "there is no indicator '" + margin.indicator + "' to give a margin"
                      : "more '" + margin.indicator + "' is neither better nor worse",
                  "docs/formats/tables.md lists the indicators and which way is better");
    }
  }
}

std::vector<Comparison> compare(const std::vector<Run>& runs, const Settings& settings) {
  check_margins(settings);
  std::vector<Comparison> all;
  for (std::size_t i = 1; i < runs.size(); ++i) {
    all.push_back(compare_two(runs.front(), runs[i], settings));
  }
  return all;
}

std::vector<Place> frontier(const std::vector<Run>& runs, std::string_view cost,
                            std::string_view quality) {
  const auto* by = indicators::find_definition(quality);
  if (indicators::find_definition(cost) == nullptr || by == nullptr) {
    throw Error(ExitCode::kUsage,
                fmt::format("there is no indicator '{}'", by == nullptr ? quality : cost),
                "docs/formats/tables.md lists the indicators");
  }
  const bool more = by->direction == indicators::Direction::kMore;
  std::vector<Place> places;
  for (const auto& run : runs) {
    places.push_back({run.name,
                      statistics::t_interval(values_of(run.results, cost)),
                      statistics::t_interval(values_of(run.results, quality)),
                      {},
                      false});
  }
  const Settings settings;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (std::size_t k = 0; k < runs.size() && !places[i].clearly; ++k) {
      if (k == i) continue;
      const double cheaper = places[i].cost.mean - places[k].cost.mean;
      const double better = (places[k].quality.mean - places[i].quality.mean) * (more ? 1 : -1);
      if (!(cheaper >= 0 && better >= 0 && cheaper + better > 0)) continue;
      const auto pairing = Pairing::of(runs[i].results, runs[k].results);
      const auto beyond = [&](std::string_view indicator) {
        const auto found = test(pairing, values_of(runs[i].results, indicator),
                                values_of(runs[k].results, indicator), settings);
        return found.p < kAlpha;
      };
      const bool clearly = beyond(cost) && beyond(quality);
      if (!places[i].beaten_by || clearly) {
        places[i].beaten_by = places[k].name;
        places[i].clearly = clearly;
      }
    }
  }
  return places;
}

}  // namespace grend::compare
