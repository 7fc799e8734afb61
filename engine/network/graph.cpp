#include "engine/network/graph.h"

#include <algorithm>

namespace grend::network {

std::string_view road_class_name(RoadClass road_class) {
  static constexpr std::array<std::string_view, 11> kNames = {
      "motorway",    "trunk",   "primary", "secondary", "tertiary", "unclassified",
      "residential", "service", "track",   "path",      "ferry"};
  return kNames[static_cast<std::size_t>(road_class)];
}

geo::Point position_of(const RoadGraph& graph, Place place) {
  const auto points = graph.geometry[place.edge];
  std::int64_t left = place.offset;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const geo::Point a = points[i];
    const geo::Point b = points[i + 1];
    const std::int64_t length = geo::distance(a, b).ticks();
    if (left <= length && length > 0) {
      return {a.x + (b.x - a.x) * left / length, a.y + (b.y - a.y) * left / length};
    }
    left -= length;
  }
  return points.back();
}

}  // namespace grend::network
