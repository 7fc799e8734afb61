// The municipalities of a region: one by its number, or all of a table with a map; what is known of
// their people in sums, and who works where. Part of read_inputs().
#pragma once

#include "models/simulation/inputs.h"

namespace grend::simulation {

// Fills region.municipalities and the cells' municipality, commuting and margins. Problems as for
// read_inputs(). `utm_zone`: of the cells' plane.
void read_municipalities(const scenario::RegionSpec& spec, const region::FileOptions& options,
                         int utm_zone, Inputs& inputs);

}  // namespace grend::simulation
