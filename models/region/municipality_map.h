// Which municipality each cell of a population grid lies in, by the municipalities' polygons. Cells
// outside of all of them (islands and shores that a coarse map leaves out) get the municipality of
// the nearest cell inside one; or, if it is nearer, of the centre of a municipality that the map
// left out altogether, as small islands are: cell_outline.h draws their shapes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/region/region_input.h"

namespace grend::region {

struct MappedMunicipality {
  std::string code;
  std::optional<geo::LonLat> centre = {};
};

// Municipalities asked for that the map does not have, by what they have instead.
struct MunicipalityReport {
  std::size_t cells_outside = 0;       // of all polygons
  std::vector<std::string> by_centre;  // the cells nearest to their centre
  std::vector<std::string> without_cells;
};

// Sets `municipality` of each cell to an index into `municipalities`. `path`: GeoJSON in degrees,
// features with a property `kommunenummer` or `municipality` (a number's leading zero may be
// missing). Throws Error: kMissingInput, kBadData.
MunicipalityReport assign_municipalities(const std::string& path,
                                         const std::vector<MappedMunicipality>& municipalities,
                                         int utm_zone, std::vector<PopulationCell>& cells);

}  // namespace grend::region
