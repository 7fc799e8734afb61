// The area as a map, drawn from the result's own data: roads, settlement, zones, places, and where
// people were served and turned away on the first simulated day.
#pragma once

#include <string>

#include "analysis/report/wording.h"
#include "engine/store/table.h"

namespace grend::report {

// Empty if the result has no settlement to draw.
std::string area_map(const store::Results& results, const Wording& wording);

}  // namespace grend::report
