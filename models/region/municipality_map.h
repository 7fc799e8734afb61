// Which municipality each cell of a population grid lies in, by the municipalities' polygons. Cells
// outside of all of them (islands and shores that a coarse map leaves out) get the municipality of
// the nearest cell inside one.
#pragma once

#include <string>
#include <vector>

#include "models/region/region_input.h"

namespace grend::region {

struct MunicipalityReport {
  std::size_t cells_outside = 0;           // of all polygons
  std::vector<std::string> without_shape;  // municipalities asked for that the map does not have
};

// Sets `municipality` of each cell to an index into `codes`. `path`: GeoJSON in degrees, features
// with a property `kommunenummer` or `municipality` (a number's leading zero may be missing).
// Throws Error: kMissingInput, kBadData.
MunicipalityReport assign_municipalities(const std::string& path,
                                         const std::vector<std::string>& codes, int utm_zone,
                                         std::vector<PopulationCell>& cells);

}  // namespace grend::region
