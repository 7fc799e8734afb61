// Integer measures, each its own type with no implicit conversion, used in every decision path:
//   Duration and Time in milliseconds, Distance in centimetres, Money in øre, Speed in mm/s.
// Time is the local service time since midnight of the first simulated day and may pass 24:00.
// Conversions from and to what users see (seconds, metres, NOK) are the named functions only.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>

#include "engine/base/check.h"

namespace grend {

// To the nearest whole number, halves away from zero; std::llround is not constexpr.
constexpr std::int64_t rounded(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  const double rest = value - static_cast<double>(whole);  // exact
  return whole + (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
}

template <class Tag>
class Measure {
 public:
  constexpr Measure() = default;
  constexpr explicit Measure(std::int64_t ticks) : ticks_(ticks) {}
  static constexpr Measure max() { return Measure(std::numeric_limits<std::int64_t>::max() / 4); }

  constexpr std::int64_t ticks() const { return ticks_; }
  constexpr auto operator<=>(const Measure&) const = default;

  constexpr Measure operator-() const { return Measure(-ticks_); }
  friend constexpr Measure operator+(Measure a, Measure b) { return Measure(a.ticks_ + b.ticks_); }
  friend constexpr Measure operator-(Measure a, Measure b) { return Measure(a.ticks_ - b.ticks_); }
  friend constexpr Measure operator*(Measure a, std::int64_t k) { return Measure(a.ticks_ * k); }
  friend constexpr Measure operator*(std::int64_t k, Measure a) { return Measure(a.ticks_ * k); }
  friend constexpr Measure operator/(Measure a, std::int64_t k) { return Measure(a.ticks_ / k); }
  // A real factor would be cut to an integer silently: use scaled().
  template <std::floating_point F>
  friend constexpr Measure operator*(Measure, F) = delete;
  template <std::floating_point F>
  friend constexpr Measure operator*(F, Measure) = delete;
  template <std::floating_point F>
  friend constexpr Measure operator/(Measure, F) = delete;
  friend constexpr double operator/(Measure a, Measure b) {
    return static_cast<double>(a.ticks_) / static_cast<double>(b.ticks_);
  }
  constexpr Measure& operator+=(Measure b) { return *this = *this + b; }
  constexpr Measure& operator-=(Measure b) { return *this = *this - b; }
  // Times a real factor, rounded to the nearest tick.
  constexpr Measure scaled(double factor) const {
    return Measure(rounded(static_cast<double>(ticks_) * factor));
  }

 private:
  std::int64_t ticks_ = 0;
};

using Duration = Measure<struct DurationTag>;  // ms
using Distance = Measure<struct DistanceTag>;  // cm
using Money = Measure<struct MoneyTag>;        // øre
using Speed = Measure<struct SpeedTag>;        // mm/s

constexpr Duration milliseconds(std::int64_t n) { return Duration(n); }
constexpr Duration seconds(std::int64_t n) { return Duration(n * 1000); }
constexpr Duration minutes(std::int64_t n) { return Duration(n * 60'000); }
constexpr Duration hours(std::int64_t n) { return Duration(n * 3'600'000); }
constexpr double to_seconds(Duration d) { return static_cast<double>(d.ticks()) / 1000.0; }
constexpr double to_minutes(Duration d) { return static_cast<double>(d.ticks()) / 60'000.0; }
constexpr double to_hours(Duration d) { return static_cast<double>(d.ticks()) / 3'600'000.0; }

constexpr Distance centimetres(std::int64_t n) { return Distance(n); }
constexpr Distance metres(std::int64_t n) { return Distance(n * 100); }
constexpr Distance kilometres(std::int64_t n) { return Distance(n * 100'000); }
constexpr double to_metres(Distance d) { return static_cast<double>(d.ticks()) / 100.0; }
constexpr double to_kilometres(Distance d) { return static_cast<double>(d.ticks()) / 100'000.0; }

constexpr Money ore(std::int64_t n) { return Money(n); }
constexpr Money kroner(std::int64_t n) { return Money(n * 100); }
constexpr double to_kroner(Money m) { return static_cast<double>(m.ticks()) / 100.0; }

constexpr Speed kilometres_per_hour(double v) { return Speed(rounded(v * 1'000'000.0 / 3600.0)); }
constexpr double to_kilometres_per_hour(Speed v) {
  return static_cast<double>(v.ticks()) * 3600.0 / 1'000'000.0;
}
// Time to cover `distance` at `speed` (> 0), rounded to the nearest millisecond.
constexpr Duration travel_time(Distance distance, Speed speed) {
  GREND_ASSERT(speed > Speed());
  return Duration((distance.ticks() * 10'000 + speed.ticks() / 2) / speed.ticks());
}

// A point in time: milliseconds since midnight of the first simulated day.
class Time {
 public:
  constexpr Time() = default;
  constexpr explicit Time(std::int64_t ticks) : ticks_(ticks) {}
  static constexpr Time max() { return Time(std::numeric_limits<std::int64_t>::max() / 4); }
  static constexpr Time min() { return Time(std::numeric_limits<std::int64_t>::min() / 4); }

  constexpr std::int64_t ticks() const { return ticks_; }
  constexpr Duration since_midnight() const { return Duration(ticks_); }
  constexpr auto operator<=>(const Time&) const = default;
  friend constexpr Time operator+(Time t, Duration d) { return Time(t.ticks_ + d.ticks()); }
  friend constexpr Time operator-(Time t, Duration d) { return Time(t.ticks_ - d.ticks()); }
  friend constexpr Duration operator-(Time a, Time b) { return Duration(a.ticks_ - b.ticks_); }
  constexpr Time& operator+=(Duration d) { return *this = *this + d; }

 private:
  std::int64_t ticks_ = 0;
};

constexpr Time clock_time(int hour, int minute) { return Time() + hours(hour) + minutes(minute); }

}  // namespace grend
