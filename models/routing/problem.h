// A static dial-a-ride problem: requests (a pick-up and a drop-off each) and vehicles (a start and
// an end each). Requests and vehicles are both "pairs" of stops: pair p owns stops 2p (pick-up or
// start) and 2p + 1 (drop-off or end); pairs 0..requests-1 are requests, the vehicles follow. So a
// ride limit and a route's longest duration are the same constraint. Times and costs are integer
// ticks of the caller's choice. Travel times must satisfy the triangle inequality (shortest paths
// do). Immutable while it is solved; reads are thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace grend::routing {

using Ticks = std::int64_t;
using StopIndex = std::uint32_t;
using Pair = std::uint32_t;  // a request or a vehicle

constexpr Ticks kNever = std::numeric_limits<Ticks>::max() / 4;
constexpr std::size_t kDimensions = 3;
using Loads = std::array<std::int32_t, kDimensions>;

constexpr bool fits(const Loads& loads, const Loads& capacity) {
  for (std::size_t k = 0; k < kDimensions; ++k) {
    if (loads[k] > capacity[k]) return false;
  }
  return true;
}
constexpr Loads operator+(Loads a, const Loads& b) {
  for (std::size_t k = 0; k < kDimensions; ++k) a[k] += b[k];
  return a;
}

constexpr Pair pair_of(StopIndex stop) { return stop >> 1; }
constexpr bool opens(StopIndex stop) { return (stop & 1) == 0; }
constexpr StopIndex opening(Pair pair) { return 2 * pair; }
constexpr StopIndex closing(Pair pair) { return 2 * pair + 1; }

struct Stop {
  Ticks earliest = 0;  // start of service
  Ticks latest = kNever;
  Ticks service = 0;
  Loads change{};  // on board after minus before
  std::uint32_t place = 0;
};

struct Leg {
  std::uint32_t time = 0;
  std::uint32_t cost = 0;
};

struct Problem {
  std::size_t requests = 0;
  std::vector<Stop> stops;      // 2 * (requests + vehicles)
  std::vector<Ticks> longest;   // per pair: from the end of service at its first stop to the
                                // start of service at its second
  std::vector<Loads> capacity;  // per vehicle
  std::vector<Leg> legs;        // places * places, row = from
  std::size_t places = 0;
  Ticks unserved_cost = Ticks{1} << 40;  // of a request left out; above any detour

  std::size_t vehicles() const { return capacity.size(); }
  Pair vehicle_pair(std::size_t vehicle) const { return static_cast<Pair>(requests + vehicle); }
  Leg leg(StopIndex from, StopIndex to) const {
    return legs[stops[from].place * places + stops[to].place];
  }
  // The earliest start of service at `to` if it follows `from` at once.
  Ticks arrival(StopIndex from, Ticks begin, StopIndex to) const {
    return begin + stops[from].service + leg(from, to).time;
  }
};

// Narrows both windows of every request to what its ride limit and direct leg leave of them; no
// solution is lost. Checks that the columns have the sizes they must have.
void tighten_windows(Problem& problem);

// For each request the others, nearest first: the shortest leg between any two of their stops plus
// the waiting their windows force. A request that can share no route comes last.
std::vector<std::vector<Pair>> neighbours(const Problem& problem);

}  // namespace grend::routing
