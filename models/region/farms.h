// Where the scattered inhabitants live: farm roads along the valley's slopes and up them, drives to
// the farms, tracks to the summer pastures, houses along the through road.
#pragma once

#include <vector>

#include "models/region/generate_spec.h"
#include "models/region/valley.h"

namespace grend::region {

// Draws the farm roads on what is free of both sides, and returns the houses' sites.
std::vector<Vec2> draw_farms(Draft& draft, RandomStream& random, const Valley& valley,
                             const GenerateSpec& spec);

struct FarmRow {
  double spacing = 140;  // metres between houses, on the average
  double deepest = 110;  // metres from road to house, at most
};
// Sites on both sides of a road; houses far back get a drive.
std::vector<Vec2> farms_along(Draft& draft, RandomStream& random,
                              const std::vector<DraftNode>& road, FarmRow row);

}  // namespace grend::region
