// What a search answers: the time and distance of a trip, its path, and tables of trips.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/network/graph.h"

namespace grend::network {

struct Trip {
  Duration time;
  Distance distance;
  auto operator<=>(const Trip&) const = default;
};

// One edge of a path in the direction of travel.
struct PathStep {
  EdgeId edge;
  bool forward = true;
  std::uint32_t length = 0;  // cm travelled on it (the first and last step may be parts)
  bool operator==(const PathStep&) const = default;
};

// The time and distance to, or from, a place; time kClosed if there is no way.
struct Reach {
  std::uint32_t time = kClosed;      // ms
  std::uint32_t distance = kClosed;  // cm

  bool reachable() const { return time != kClosed; }
  Trip trip() const { return {Duration(time), Distance(distance)}; }
  bool operator==(const Reach&) const = default;
};

// Times and distances between all of `from` and all of `to`, row-major. Unreachable pairs have
// time kClosed.
struct TravelMatrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::uint32_t> time;      // ms
  std::vector<std::uint32_t> distance;  // cm

  void resize(std::size_t row_count, std::size_t column_count) {
    rows = row_count;
    columns = column_count;
    time.resize(rows * columns);
    distance.resize(rows * columns);
  }
  void set(std::size_t row, std::size_t column, Reach reach) {
    time[row * columns + column] = reach.time;
    distance[row * columns + column] = reach.distance;
  }

  bool reachable(std::size_t row, std::size_t column) const {
    return time[row * columns + column] != kClosed;
  }
  Trip at(std::size_t row, std::size_t column) const {
    return {Duration(time[row * columns + column]), Distance(distance[row * columns + column])};
  }
};

}  // namespace grend::network
