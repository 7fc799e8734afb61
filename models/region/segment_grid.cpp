#include "models/region/segment_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace grend::region {
namespace {

constexpr double kSquare = 100;
constexpr std::size_t kHeads = std::size_t{1} << 15;
constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();

std::size_t head_of(std::int64_t x, std::int64_t y) {
  const auto hash = static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15u ^
                    static_cast<std::uint64_t>(y) * 0xC2B2AE3D27D4EB4Fu;
  return static_cast<std::size_t>(hash >> 40) % kHeads;
}

// Calls visit(head) for every square of the segment's bounding box until it returns true.
template <class Visit>
bool any_square(const Segment& s, Visit&& visit) {
  const auto square = [](double v) { return static_cast<std::int64_t>(std::floor(v / kSquare)); };
  for (auto x = square(std::min(s.a.x, s.b.x)); x <= square(std::max(s.a.x, s.b.x)); ++x) {
    for (auto y = square(std::min(s.a.y, s.b.y)); y <= square(std::max(s.a.y, s.b.y)); ++y) {
      if (visit(head_of(x, y))) return true;
    }
  }
  return false;
}

// Twice the area of the triangle, positive if counter-clockwise.
double turn(Vec2 a, Vec2 b, Vec2 c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool cross(const Segment& p, const Segment& q) {
  if (p.from == q.from || p.from == q.to || p.to == q.from || p.to == q.to) return false;
  return turn(p.a, p.b, q.a) * turn(p.a, p.b, q.b) <= 0 &&
         turn(q.a, q.b, p.a) * turn(q.a, q.b, p.b) <= 0;
}

}  // namespace

SegmentGrid::SegmentGrid() : heads_(kHeads, kEnd) {}

void SegmentGrid::add(const Segment& segment) {
  const auto index = static_cast<std::uint32_t>(segments_.size());
  segments_.push_back(segment);
  any_square(segment, [&](std::size_t head) {
    entries_.push_back({index, heads_[head]});
    heads_[head] = static_cast<std::uint32_t>(entries_.size() - 1);
    return false;
  });
}

bool SegmentGrid::crosses(const Segment& segment) const {
  return any_square(segment, [&](std::size_t head) {
    for (auto at = heads_[head]; at != kEnd; at = entries_[at].next) {
      if (cross(segment, segments_[entries_[at].segment])) return true;
    }
    return false;
  });
}

void SegmentGrid::clear() {
  segments_.clear();
  entries_.clear();
  std::fill(heads_.begin(), heads_.end(), kEnd);
}

}  // namespace grend::region
