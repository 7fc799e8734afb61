// The population grids of Statistics Norway (SSBgrid250M and SSBgrid1000M, EPSG:25833). A cell's
// number is 2·10^13 + E·10^7 + N with the metres of its south-west corner; E may be negative in the
// west. Source: Statistics Norway, Documents 40/2009 "Statistical grids for Norway"; checked
// against the published cells of Hamar, which carry their centres.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/geo/point.h"
#include "models/region/region_input.h"

namespace grend::region {

// The UTM zone of the grids' plane.
inline constexpr int kGridZone = 33;

// The empty 250 m cell that holds a point.
PopulationCell grid_cell_at(geo::Point p);

// The empty cell of a number; nothing for a number that is no cell's. `side`: whole metres.
std::optional<PopulationCell> grid_cell(std::int64_t id, Distance side = metres(250));

// A number by which neighbours on the map are mostly neighbours in order (Morton 1966): of the
// cell's corner, its coordinates' bits interleaved, in steps of 250 m.
std::uint64_t morton_code(geo::Point corner);

geo::Point centre_of(const PopulationCell& cell);

}  // namespace grend::region
