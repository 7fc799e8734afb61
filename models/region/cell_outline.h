// A shape for a municipality that a map left out: the outline of its inhabited squares. Linear in
// its cells, but for a logarithm.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/region/region_input.h"

namespace grend::region {

// Round the cells of a municipality that have persons, as a GeoJSON geometry (MultiPolygon by RFC
// 7946: outer rings counterclockwise, holes clockwise; degrees with seven decimals, about a
// centimetre). Cells that share a side are one polygon. Nothing if it has no such cell.
std::optional<std::string> outline_of_cells(const std::vector<PopulationCell>& cells,
                                            std::uint32_t municipality, int utm_zone);

}  // namespace grend::region
