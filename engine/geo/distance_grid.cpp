#include "engine/geo/distance_grid.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::geo {
namespace {

float distance_to(const Segment& line, Point p) {
  const auto dx = static_cast<double>(line.b.x - line.a.x);
  const auto dy = static_cast<double>(line.b.y - line.a.y);
  const auto px = static_cast<double>(p.x - line.a.x);
  const auto py = static_cast<double>(p.y - line.a.y);
  const double squared = dx * dx + dy * dy;
  const double share = squared > 0 ? std::clamp((px * dx + py * dy) / squared, 0.0, 1.0) : 0.0;
  const double ex = px - share * dx;
  const double ey = py - share * dy;
  return static_cast<float>(std::sqrt(ex * ex + ey * ey));
}

}  // namespace

DistanceGrid::DistanceGrid(std::span<const Segment> lines, std::int64_t step, std::int64_t reach)
    : step_(step) {
  GREND_CHECK(!lines.empty() && step > 0);
  Point low = lines[0].a;
  Point high = low;
  for (const Segment& line : lines) {
    for (const Point p : {line.a, line.b}) {
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
  }
  const std::int64_t margin = reach + step;
  origin_ = {low.x - margin, low.y - margin};
  columns_ = static_cast<std::size_t>((high.x - low.x + 2 * margin) / step + 2);
  rows_ = static_cast<std::size_t>((high.y - low.y + 2 * margin) / step + 2);
  distance_.assign(columns_ * rows_, static_cast<float>(2 * margin));
  for (const Segment& line : lines) add(line, reach);
}

void DistanceGrid::add(const Segment& line, std::int64_t reach) {
  const auto first = [&](std::int64_t at) { return static_cast<std::size_t>(at / step_); };
  const std::size_t left = first(std::min(line.a.x, line.b.x) - reach - origin_.x);
  const std::size_t right = first(std::max(line.a.x, line.b.x) + reach - origin_.x) + 1;
  const std::size_t bottom = first(std::min(line.a.y, line.b.y) - reach - origin_.y);
  const std::size_t top = first(std::max(line.a.y, line.b.y) + reach - origin_.y) + 1;
  for (std::size_t y = bottom; y <= top; ++y) {
    for (std::size_t x = left; x <= right; ++x) {
      float& least = distance_[y * columns_ + x];
      least = std::min(least, distance_to(line, position(y * columns_ + x)));
    }
  }
}

}  // namespace grend::geo
