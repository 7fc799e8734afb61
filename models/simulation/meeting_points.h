// Where the passengers of a service may be met near their doors: crossings that its vehicles can
// stop at, within the service's longest walk by road, the nearest on foot. The walk home from one
// is taken to be as long as the walk there. Cost: doors x junctions cheap distances, and a walking
// query for each junction that is near enough.
#pragma once

#include <vector>

#include "models/drt/stop_choice.h"
#include "models/simulation/world.h"

namespace grend::simulation {

drt::MeetingTable meeting_table(const World& world, std::size_t service,
                                std::vector<network::Place> doors, par::Executor& executor);

}  // namespace grend::simulation
