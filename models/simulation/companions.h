// What is recorded of those who travel with somebody else.
#pragma once

#include "models/simulation/traveller_agents.h"

namespace grend::simulation {

// Fills in the trips of accompanied tours from those of the ones who decided on them, at the end of
// a day: whoever goes along with a driver is a passenger.
void record_companions(const DayView& day);

}  // namespace grend::simulation
