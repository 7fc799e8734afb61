// A dial-a-ride problem: vehicles (a start and an end each) and requests (a pick-up and a drop-off
// each). Both are "pairs" of stops: pair p owns stops 2p (start or pick-up) and 2p + 1 (end or
// drop-off); the vehicles come first, so that requests can be added in the course of a day. A ride
// limit and a route's longest duration are the same constraint: the longest time between the two
// stops of a pair.
//
// A vehicle under way is the same problem: what it has done, and what it can no longer leave
// undone, is folded into its start (place, when it is free, who is on board). Those on board have
// only their drop-off left in the route, with the ride limit turned into a deadline.
//
// Times, lengths and costs are integer ticks of the caller's choice. A route costs its driving and,
// where stops have weights, how late they are served; weights are never negative, so the earliest
// timing is the cheapest, and costs stay exact integers. Travel times satisfy the triangle
// inequality (shortest paths do). Not changed while it is solved; then reads are thread-safe.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "models/routing/legs.h"

namespace grend::routing {

using Ticks = std::int64_t;
using StopIndex = std::uint32_t;
using Pair = std::uint32_t;  // a vehicle or a request

constexpr Ticks kNever = std::numeric_limits<Ticks>::max() / 4;
constexpr std::size_t kDimensions = 4;
struct Loads {
  std::array<std::int16_t, kDimensions> value{};

  constexpr std::int16_t operator[](std::size_t k) const { return value[k]; }
  constexpr std::int16_t& operator[](std::size_t k) { return value[k]; }
  constexpr bool operator==(const Loads&) const = default;
};

constexpr bool fits(const Loads& loads, const Loads& capacity) {
  for (std::size_t k = 0; k < kDimensions; ++k) {
    if (loads[k] > capacity[k]) return false;
  }
  return true;
}
constexpr Loads operator+(Loads a, const Loads& b) {
  for (std::size_t k = 0; k < kDimensions; ++k) a[k] = static_cast<std::int16_t>(a[k] + b[k]);
  return a;
}
constexpr Loads operator-(Loads a) {
  for (auto& load : a.value) load = static_cast<std::int16_t>(-load);
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
  Ticks reference = 0;  // not after any feasible start of service
  Ticks due = kNever;
  std::uint32_t weight = 0;       // cost of a tick after `reference`
  std::uint32_t late_weight = 0;  // more cost of a tick after `due`
  Loads change{};                 // on board after minus before
  PlaceIndex place = 0;

  // What it costs to begin service then.
  Ticks cost(Ticks begin) const {
    return weight * (begin - reference) + late_weight * std::max<Ticks>(0, begin - due);
  }
};

struct Vehicle {
  Loads capacity{};
  Ticks per_time = 1;  // cost of a tick of driving
  Ticks per_length = 0;
};

struct Problem {
  std::vector<Vehicle> vehicles;
  std::vector<Stop> stops;           // 2 per pair
  std::vector<Ticks> longest;        // per pair: from the end of service at its first stop to the
                                     // start of service at its second; kNever: no limit
  std::vector<std::uint8_t> aboard;  // per pair: only the drop-off is left; empty: nobody is
  std::shared_ptr<const Legs> legs;
  bool timed = false;                    // some stop has a weight
  Ticks unserved_cost = Ticks{1} << 40;  // of a request left out; above any detour

  std::size_t pairs() const { return longest.size(); }
  std::size_t requests() const { return longest.size() - vehicles.size(); }
  Pair request(std::size_t number) const { return static_cast<Pair>(vehicles.size() + number); }
  bool is_request(StopIndex stop) const { return pair_of(stop) >= vehicles.size(); }
  bool movable(Pair request) const { return aboard.empty() || aboard[request] == 0; }

  std::uint32_t time(StopIndex from, StopIndex to) const {
    return legs->time(stops[from].place, stops[to].place);
  }
  // The earliest start of service at `to` if it follows `from` at once, and the latest at `from`.
  Ticks arrival(StopIndex from, Ticks begin, StopIndex to) const {
    return begin + stops[from].service + time(from, to);
  }
  Ticks latest_before(StopIndex from, StopIndex to, Ticks begin) const {
    return begin - time(from, to) - stops[from].service;
  }
  Ticks leg_cost(const Vehicle& vehicle, PlaceIndex from, PlaceIndex to) const {
    const Ticks driving = vehicle.per_time * legs->time(from, to);
    return vehicle.per_length == 0 ? driving
                                   : driving + vehicle.per_length * legs->length(from, to);
  }
  // The same, for loops over many origins.
  Ticks leg_cost_into(const Vehicle& vehicle, PlaceIndex to, PlaceIndex from) const {
    const Ticks driving = vehicle.per_time * legs->time_into(to, from);
    return vehicle.per_length == 0 ? driving
                                   : driving + vehicle.per_length * legs->length(from, to);
  }
};

// Narrows both windows of a request to what its ride limit and direct leg leave of them; no
// solution is lost.
void tighten(Problem& problem, Pair request);
// The same for all. Checks that the columns have the sizes they must have.
void tighten_windows(Problem& problem);

}  // namespace grend::routing
