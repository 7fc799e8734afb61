// One simulated day: plans, decisions, then the discrete-event simulation of all persons and
// services on the kernel. A pure function of (World, replication, day): the executor changes only
// how long it takes.
#pragma once

#include "engine/sim/stop.h"
#include "models/simulation/records.h"
#include "models/simulation/world.h"

namespace grend::simulation {

// Days are numbered through all replications, so that a day's random numbers depend neither on how
// many days nor on how many replications are run.
inline constexpr std::uint32_t kMostDays = 512;
inline constexpr std::uint32_t kMostReplications = 1u << 23;
constexpr std::uint32_t random_day(std::uint32_t replication, std::uint32_t day) {
  return replication * kMostDays + day;
}

struct DayOptions {
  std::uint32_t replication = 0;                        // below kMostReplications
  std::uint32_t day = 0;                                // of the replication, below kMostDays
  std::size_t partitions = 1;                           // the result does not depend on it
  std::optional<std::uint32_t> explain = std::nullopt;  // a trip whose request is to be explained
};

// What everybody means to do on the world's day; `day`: random_day() of it.
activity::DayPlans plans_of(const World& world, std::uint32_t day, par::Executor& executor);

// Nothing if a stop was asked for.
std::optional<DayRecords> run_day(const World& world, const DayOptions& options,
                                  par::Executor& executor, const sim::StopFlag& stop,
                                  const Progress& progress);

}  // namespace grend::simulation
