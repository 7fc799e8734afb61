// A part of an edge, for maps: from `begin` to `end` cm along it, begin <= end <= length.
#pragma once

#include <vector>

#include "engine/network/graph.h"

namespace grend::network {

struct Stretch {
  EdgeId edge;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const Stretch&) const = default;
};

// Appends its shape in the direction of the edge; a point equal to the last one is not repeated.
// O(points of the edge).
void append_shape(const RoadGraph& graph, Stretch stretch, std::vector<geo::Point>& points);

}  // namespace grend::network
