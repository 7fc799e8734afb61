#include "models/routing/plan.h"

namespace grend::routing {
namespace {

std::uint64_t mixed(std::uint64_t key, std::uint64_t value) {
  // The finaliser of SplitMix64 (Steele et al. 2014).
  key = (key ^ value) * 0xbf58476d1ce4e5b9;
  key = (key ^ (key >> 27)) * 0x94d049bb133111eb;
  return key ^ (key >> 31);
}

std::uint64_t stop_key(const Stop& stop) {
  std::uint64_t key = mixed(stop.place + 1, static_cast<std::uint64_t>(stop.earliest));
  key = mixed(key, static_cast<std::uint64_t>(stop.latest));
  return mixed(key, static_cast<std::uint64_t>(stop.service));
}

std::uint64_t vehicle_key(const Problem& problem, Pair pair) {
  std::uint64_t key = stop_key(problem.stops[opening(pair)]);
  key = mixed(key, stop_key(problem.stops[closing(pair)]));
  key = mixed(key, static_cast<std::uint64_t>(problem.longest[pair]));
  for (const auto places : problem.capacity[pair - problem.requests]) {
    key = mixed(key, static_cast<std::uint64_t>(places));
  }
  return key;
}

}  // namespace

Ticks route_cost(const Problem& problem, std::span<const StopIndex> stops) {
  if (stops.size() <= 2) return 0;
  Ticks cost = 0;
  for (std::size_t i = 1; i < stops.size(); ++i) cost += problem.leg(stops[i - 1], stops[i]).cost;
  return cost;
}

void refresh(const Problem& problem, Route& route) {
  route.cost = route_cost(problem, route.stops);
  route.key = vehicle_key(problem, pair_of(route.stops.front()));
  for (std::size_t i = 1; i + 1 < route.stops.size(); ++i) {
    route.key = mixed(route.key, route.stops[i] + 1);
  }
}

Plan empty_plan(const Problem& problem) {
  Plan plan;
  plan.routes.resize(problem.vehicles());
  for (std::size_t v = 0; v < problem.vehicles(); ++v) {
    const Pair pair = problem.vehicle_pair(v);
    plan.routes[v].stops.reserve(2 * problem.requests + 2);
    plan.routes[v].stops.assign({opening(pair), closing(pair)});
    refresh(problem, plan.routes[v]);
  }
  plan.unserved.reserve(problem.requests);
  for (Pair r = 0; r < problem.requests; ++r) plan.unserved.push_back(r);
  plan.cost = problem.unserved_cost * static_cast<Ticks>(problem.requests);
  return plan;
}

}  // namespace grend::routing
