// Lines made small for maps.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/geo/point.h"

namespace grend::geo {

// The points that are needed for a line which leaves out none by more than `tolerance`, both ends
// among them. Douglas and Peucker (1973). O(n log n) for lines as roads are, O(n^2) at worst.
std::vector<Point> simplify(std::span<const Point> line, Distance tolerance);

// Google's encoded polyline (developers.google.com/maps/documentation/utilities/
// polylinealgorithm): differences of rounded degrees, latitude first, in printable characters.
// `decimals`: 5 as Google, 6 as OSRM and Valhalla offer.
std::string encode_polyline(std::span<const LonLat> line, int decimals = 5);

}  // namespace grend::geo
