#include "models/region/curve.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace grend::region {
namespace {

constexpr double kSpacing = 25;  // metres between the samples of a spine

// Uniform cubic B-spline at `u` in [0, 1] between p1 and p2.
template <class T>
T b_spline(const T& p0, const T& p1, const T& p2, const T& p3, double u) {
  const double v = 1 - u;
  const double w0 = v * v * v / 6;
  const double w1 = (3 * u * u * u - 6 * u * u + 4) / 6;
  const double w2 = (3 * v * v * v - 6 * v * v + 4) / 6;
  const double w3 = u * u * u / 6;
  return p0 * w0 + p1 * w1 + p2 * w2 + p3 * w3;
}

Vec2 catmull_rom(Vec2 p0, Vec2 p1, Vec2 p2, Vec2 p3, double u) {
  const Vec2 linear = (p2 - p0) * (0.5 * u);
  const Vec2 square = (p0 * 2 - p1 * 5 + p2 * 4 - p3) * (0.5 * u * u);
  const Vec2 cube = (p1 * 3 - p0 - p2 * 3 + p3) * (0.5 * u * u * u);
  return p1 + linear + square + cube;
}

// The control points with mirrored ones at both ends, so that the curve meets the end points.
std::vector<Vec2> with_mirrored_ends(std::span<const Vec2> control) {
  std::vector<Vec2> p;
  p.reserve(control.size() + 2);
  p.push_back(control[0] * 2 - control[1]);
  p.insert(p.end(), control.begin(), control.end());
  p.push_back(control.back() * 2 - control[control.size() - 2]);
  return p;
}

// Points exactly `step` apart along a polyline.
std::vector<Vec2> resample(const std::vector<Vec2>& line, double step) {
  std::vector<Vec2> points = {line.front()};
  double rest = step;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double piece = distance(line[i - 1], line[i]);
    double done = 0;
    while (piece - done >= rest) {
      done += rest;
      rest = step;
      points.push_back(between(line[i - 1], line[i], done / piece));
    }
    rest -= piece - done;
  }
  return points;
}

}  // namespace

Wiggle::Wiggle(RandomStream& random, double length, double wavelength, double amplitude)
    : wavelength_(wavelength) {
  const auto count = static_cast<std::size_t>(length / wavelength) + 5;
  for (std::size_t i = 0; i < count; ++i) control_.push_back(random.uniform(-amplitude, amplitude));
}

double Wiggle::at(double along) const {
  const double u = std::max(along / wavelength_, 0.0);
  const auto i = std::min(static_cast<std::size_t>(u), control_.size() - 4);
  const double part = std::min(u - static_cast<double>(i), 1.0);
  return b_spline(control_[i], control_[i + 1], control_[i + 2], control_[i + 3], part);
}

Spine::Spine(const std::vector<Vec2>& control) {
  GREND_CHECK(control.size() >= 2);
  const auto p = with_mirrored_ends(control);
  std::vector<Vec2> fine;
  for (std::size_t i = 0; i + 3 < p.size(); ++i) {
    const double piece = distance(p[i + 1], p[i + 2]);
    const auto parts = static_cast<std::size_t>(piece / kSpacing * 2) + 2;
    for (std::size_t k = 0; k < parts; ++k) {
      const double u = static_cast<double>(k) / static_cast<double>(parts);
      fine.push_back(b_spline(p[i], p[i + 1], p[i + 2], p[i + 3], u));
    }
  }
  fine.push_back(control.back());
  points_ = resample(fine, kSpacing);
  GREND_CHECK(points_.size() >= 2);
}

double Spine::length() const { return static_cast<double>(points_.size() - 1) * kSpacing; }

Spine::Place Spine::find(double along) const {
  const double u = std::max(along / kSpacing, 0.0);
  const auto segment = std::min(static_cast<std::size_t>(u), points_.size() - 2);
  return {segment, along / kSpacing - static_cast<double>(segment)};
}

Vec2 Spine::direction(double along) const {
  // The mean over some 100 m: the normal must not jump where the middle line bends.
  constexpr std::size_t kReach = 4;
  const Place place = find(along);
  const std::size_t first = place.segment > kReach ? place.segment - kReach : 0;
  const std::size_t last = std::min(place.segment + kReach, points_.size() - 2);
  const double part = std::clamp(place.rest, 0.0, 1.0);
  const Vec2 a = points_[last] - points_[first];
  const Vec2 b = points_[last + 1] - points_[first + 1];
  const Vec2 d = between(a, b, part);
  return d * (1 / d.length());
}

Vec2 Spine::at(ValleyPoint p) const {
  const Place place = find(p.along);
  const Vec2 middle = between(points_[place.segment], points_[place.segment + 1], place.rest);
  return middle + direction(p.along).left() * p.across;
}

std::vector<Vec2> smooth_line(std::span<const Vec2> control, double step) {
  GREND_CHECK(control.size() >= 2);
  const auto p = with_mirrored_ends(control);
  std::vector<Vec2> line;
  for (std::size_t i = 0; i + 3 < p.size(); ++i) {
    const double piece = distance(p[i + 1], p[i + 2]);
    const auto parts = std::max<std::size_t>(1, static_cast<std::size_t>(piece / step + 0.5));
    for (std::size_t k = 0; k < parts; ++k) {
      const double u = static_cast<double>(k) / static_cast<double>(parts);
      line.push_back(catmull_rom(p[i], p[i + 1], p[i + 2], p[i + 3], u));
    }
  }
  line.push_back(control.back());
  return line;
}

std::vector<Vec2> winding(RandomStream& random, Vec2 from, Vec2 to, double roughness,
                          double piece) {
  std::vector<Vec2> points = {from, to};
  while (distance(points[0], points[1]) > piece) {
    std::vector<Vec2> finer = {points[0]};
    for (std::size_t i = 1; i < points.size(); ++i) {
      const Vec2 chord = points[i] - points[i - 1];
      const double shift = random.uniform(-roughness, roughness);
      finer.push_back(between(points[i - 1], points[i], 0.5) + chord.left() * shift);
      finer.push_back(points[i]);
    }
    points = std::move(finer);
  }
  return points;
}

}  // namespace grend::region
