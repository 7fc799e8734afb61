// A village or a valley's centre: streets on both sides of the through road, houses along them,
// and what people come for (shops, school, clinic, workplaces, a bus stop).
#pragma once

#include "models/region/settlement_plan.h"
#include "models/region/valley.h"

namespace grend::region {

// How much of the valley the settlement takes.
Interval<double> extent_of(const SettlementPlan& plan);

void draw_settlement(Draft& draft, RandomStream& random, Valley& valley,
                     const SettlementPlan& plan);

}  // namespace grend::region
