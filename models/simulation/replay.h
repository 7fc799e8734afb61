// One request explained in plain text: what was asked, what each vehicle could have offered and at
// which cost, what stopped the others, what was decided and what became of it.
#pragma once

#include <string>

#include "models/simulation/records.h"
#include "models/simulation/world.h"

namespace grend::simulation {

// `day` must have been run with DayOptions::explain set to this trip. Empty if no service was
// asked.
std::string explain_request(const World& world, const DayRecords& day, std::uint32_t trip);

}  // namespace grend::simulation
