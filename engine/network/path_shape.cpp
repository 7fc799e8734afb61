#include "engine/network/path_shape.h"

#include <algorithm>

#include "engine/network/stretch.h"

namespace grend::network {
namespace {

// Where on its first edge, in the direction of travel, a path begins. Who starts at a junction may
// go on along any edge there, from its start.
std::uint32_t first_offset(const RoadGraph& graph, Place from, const PathStep& step) {
  const std::uint32_t length = graph.length[from.edge];
  if (from.offset == 0 || from.offset == length) return 0;
  return step.forward ? from.offset : length - from.offset;
}

}  // namespace

void append_line(const RoadGraph& graph, Place from, std::span<const PathStep> steps,
                 std::vector<geo::Point>& line) {
  std::vector<geo::Point> part;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const PathStep& step = steps[i];
    const std::uint32_t length = graph.length[step.edge];
    const std::uint32_t begin = i == 0 ? first_offset(graph, from, step) : 0;
    const std::uint32_t end = begin + step.length;
    part.clear();
    append_shape(graph,
                 step.forward ? Stretch{step.edge, begin, end}
                              : Stretch{step.edge, length - end, length - begin},
                 part);
    if (!step.forward) std::reverse(part.begin(), part.end());
    const bool joined = !line.empty() && line.back() == part.front();
    line.insert(line.end(), part.begin() + (joined ? 1 : 0), part.end());
  }
}

void append_roads(const RoadGraph& graph, std::span<const PathStep> steps,
                  std::vector<RoadPassed>& roads) {
  for (const PathStep& step : steps) {
    const RoadId road = graph.road[step.edge];
    if (roads.empty() || roads.back().road != road) roads.push_back({road, Distance()});
    roads.back().length += Distance(step.length);
  }
}

}  // namespace grend::network
