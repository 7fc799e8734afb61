// Points: degrees at the edge, integer centimetres on a plane inside.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

#include "engine/base/measure.h"

namespace grend::geo {

struct LonLat {
  double lon = 0;  // degrees east
  double lat = 0;  // degrees north
  bool operator==(const LonLat&) const = default;
};

// Projected position in centimetres (easting, northing).
struct Point {
  std::int64_t x = 0;
  std::int64_t y = 0;
  auto operator<=>(const Point&) const = default;
};

// Straight-line distance, rounded to the centimetre.
inline Distance distance(Point a, Point b) {
  const double dx = static_cast<double>(a.x - b.x);
  const double dy = static_cast<double>(a.y - b.y);
  return Distance(rounded(std::sqrt(dx * dx + dy * dy)));
}

}  // namespace grend::geo
