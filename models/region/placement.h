// From a draft on its own plane to a region on the map: turns and shifts it to its place in Norway
// (UTM zone 33), rounds, and sorts people into the cells of the national 250 m grid.
#pragma once

#include <string>

#include "engine/base/measure.h"
#include "models/region/draft.h"
#include "models/region/region_input.h"

namespace grend::region {

struct Placement {
  Vec2 middle;     // of the draft; comes to lie at about 61.5 N 9 E
  Vec2 direction;  // where the draft's +x points; exactly of length 1
  bool mirrored = false;
};

RegionInput place_on_map(const Draft& draft, const Placement& placement, std::string name,
                         Duration ferry_crossing);

}  // namespace grend::region
