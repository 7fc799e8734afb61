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
  std::int64_t left = place.offset;
  bool first = true;
  bool found = false;
  geo::Point a;
  geo::Point result;
  graph.geometry.for_each(place.edge, [&](geo::Point b) {
    if (!first && !found) {
      const std::int64_t length = geo::distance(a, b).ticks();
      found = left <= length && length > 0;
      result =
          found ? geo::Point{a.x + (b.x - a.x) * left / length, a.y + (b.y - a.y) * left / length}
                : b;
      left -= length;
    }
    first = false;
    a = b;
  });
  return result;
}

}  // namespace grend::network
