#include "models/routing/plan.h"

namespace grend::routing {
namespace {

std::uint64_t mixed(std::uint64_t key, std::uint64_t value) {
  // The finaliser of SplitMix64 (Steele et al. 2014).
  key = (key ^ value) * 0xbf58476d1ce4e5b9;
  key = (key ^ (key >> 27)) * 0x94d049bb133111eb;
  return key ^ (key >> 31);
}

std::uint64_t stop_key(std::uint64_t key, const Stop& stop) {
  key = mixed(key, stop.place + 1);
  for (const Ticks value : {stop.earliest, stop.latest, stop.service, stop.reference, stop.due}) {
    key = mixed(key, static_cast<std::uint64_t>(value));
  }
  key = mixed(key, std::uint64_t{stop.weight} << 32 | stop.late_weight);
  for (const auto load : stop.change.value) key = mixed(key, static_cast<std::uint64_t>(load));
  return key;
}

std::uint64_t vehicle_key(const Problem& problem, Pair pair) {
  const Vehicle& vehicle = problem.vehicles[pair];
  std::uint64_t key = stop_key(1, problem.stops[opening(pair)]);
  key = stop_key(key, problem.stops[closing(pair)]);
  for (const Ticks value : {problem.longest[pair], vehicle.per_time, vehicle.per_length}) {
    key = mixed(key, static_cast<std::uint64_t>(value));
  }
  for (const auto places : vehicle.capacity.value)
    key = mixed(key, static_cast<std::uint64_t>(places));
  return key;
}

// A sequence is known by its legs, and their keys can be mixed side by side. Starts and ends have
// no number, so that vehicles are interchangeable.
std::uint64_t sequence_key(std::uint64_t vehicle, std::span<const StopIndex> stops) {
  std::uint64_t key = vehicle;
  const std::size_t last = stops.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const std::uint64_t from = i == 0 ? 0 : std::uint64_t{stops[i]} + 1;
    const std::uint64_t to = i + 1 == last ? 0 : std::uint64_t{stops[i + 1]} + 1;
    key += mixed(0x9e3779b97f4a7c15, from << 32 | to);
  }
  return key;
}

}  // namespace

Ticks driving_cost(const Problem& problem, std::span<const StopIndex> stops) {
  const Vehicle& vehicle = problem.vehicles[pair_of(stops.front())];
  Ticks cost = 0;
  for (std::size_t i = 1; i < stops.size(); ++i) {
    cost +=
        problem.leg_cost(vehicle, problem.stops[stops[i - 1]].place, problem.stops[stops[i]].place);
  }
  return cost;
}

Ticks route_cost(const Problem& problem, std::span<const StopIndex> stops) {
  Timing timing(problem);
  std::vector<Visit> visits;
  if (!timing.visit(stops, visits)) return kNever;
  return driving_cost(problem, stops) + lateness_cost(problem, visits);
}

std::uint64_t route_key(const Problem& problem, std::span<const StopIndex> stops) {
  return sequence_key(vehicle_key(problem, pair_of(stops.front())), stops);
}

RouteKeys::RouteKeys(const Problem& problem) {
  for (Pair v = 0; v < problem.vehicles.size(); ++v) of_vehicle_.push_back(vehicle_key(problem, v));
}

std::uint64_t RouteKeys::operator()(std::span<const StopIndex> stops) const {
  return sequence_key(of_vehicle_[pair_of(stops.front())], stops);
}

Plan empty_plan(const Problem& problem) {
  Plan plan;
  plan.routes.resize(problem.vehicles.size());
  for (Pair v = 0; v < problem.vehicles.size(); ++v) {
    Route& route = plan.routes[v];
    route.stops.reserve(2 * problem.requests() + 2);
    route.stops.assign({opening(v), closing(v)});
    route.cost = route_cost(problem, route.stops);
    route.key = route_key(problem, route.stops);
    plan.cost += route.cost;
  }
  plan.unserved.reserve(problem.requests());
  for (std::size_t r = 0; r < problem.requests(); ++r) plan.unserved.push_back(problem.request(r));
  plan.cost += problem.unserved_cost * static_cast<Ticks>(problem.requests());
  return plan;
}

}  // namespace grend::routing
