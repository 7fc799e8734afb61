// Metres on a region's own plane while it is drawn. Only + - * / and the (correctly rounded) square
// root are used on them, so that all machines draw the same region to the last bit.
#pragma once

#include "engine/base/portable_math.h"

namespace grend::region {

struct Vec2 {
  double x = 0;
  double y = 0;

  friend Vec2 operator+(Vec2 a, Vec2 b) { return {a.x + b.x, a.y + b.y}; }
  friend Vec2 operator-(Vec2 a, Vec2 b) { return {a.x - b.x, a.y - b.y}; }
  friend Vec2 operator*(Vec2 a, double k) { return {a.x * k, a.y * k}; }
  Vec2 left() const { return {-y, x}; }  // turned by a quarter, counter-clockwise
  double length() const { return portable_sqrt(x * x + y * y); }
  bool operator==(const Vec2&) const = default;
};

inline double distance(Vec2 a, Vec2 b) { return (b - a).length(); }
inline Vec2 between(Vec2 a, Vec2 b, double part) { return a + (b - a) * part; }

// A place seen from a valley: metres along its middle line and to the left of it.
struct ValleyPoint {
  double along = 0;
  double across = 0;
};

}  // namespace grend::region
