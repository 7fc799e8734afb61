// What a service's fleet brings to a day and leaves behind, whoever its passengers are.
#pragma once

#include <vector>

#include "models/simulation/records.h"
#include "models/simulation/world.h"

namespace grend::simulation {

// Where its vehicles begin and end, one for each kind.
std::vector<network::Place> bases_of(const World& world, const drt::ServiceSpec& spec);
// The points must hold the bases.
std::vector<drt::Duty> duties_of(const World& world, const drt::ServiceSpec& spec,
                                 const drt::ServicePoints& points);
ServiceDay closing_account(const drt::Service& service);

}  // namespace grend::simulation
