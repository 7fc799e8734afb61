// Changes what is promised and not yet begun, by the routing core's improvement: to make room for
// somebody who would be turned away, or to make the whole plan cheaper. Every promise holds.
// Bounded by steps, never by time; the result is a function of plan, moment and random source,
// whatever the executor.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/random.h"
#include "engine/par/executor.h"
#include "models/drt/snapshot.h"

namespace grend::drt {

// The vehicles whose plan changed, ascending; they must be woken up anew.
using ChangedVehicles = std::vector<std::uint32_t>;

// Finds a place for a request that has none by planning a few vehicles anew; nothing if that did
// not help.
std::optional<ChangedVehicles> repair(LivePlan& plan, routing::Pair request,
                                      const std::vector<std::uint8_t>& on_duty, Time now,
                                      const RepairSpec& spec, RandomSource source);

struct ImprovementRun {
  std::uint64_t steps_per_ride = 0;
  std::size_t chains = 1;
  routing::OperatorWeights operators{};
  std::uint32_t number = 0;  // of the run, so that each draws anew
};

ChangedVehicles improve_plan(LivePlan& plan, const std::vector<std::uint8_t>& on_duty, Time now,
                             const ImprovementRun& run, RandomSource source,
                             par::Executor& executor);

// The first of these shifts of the whole window for which there is a place.
std::optional<Duration> alternative(LivePlan& plan, const Request& request,
                                    const std::vector<std::uint8_t>& on_duty, Time now,
                                    std::span<const Duration> shifts);

}  // namespace grend::drt
