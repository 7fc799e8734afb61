// One World for each simulated day of a replication: the same people and places, the roads of that
// date. Built once, shared read-only by all replications. Costs as many worlds as days.
#pragma once

#include <memory>
#include <vector>

#include "models/simulation/world.h"

namespace grend::simulation {

using Worlds = std::vector<std::unique_ptr<World>>;

// Throws what build_world() throws.
Worlds build_worlds(const scenario::Scenario& scenario, par::Executor& executor,
                    const Progress& progress, store::Cache* cache = nullptr);

// For world_tables().
std::vector<const World*> views_of(const Worlds& worlds);

}  // namespace grend::simulation
