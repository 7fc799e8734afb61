// Roads for a country of which only the settlement is known: each inhabited cell is joined to its
// neighbours, and places with most people to each other by main roads, both as Gabriel graphs (two
// points are joined if no third lies in the circle between them; Gabriel & Sokal 1969), which are
// planar, connected and about as dense as rural roads. O(n log n). Not a map of anything: fjords
// are crossed, mountains are not gone round.
#pragma once

#include <vector>

#include "models/region/region_input.h"

namespace grend::region {

// Ways between the middles of cells with persons, in degrees. `utm_zone`: of the cells' plane.
io::OsmData settlement_roads(const std::vector<PopulationCell>& cells, int utm_zone);

// Pairs (lower index, higher index) of the Gabriel graph of different points, ascending. A third
// point on the circle parts a pair, too.
std::vector<std::pair<std::uint32_t, std::uint32_t>> gabriel_graph(
    const std::vector<geo::Point>& points);

}  // namespace grend::region
