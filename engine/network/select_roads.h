// The edges that a RoadSelection means on a given map.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/geo/point.h"
#include "engine/network/graph.h"
#include "engine/network/road_conditions.h"

namespace grend::network {

// From degrees to the plane of the graph.
using ToPlane = std::function<geo::Point(geo::LonLat)>;

struct SelectedRoads {
  std::vector<EdgeId> edges;  // ascending
  std::string problem;        // why there are none, and what to write instead; empty: there are
};

// Numbers and names are compared without spaces and case, so that "fv27" is "Fv 27"; a road with
// several numbers ("E 6;Rv 3") has each of them. An edge lies inside an area if a point of its
// shape does. A selection without road and area is every edge. O(edges).
SelectedRoads select_roads(const RoadGraph& roads, const RoadSelection& selection,
                           const ToPlane& to_plane);

}  // namespace grend::network
