// Random dial-a-ride problems small enough to be solved by brute force, and a slow judge of
// sequences: a textbook Bellman-Ford over the list of all difference constraints.
#pragma once

#include <algorithm>
#include <array>
#include <cstdlib>
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
  bool weights = false;  // on lateness
};

// Places on a square of 30 x 30 with legs rounded up, so that the triangle inequality holds.
inline std::shared_ptr<const Legs> random_legs(std::size_t places, RandomStream& random) {
  std::vector<std::array<double, 2>> at(places);
  for (auto& place : at) {
    for (auto& coordinate : place) coordinate = static_cast<double>(random.between(0, 30));
  }
  std::vector<std::uint32_t> times;
  std::vector<std::uint32_t> lengths;
  for (const auto& a : at) {
    for (const auto& b : at) {
      const double x = a[0] - b[0];
      const double y = a[1] - b[1];
      times.push_back(static_cast<std::uint32_t>(portable_sqrt(x * x + y * y) + 0.999999));
      lengths.push_back(static_cast<std::uint32_t>(std::abs(x) + std::abs(y)));
    }
  }
  return std::make_shared<Legs>(places, std::move(times), std::move(lengths));
}

// Requests with windows at the pick-up, at the drop-off, at both or nowhere.
inline Stop random_stop(const SmallProblem& small, PlaceIndex place, RandomStream& random) {
  Stop stop{.earliest = 0, .latest = 300, .place = place};
  const bool narrow = random.chance(0.5);
  const Ticks earliest = random.between(0, 200);
  const Ticks window = random.between(0, small.window);
  stop.service = random.between(0, 3);
  if (narrow) stop.earliest = earliest, stop.latest = earliest + window;
  return stop;
}

// Weights on lateness, soft ends of windows, and lengths in the cost of driving.
inline void add_weights(Problem& problem, RandomStream& random) {
  problem.timed = true;
  for (auto& vehicle : problem.vehicles) {
    vehicle.per_time = random.between(1, 3);
    vehicle.per_length = random.between(0, 2);
  }
  for (StopIndex s = opening(problem.request(0)); s < problem.stops.size(); ++s) {
    Stop& stop = problem.stops[s];
    stop.reference = stop.earliest;
    stop.weight = static_cast<std::uint32_t>(random.between(0, 3));
    stop.due = stop.earliest + random.between(0, 40);
    stop.late_weight = static_cast<std::uint32_t>(random.between(0, 5));
  }
}

inline Problem random_problem(const SmallProblem& small, std::uint32_t number) {
  RandomStream random({7, 0}, number, Purpose::kTest);
  Problem problem;
  const std::size_t pairs = small.requests + small.vehicles;
  problem.legs = random_legs(2 * pairs, random);
  for (PlaceIndex place = 0; place < 2 * small.vehicles; ++place) {
    problem.stops.push_back({.earliest = 0, .latest = 300, .place = place});
  }
  for (auto place = static_cast<PlaceIndex>(problem.stops.size()); place < 2 * pairs; ++place) {
    problem.stops.push_back(random_stop(small, place, random));
  }
  problem.longest.assign(pairs, small.longest_ride);
  std::fill_n(problem.longest.begin(), small.vehicles, small.longest_route);
  problem.vehicles.assign(small.vehicles, {.capacity = {2, 1}, .per_time = 2});
  for (Pair r = problem.request(0); r < pairs; ++r) {
    const Loads load = {1, static_cast<std::int16_t>(random.chance(0.3) ? 1 : 0)};
    problem.stops[opening(r)].change = load;
    problem.stops[closing(r)].change = -load;
  }
  problem.unserved_cost = 100'000;
  if (small.weights) add_weights(problem, random);
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
      all.push_back({i, i + 1, stop.service + problem.time(sequence[i], sequence[i + 1])});
    }
    const Pair pair = pair_of(sequence[i]);
    if (opens(sequence[i]) || problem.longest[pair] >= kNever) continue;
    const auto opened = std::find(sequence.begin(), sequence.end(), sequence[i] - 1);
    const auto at = static_cast<std::size_t>(opened - sequence.begin());
    const Ticks limit = problem.longest[pair];
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
  std::array<int, kDimensions> on_board{};
  for (const StopIndex stop : sequence) {
    for (std::size_t k = 0; k < kDimensions; ++k) {
      on_board[k] += problem.stops[stop].change[k];
      if (on_board[k] > problem.vehicles[pair_of(sequence[0])].capacity[k]) return false;
    }
  }
  return true;
}

inline bool slow_feasible(const Problem& problem, const std::vector<StopIndex>& sequence) {
  return slow_loads_fit(problem, sequence) &&
         slow_longest(sequence.size() + 1, constraints_of(problem, sequence), sequence.size())
             .feasible;
}

// What a feasible sequence costs with the least solution; kNever if it is infeasible.
inline Ticks slow_cost(const Problem& problem, const std::vector<StopIndex>& sequence) {
  const auto least =
      slow_longest(sequence.size() + 1, constraints_of(problem, sequence), sequence.size());
  if (!least.feasible || !slow_loads_fit(problem, sequence)) return kNever;
  const Vehicle& vehicle = problem.vehicles[pair_of(sequence[0])];
  Ticks cost = 0;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const Stop& stop = problem.stops[sequence[i]];
    cost += stop.weight * (least.value[i] - stop.reference);
    if (least.value[i] > stop.due) cost += stop.late_weight * (least.value[i] - stop.due);
    if (i == 0) continue;
    const PlaceIndex from = problem.stops[sequence[i - 1]].place;
    cost += vehicle.per_time * problem.legs->time(from, stop.place) +
            vehicle.per_length * problem.legs->length(from, stop.place);
  }
  return cost;
}

// A vehicle's start, the given requests in a random order that boards before it alights, its end.
inline std::vector<StopIndex> random_sequence(const Problem& problem, std::size_t vehicle,
                                              std::size_t requests, RandomStream& random) {
  const auto pair = static_cast<Pair>(vehicle);
  std::vector<StopIndex> stops = {opening(pair), closing(pair)};
  for (std::size_t i = 0; i < requests; ++i) {
    const Pair r = problem.request(i);
    const auto size = static_cast<std::int64_t>(stops.size());
    const auto pickup = random.between(1, size - 1);
    const auto dropoff = random.between(pickup + 1, size);
    stops.insert(stops.begin() + pickup, opening(r));
    stops.insert(stops.begin() + dropoff, closing(r));
  }
  return stops;
}

}  // namespace grend::routing
