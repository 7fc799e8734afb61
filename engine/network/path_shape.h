// What a map needs of a path: its line, and the roads it follows.
#pragma once

#include <span>
#include <vector>

#include "engine/network/trip.h"

namespace grend::network {

// Appends the line of a path from `from`, its first and last edge in part. The steps are those of
// Router::path(). O(points of its edges).
void append_line(const RoadGraph& graph, Place from, std::span<const PathStep> steps,
                 std::vector<geo::Point>& line);

// How far a path follows a road before it leaves it.
struct RoadPassed {
  RoadId road;  // none: without number and name
  Distance length;
  bool operator==(const RoadPassed&) const = default;
};
// Appends the roads in order of travel; the lengths add up to that of the path.
void append_roads(const RoadGraph& graph, std::span<const PathStep> steps,
                  std::vector<RoadPassed>& roads);

}  // namespace grend::network
