// The replications of a scenario: the same people on other days, run in parallel over shared
// worlds, counted and put together in the order of their numbers. The result is a pure function of
// (worlds, options): neither the number of threads nor the order of finishing matters, also where
// the number of replications is decided by what was found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/sim/stop.h"
#include "engine/store/table.h"
#include "models/simulation/audit.h"
#include "models/simulation/worlds.h"

namespace grend::ensemble {

// Of which replications the rows of requests, trips, stops are kept.
enum class Raw : std::uint8_t { kAll, kFirst, kNone };
inline constexpr std::array<std::string_view, 3> kRawNames = {"all", "first", "none"};

struct Options {
  std::int32_t first_replication = 0;
  Raw raw = Raw::kFirst;
  bool audit = false;
};

// How well an indicator of `simulation.until` is known.
struct Precision {
  std::string indicator;
  double wanted = 0;   // half width of the 95 % interval / mean
  double reached = 0;  // NaN: not defined
  bool enough() const { return reached <= wanted; }
};

struct Outcome {
  store::Results results;  // without a manifest, but for `people` and `raw`
  std::vector<simulation::AuditCheck> audit;
  std::vector<Precision> precision;
  std::vector<std::string> warnings;  // plain sentences for the user, each once
};

// How many replications the scenario asks for at least, and their share done.
using Progress = simulation::Progress;

// Nothing if a stop was asked for. `progress` is called by one thread at a time. Throws
// Error(kBadScenario) for an indicator in `until` that there is none of.
std::optional<Outcome> run(const simulation::Worlds& worlds, const Options& options,
                           par::Executor& executor, const sim::StopFlag& stop,
                           const Progress& progress);

// Throws Error(kBadScenario) for ids in `until` that are no indicators.
void check_until(const scenario::SimulationSpec& spec);

}  // namespace grend::ensemble
