#include "engine/network/snap.h"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <vector>

namespace grend::network {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using TreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using TreeBox = bg::model::box<TreePoint>;
using Entry = std::pair<TreeBox, std::uint32_t>;  // bounds and number of a stretch
constexpr std::size_t kEntriesPerLeaf = 16;
constexpr std::size_t kFirstCandidates = 4;
// Of segments in a stretch. Building the tree is most of what a snapper costs, and measuring the
// distance to a few segments more takes less than finding their boxes in it.
constexpr std::size_t kLongestStretch = 8;

TreePoint tree_point(geo::Point p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

struct Segment {
  geo::Point a;
  geo::Point b;
  EdgeId edge;
  std::uint32_t start = 0;        // cm along the edge to a
  std::uint32_t edge_length = 0;  // cm
};

// Some segments of one edge that follow one another: first to last, half-open.
struct Stretch {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
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

TreeBox bounds(std::span<const Segment> segments) {
  TreeBox box(tree_point(segments.front().a), tree_point(segments.front().a));
  for (const Segment& segment : segments) bg::expand(box, tree_point(segment.b));
  return box;
}

}  // namespace

struct Snapper::Index {
  std::vector<Segment> segments;  // ascending by edge and along it
  std::vector<Stretch> stretches;
  bgi::rtree<Entry, bgi::rstar<kEntriesPerLeaf>> tree;
};

Snapper::Snapper(const RoadGraph& graph, std::span<const Router* const> routers)
    : index_(std::make_unique<Index>()) {
  std::vector<Segment>& segments = index_->segments;
  for (const EdgeId edge : graph.from.ids()) {
    const auto usable = [edge](const Router* router) { return router->usable(edge); };
    if (!std::all_of(routers.begin(), routers.end(), usable)) continue;
    const std::size_t first = segments.size();
    std::uint32_t start = 0;
    std::optional<geo::Point> last;
    graph.geometry.for_each(edge, [&](geo::Point point) {
      if (last) {
        segments.push_back({*last, point, edge, start, graph.length[edge]});
        start += static_cast<std::uint32_t>(geo::distance(*last, point).ticks());
      }
      last = point;
    });
    for (std::size_t at = first; at < segments.size(); at += kLongestStretch) {
      const std::size_t end = std::min(at + kLongestStretch, segments.size());
      index_->stretches.push_back(
          {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    }
  }
  std::vector<Entry> entries;
  for (const Stretch& s : index_->stretches) {
    entries.emplace_back(bounds({segments.data() + s.first, s.last - s.first}),
                         static_cast<std::uint32_t>(entries.size()));
  }
  index_->tree = decltype(index_->tree)(entries);
}

Snapper::~Snapper() = default;
Snapper::Snapper(Snapper&&) noexcept = default;

std::optional<Snapped> Snapper::nearest(geo::Point point) const {
  const TreePoint where = tree_point(point);
  const auto& tree = index_->tree;
  const Segment* best = nullptr;
  Foot best_foot;
  const auto look_at = [&](const Segment& segment) {
    const Foot foot = foot_on(segment, point);
    const bool nearer = best == nullptr || foot.squared < best_foot.squared ||
                        (foot.squared == best_foot.squared && &segment < best);
    if (!nearer) return;
    best = &segment;
    best_foot = foot;
  };
  // The boxes nearest to the point first; once the farthest of them is farther than the best
  // segment, so is all that was not looked at.
  std::vector<Entry> found;
  for (std::size_t count = kFirstCandidates;; count *= 4) {
    found.clear();
    tree.query(bgi::nearest(where, static_cast<unsigned>(count)), std::back_inserter(found));
    double farthest = 0;
    for (const Entry& entry : found) {
      farthest = std::max(farthest, bg::comparable_distance(where, entry.first));
      const Stretch stretch = index_->stretches[entry.second];
      for (std::uint32_t i = stretch.first; i < stretch.last; ++i) look_at(index_->segments[i]);
    }
    if (found.size() < count || farthest > best_foot.squared) break;
  }
  if (best == nullptr) return std::nullopt;
  const auto along = static_cast<std::uint32_t>(
      static_cast<double>(geo::distance(best->a, best->b).ticks()) * best_foot.share + 0.5);
  const std::uint32_t offset = std::min(best->start + along, best->edge_length);
  return Snapped{{best->edge, offset},
                 Distance(static_cast<std::int64_t>(std::sqrt(best_foot.squared) + 0.5))};
}

}  // namespace grend::network
