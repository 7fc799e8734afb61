#include "engine/geo/outline.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "engine/geo/distance_grid.h"

namespace grend::geo {
namespace {

constexpr std::int64_t kStepsPerBuffer = 2;
// Along the longer side, so that memory and time stay small: 16 million points.
constexpr std::int64_t kMostSteps = 4000;

using Ring = std::vector<Point>;

// The lines of equal distance on the grid, as rings with the near ground on their left: outer ones
// run counterclockwise and holes clockwise.
class Contours {
 public:
  Contours(const DistanceGrid& grid, float level) : grid_(grid), level_(level) {
    next_.assign(2 * grid.points(), kNone);
    for (std::size_t y = 0; y + 1 < grid.rows(); ++y) {
      for (std::size_t x = 0; x + 1 < grid.columns(); ++x) cross_cell(y * grid.columns() + x);
    }
  }

  std::vector<Ring> rings() {
    std::vector<Ring> rings;
    for (std::uint32_t start = 0; start < next_.size(); ++start) {
      if (next_[start] == kNone) continue;
      Ring& ring = rings.emplace_back();
      for (std::uint32_t side = start; next_[side] != kNone;) {
        ring.push_back(crossing(side));
        side = std::exchange(next_[side], kNone);
      }
    }
    return rings;
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  // A side joins a grid point with the one to the east (even) or to the north (odd).
  static std::uint32_t side(std::size_t point, bool north) {
    return static_cast<std::uint32_t>(2 * point + (north ? 1 : 0));
  }
  bool is_near(std::size_t point) const { return grid_.distance(point) < level_; }

  // Going around the cell counterclockwise, the contour comes in at a side that leads out of the
  // near ground and leaves at the side before it that led into it.
  void cross_cell(std::size_t point) {
    const std::size_t above = point + grid_.columns();
    const std::array corners = {is_near(point), is_near(point + 1), is_near(above + 1),
                                is_near(above)};
    const std::array sides = {side(point, false), side(point + 1, true), side(above, false),
                              side(point, true)};
    for (std::size_t out = 0; out < 4; ++out) {
      if (!corners[out] || corners[(out + 1) % 4]) continue;
      std::size_t in = (out + 3) % 4;
      while (corners[in]) in = (in + 3) % 4;
      next_[sides[out]] = sides[in];
    }
  }

  Point crossing(std::uint32_t side) const {
    const std::size_t from = side / 2;
    const std::size_t to = from + (side % 2 == 0 ? 1 : grid_.columns());
    const float a = grid_.distance(from);
    const double share = static_cast<double>(level_ - a) / (grid_.distance(to) - a);
    const Point p = grid_.position(from);
    const Point q = grid_.position(to);
    return {p.x + rounded(static_cast<double>(q.x - p.x) * share),
            p.y + rounded(static_cast<double>(q.y - p.y) * share)};
  }

  const DistanceGrid& grid_;
  float level_;
  std::vector<std::uint32_t> next_;  // by side: where the contour that comes in by it goes on
};

// m2, negative if the ring runs clockwise.
double signed_area(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[(i + 1) % ring.size()];
    const auto ax = static_cast<double>(a.x - ring[0].x) / 100;
    const auto ay = static_cast<double>(a.y - ring[0].y) / 100;
    const auto bx = static_cast<double>(b.x - ring[0].x) / 100;
    const auto by = static_cast<double>(b.y - ring[0].y) / 100;
    twice += ax * by - ay * bx;
  }
  return twice / 2;
}

bool contains(const Ring& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const Point a = ring[i];
    const Point b = ring[j];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    const double at = static_cast<double>(a.x) + static_cast<double>(p.y - a.y) /
                                                     static_cast<double>(b.y - a.y) *
                                                     static_cast<double>(b.x - a.x);
    if (static_cast<double>(p.x) < at) inside = !inside;
  }
  return inside;
}

bool contains(const Polygon& polygon, Point p) {
  const auto in_ring = [p](const Ring& ring) { return contains(ring, p); };
  return in_ring(polygon.outer) &&
         std::none_of(polygon.holes.begin(), polygon.holes.end(), in_ring);
}

double area_of(const Polygon& polygon) {
  double area = signed_area(polygon.outer);
  for (const Ring& hole : polygon.holes) area += signed_area(hole);
  return area;
}

// Each hole goes to the smallest ring around it; what lies in a filled hole becomes part of it.
std::vector<Polygon> nest(std::vector<Ring> rings, double smallest_hole) {
  std::vector<Polygon> polygons;
  std::vector<Ring> holes;
  for (Ring& ring : rings) {
    const double area = signed_area(ring);
    if (area > 0) {
      polygons.push_back({std::move(ring), {}});
    } else if (area < 0 && -area >= smallest_hole) {
      holes.push_back(std::move(ring));
    }
  }
  std::stable_sort(polygons.begin(), polygons.end(), [](const Polygon& a, const Polygon& b) {
    return signed_area(a.outer) < signed_area(b.outer);
  });
  for (Ring& hole : holes) {
    const auto around = std::find_if(polygons.begin(), polygons.end(),
                                     [&](const Polygon& p) { return contains(p.outer, hole[0]); });
    if (around != polygons.end()) around->holes.push_back(std::move(hole));
  }
  for (auto at = polygons.begin(); at != polygons.end();) {
    const Point p = at->outer[0];
    const bool inside = std::any_of(at + 1, polygons.end(),
                                    [p](const Polygon& larger) { return contains(larger, p); });
    at = inside ? polygons.erase(at) : at + 1;
  }
  std::reverse(polygons.begin(), polygons.end());
  return polygons;
}

std::int64_t longest_side(std::span<const Segment> lines) {
  std::int64_t low_x = lines[0].a.x, high_x = low_x, low_y = lines[0].a.y, high_y = low_y;
  for (const Segment& line : lines) {
    low_x = std::min({low_x, line.a.x, line.b.x});
    high_x = std::max({high_x, line.a.x, line.b.x});
    low_y = std::min({low_y, line.a.y, line.b.y});
    high_y = std::max({high_y, line.a.y, line.b.y});
  }
  return std::max(high_x - low_x, high_y - low_y);
}

}  // namespace

Outline outline_of(std::span<const Segment> lines, const OutlineOptions& options) {
  if (lines.empty()) return {};
  const std::int64_t step =
      std::max(options.buffer.ticks() / kStepsPerBuffer, longest_side(lines) / kMostSteps + 1);
  const std::int64_t buffer = std::max(options.buffer.ticks(), step * kStepsPerBuffer);
  // A point just outside must know its distance, too.
  const DistanceGrid grid(lines, step, buffer + 2 * step);
  Outline outline;
  outline.polygons =
      nest(Contours(grid, static_cast<float>(buffer)).rings(), options.smallest_hole);
  outline.buffer = Distance(buffer);
  for (const Polygon& polygon : outline.polygons) outline.area += area_of(polygon);
  return outline;
}

}  // namespace grend::geo
