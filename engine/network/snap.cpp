#include "engine/network/snap.h"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <vector>

namespace grend::network {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using TreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using TreeBox = bg::model::box<TreePoint>;
using Entry = std::pair<TreeBox, std::uint32_t>;  // bounds and number of a segment
constexpr std::size_t kEntriesPerLeaf = 16;

TreePoint tree_point(geo::Point p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

struct Segment {
  geo::Point a;
  geo::Point b;
  EdgeId edge;
  std::uint32_t start = 0;        // cm along the edge to a
  std::uint32_t edge_length = 0;  // cm
};

struct Foot {
  double squared = 0;  // distance to the segment, cm²
  double share = 0;    // along it, 0 at a
};

Foot foot_on(const Segment& s, geo::Point p) {
  const auto dx = static_cast<double>(s.b.x - s.a.x);
  const auto dy = static_cast<double>(s.b.y - s.a.y);
  const auto px = static_cast<double>(p.x - s.a.x);
  const auto py = static_cast<double>(p.y - s.a.y);
  const double squared_length = dx * dx + dy * dy;
  const double share =
      squared_length > 0 ? std::clamp((px * dx + py * dy) / squared_length, 0.0, 1.0) : 0.0;
  const double ex = px - share * dx;
  const double ey = py - share * dy;
  return {ex * ex + ey * ey, share};
}

}  // namespace

struct Snapper::Index {
  std::vector<Segment> segments;  // ascending by edge
  bgi::rtree<Entry, bgi::rstar<kEntriesPerLeaf>> tree;
  double first_half = 0;  // of the first box to look at (cm): that of a few segments
};

Snapper::Snapper(const RoadGraph& graph, std::span<const Router* const> routers)
    : index_(std::make_unique<Index>()) {
  std::vector<Entry> entries;
  for (const EdgeId edge : graph.from.ids()) {
    const auto usable = [edge](const Router* router) { return router->usable(edge); };
    if (!std::all_of(routers.begin(), routers.end(), usable)) continue;
    const auto points = graph.geometry[edge];
    std::uint32_t start = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      TreeBox box;
      bg::envelope(bg::model::segment<TreePoint>(tree_point(points[i]), tree_point(points[i + 1])),
                   box);
      entries.emplace_back(box, static_cast<std::uint32_t>(index_->segments.size()));
      index_->segments.push_back({points[i], points[i + 1], edge, start, graph.length[edge]});
      start += static_cast<std::uint32_t>(geo::distance(points[i], points[i + 1]).ticks());
    }
  }
  index_->tree = decltype(index_->tree)(entries);
  if (entries.empty()) return;
  const double land = std::max(1.0, bg::area(index_->tree.bounds()));
  index_->first_half = std::sqrt(land / static_cast<double>(entries.size()));
}

Snapper::~Snapper() = default;
Snapper::Snapper(Snapper&&) noexcept = default;

std::optional<Snapped> Snapper::nearest(geo::Point point) const {
  if (index_->tree.empty()) return std::nullopt;
  const Segment* best = nullptr;
  Foot best_foot;
  const auto look_at = [&](const Entry& entry) {
    const Segment& segment = index_->segments[entry.second];
    const Foot foot = foot_on(segment, point);
    const bool nearer = best == nullptr || foot.squared < best_foot.squared ||
                        (foot.squared == best_foot.squared && &segment < best);
    if (!nearer) return;
    best = &segment;
    best_foot = foot;
  };
  // All that lies in a box around the point, and in a larger one until nothing outside it can be
  // nearer. (The tree's own search for the nearest allocates.)
  const double away = std::sqrt(bg::comparable_distance(tree_point(point), index_->tree.bounds()));
  for (double half = away + index_->first_half;;) {
    const auto x = static_cast<double>(point.x);
    const auto y = static_cast<double>(point.y);
    const TreeBox box({x - half, y - half}, {x + half, y + half});
    index_->tree.query(bgi::intersects(box), boost::make_function_output_iterator(look_at));
    if (best != nullptr && best_foot.squared <= half * half) break;
    half = best == nullptr ? 2 * half : std::sqrt(best_foot.squared) + 1;
  }
  const auto along = static_cast<std::uint32_t>(
      static_cast<double>(geo::distance(best->a, best->b).ticks()) * best_foot.share + 0.5);
  const std::uint32_t offset = std::min(best->start + along, best->edge_length);
  return Snapped{{best->edge, offset},
                 Distance(static_cast<std::int64_t>(std::sqrt(best_foot.squared) + 0.5))};
}

}  // namespace grend::network
