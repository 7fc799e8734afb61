// The ground near some lines as polygons, for maps: all points within `buffer` of any of them. The
// distance to the nearest line is taken on a grid of half the buffer, and the outline drawn where
// it equals the buffer (marching squares, Maple 2003), which is exact to a twentieth of the buffer.
// O(lines x (buffer / grid)^2 + grid points).
#pragma once

#include <span>
#include <vector>

#include "engine/geo/point.h"

namespace grend::geo {

struct Segment {
  Point a;
  Point b;
};

struct Polygon {
  std::vector<Point> outer;               // counterclockwise, the first point not repeated
  std::vector<std::vector<Point>> holes;  // clockwise
};

struct OutlineOptions {
  Distance buffer = metres(250);
  double smallest_hole = 1e6;  // m2; smaller holes are filled
};

struct Outline {
  std::vector<Polygon> polygons;  // not overlapping, the largest first
  Distance buffer;                // wider than asked for where the lines spread over much land
  double area = 0;                // m2
};

Outline outline_of(std::span<const Segment> lines, const OutlineOptions& options);

}  // namespace grend::geo
