// Smooth curves: the middle line of a valley, the wiggle of a road along it, a road through given
// points. All are uniform cubic B-splines or Catmull-Rom splines: polynomials, hence portable.
#pragma once

#include <span>
#include <vector>

#include "engine/base/random.h"
#include "models/region/plane.h"

namespace grend::region {

// A random function with a typical wavelength and values within ±amplitude.
class Wiggle {
 public:
  Wiggle(RandomStream& random, double length, double wavelength, double amplitude);
  double at(double along) const;

 private:
  double wavelength_;
  std::vector<double> control_;
};

// The middle line of a valley, sampled by arc length.
class Spine {
 public:
  // A B-spline that starts and ends at the first and last of at least two control points.
  explicit Spine(const std::vector<Vec2>& control);

  double length() const;
  // `across` metres to the left of the point `along` metres from the start; beyond the ends the
  // line goes straight on.
  Vec2 at(ValleyPoint p) const;
  Vec2 direction(double along) const;

 private:
  struct Place {
    std::size_t segment;
    double rest;
  };
  Place find(double along) const;

  std::vector<Vec2> points_;  // kSpacing apart
};

// A smooth line through the control points with points about `step` apart, both ends included.
std::vector<Vec2> smooth_line(std::span<const Vec2> control, double step);

// Control points from `from` to `to`, displaced sideways at random, at most `roughness` times the
// chord at each halving, until the pieces are shorter than `piece`.
std::vector<Vec2> winding(RandomStream& random, Vec2 from, Vec2 to, double roughness, double piece);

}  // namespace grend::region
