// Random dial-a-ride problems small enough to be solved by brute force, and a slow judge of
// sequences: a textbook Bellman-Ford over the list of all difference constraints.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "models/routing/plan.h"

namespace grend::routing {

struct SmallProblem {
  std::size_t requests = 4;
  std::size_t vehicles = 2;
  Ticks window = 30;
  Ticks longest_ride = 40;
  Ticks longest_route = 150;
};

// Places on a square of 30 x 30 with legs rounded up, so that the triangle inequality holds.
inline Problem random_problem(const SmallProblem& small, std::uint32_t number) {
  RandomStream random({7, 0}, number, Purpose::kTest);
  Problem problem;
  problem.requests = small.requests;
  const std::size_t pairs = small.requests + small.vehicles;
  problem.places = 2 * pairs;
  std::vector<std::array<double, 2>> at(problem.places);
  for (auto& place : at) {
    for (auto& coordinate : place) coordinate = static_cast<double>(random.between(0, 30));
  }
  for (const auto& a : at) {
    for (const auto& b : at) {
      const double x = a[0] - b[0];
      const double y = a[1] - b[1];
      const auto leg = static_cast<std::uint32_t>(portable_sqrt(x * x + y * y) + 0.999999);
      problem.legs.push_back({leg, 2 * leg});
    }
  }
  for (std::uint32_t stop = 0; stop < 2 * pairs; ++stop) {
    Stop row{.earliest = 0, .latest = 300, .place = stop};
    if (pair_of(stop) < small.requests) {
      row.earliest = random.between(0, 200);
      row.latest = row.earliest + random.between(0, small.window);
      if (random.chance(0.5)) row = {.earliest = 0, .latest = 300, .place = stop};
      row.service = random.between(0, 3);
    }
    problem.stops.push_back(row);
  }
  for (Pair r = 0; r < small.requests; ++r) {
    const Loads load = {1, random.chance(0.3) ? 1 : 0, 0};
    problem.stops[opening(r)].change = load;
    problem.stops[closing(r)].change = {-load[0], -load[1], 0};
  }
  problem.longest.assign(pairs, small.longest_route);
  std::fill_n(problem.longest.begin(), small.requests, small.longest_ride);
  problem.capacity.assign(small.vehicles, {2, 1, 0});
  problem.unserved_cost = 100'000;
  return problem;
}

// begin[to] >= begin[from] + gap
struct Constraint {
  std::size_t from;
  std::size_t to;
  Ticks gap;
};

// All constraints of a sequence; variable sequence.size() is the origin of time.
inline std::vector<Constraint> constraints_of(const Problem& problem,
                                              const std::vector<StopIndex>& sequence) {
  const std::size_t origin = sequence.size();
  std::vector<Constraint> all;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const Stop& stop = problem.stops[sequence[i]];
    all.push_back({origin, i, stop.earliest});
    all.push_back({i, origin, -stop.latest});
    if (i + 1 < sequence.size()) {
      all.push_back({i, i + 1, stop.service + problem.leg(sequence[i], sequence[i + 1]).time});
    }
    if (opens(sequence[i])) continue;
    const auto opened = std::find(sequence.begin(), sequence.end(), sequence[i] - 1);
    const auto at = static_cast<std::size_t>(opened - sequence.begin());
    const Ticks limit = problem.longest[pair_of(sequence[i])];
    all.push_back({i, at, -limit - problem.stops[*opened].service});
  }
  return all;
}

struct Slow {
  bool feasible = false;
  std::vector<Ticks> value;
};

// The longest distance of each variable from `root`; not feasible if a circle gains.
inline Slow slow_longest(std::size_t variables, const std::vector<Constraint>& constraints,
                         std::size_t root) {
  Slow slow;
  slow.value.assign(variables, -kNever);
  slow.value[root] = 0;
  for (std::size_t round = 0; round <= variables; ++round) {
    bool changed = false;
    for (const auto& c : constraints) {
      if (slow.value[c.from] == -kNever || slow.value[c.from] + c.gap <= slow.value[c.to]) continue;
      slow.value[c.to] = slow.value[c.from] + c.gap;
      changed = true;
    }
    slow.feasible = !changed;
    if (!changed) break;
  }
  return slow;
}

inline bool slow_loads_fit(const Problem& problem, const std::vector<StopIndex>& sequence) {
  std::array<std::int32_t, kDimensions> on_board{};
  for (const StopIndex stop : sequence) {
    for (std::size_t k = 0; k < kDimensions; ++k) {
      on_board[k] += problem.stops[stop].change[k];
      if (on_board[k] > problem.capacity[pair_of(sequence[0]) - problem.requests][k]) return false;
    }
  }
  return true;
}

inline bool slow_feasible(const Problem& problem, const std::vector<StopIndex>& sequence) {
  return slow_loads_fit(problem, sequence) &&
         slow_longest(sequence.size() + 1, constraints_of(problem, sequence), sequence.size())
             .feasible;
}

// A vehicle's start, the given requests in a random order that boards before it alights, its end.
inline std::vector<StopIndex> random_sequence(const Problem& problem, std::size_t vehicle,
                                              std::size_t requests, RandomStream& random) {
  std::vector<StopIndex> stops = {opening(problem.vehicle_pair(vehicle)),
                                  closing(problem.vehicle_pair(vehicle))};
  for (Pair r = 0; r < requests; ++r) {
    const auto size = static_cast<std::int64_t>(stops.size());
    const auto pickup = random.between(1, size - 1);
    const auto dropoff = random.between(pickup + 1, size);
    stops.insert(stops.begin() + pickup, opening(r));
    stops.insert(stops.begin() + dropoff, closing(r));
  }
  return stops;
}

}  // namespace grend::routing
