// A half-open interval [from, to).
#pragma once

namespace grend {

template <class T>
struct Interval {
  T from{};
  T to{};

  constexpr bool contains(const T& value) const { return from <= value && value < to; }
  constexpr bool empty() const { return !(from < to); }
  constexpr auto length() const { return to - from; }
  constexpr bool operator==(const Interval&) const = default;
};

}  // namespace grend
