// A synthetic rural region that looks like one: a through road along a winding valley or a fjord,
// a centre, villages and farms, a side valley, a mountain road, a ferry. Large regions are many
// such valleys side by side, joined by main roads. The same spec and seed give the same bits on
// every machine; time and memory grow linearly with the inhabitants.
#pragma once

#include <cstdint>

#include "models/region/generate_spec.h"
#include "models/region/region_input.h"

namespace grend::region {

// The persons of the cells add up to spec.inhabitants exactly, the jobs of the workplaces to
// inhabitants * jobs_per_inhabitant, rounded. Every road is reachable from every other by car.
RegionInput generate_region(const GenerateSpec& spec, std::uint64_t seed);

}  // namespace grend::region
