#include "engine/network/stretch.h"

namespace grend::network {

void append_shape(const RoadGraph& graph, Stretch stretch, std::vector<geo::Point>& points) {
  const auto add = [&](geo::Point point) {
    if (points.empty() || points.back() != point) points.push_back(point);
  };
  // A file may say another length than its shape has; the whole edge is the whole shape all the
  // same.
  const bool to_the_end = stretch.end == graph.length[stretch.edge];
  add(position_of(graph, {stretch.edge, stretch.begin}));
  bool first = true;
  geo::Point last;
  std::int64_t at = 0;  // cm from the edge's start to `last`
  graph.geometry.for_each(stretch.edge, [&](geo::Point point) {
    if (!first) at += geo::distance(last, point).ticks();
    if (at > stretch.begin && (to_the_end || at < stretch.end)) add(point);
    first = false;
    last = point;
  });
  add(to_the_end ? last : position_of(graph, {stretch.edge, stretch.end}));
}

}  // namespace grend::network
