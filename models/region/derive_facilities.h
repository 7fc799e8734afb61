// Facilities for a real region that names none: where people live close together there is something
// to go to. Each kind has its places at the densest cells that keep a distance from each other.
// Integer arithmetic, ties by cell number. O(cells * cells within reach).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/io/fields.h"
#include "models/region/region_input.h"

namespace grend::region {

// Where a kind of facility is found. The densest cell of a region always has one.
struct PlacingRule {
  Distance reach;             // who lives so near counts as living around the place
  Distance spacing;           // at least, between two of the kind
  std::int64_t smallest = 0;  // inhabitants within reach, at least
};

struct FacilityRules {
  PlacingRule centre{kilometres(4), kilometres(8), 2'000};
  PlacingRule shop{metres(1'000), metres(1'000), 500};
  PlacingRule school{metres(1'500), metres(1'800), 900};
  PlacingRule clinic{kilometres(4), kilometres(5), 4'000};
  PlacingRule station{metres(500), metres(800), 40};
  PlacingRule workplace{metres(1'000), metres(750), 60};
  double pupils_per_inhabitant = 0.12;
  double jobs_per_inhabitant = 0.49;
  double job_concentration = 3;
};

void describe(io::FieldVisitor& v, PlacingRule& r);
void describe(io::FieldVisitor& v, FacilityRules& r);

// The facilities by kind, of a kind the densest place first. Weights: inhabitants to whom the place
// is the nearest of its kind; the first centre serves all; schools count pupils, workplaces jobs
// (which add up to inhabitants * jobs_per_inhabitant, rounded). Empty if nobody lives anywhere.
std::vector<Facility> derive_facilities(const std::vector<PopulationCell>& cells, int utm_zone,
                                        const FacilityRules& rules);

}  // namespace grend::region
