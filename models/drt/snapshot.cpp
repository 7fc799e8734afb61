#include "models/drt/snapshot.h"

namespace grend::drt {

using routing::closing;
using routing::opening;
using routing::Pair;
using routing::StopIndex;

Snapshot::Snapshot(LivePlan& live, std::span<const std::uint32_t> vehicles,
                   std::span<const Pair> waiting, Time now)
    : vehicles_(vehicles.begin(), vehicles.end()), own_pair_(live.problem().pairs()) {
  problem_.legs = live.problem().legs;
  problem_.timed = live.problem().timed;
  for (const auto vehicle : vehicles) add_vehicle(live, vehicle, now);
  for (std::uint32_t index = 0; index < vehicles.size(); ++index) {
    for (const StopIndex stop : live.route(vehicles[index]).stops) {
      // Whoever is on board has the closing stop only.
      if (!live.problem().is_request(stop) || routing::opens(stop)) continue;
      add_request(live, routing::pair_of(stop));
      carrier_.back() = index;
    }
  }
  for (const Pair pair : waiting) {
    add_request(live, pair);
    waits_.back() = 1;
  }
  plan_.routes.resize(vehicles.size());
  for (std::size_t i = 0; i < vehicles.size(); ++i) add_route(live, i);
  for (const Pair pair : waiting) plan_.unserved.push_back(own_pair_[pair]);
  plan_.cost += problem_.unserved_cost * static_cast<routing::Ticks>(waiting.size());
}

std::size_t Snapshot::movable() const {
  std::size_t count = 0;
  for (Pair r = problem_.request(0); r < problem_.pairs(); ++r) count += problem_.movable(r);
  return count;
}

StopIndex Snapshot::here(StopIndex stop) const {
  return 2 * own_pair_[routing::pair_of(stop)] + (stop & 1);
}
StopIndex Snapshot::there(StopIndex stop) const {
  return 2 * live_pair_[routing::pair_of(stop)] + (stop & 1);
}

void Snapshot::add_vehicle(const LivePlan& live, std::uint32_t vehicle, Time now) {
  const auto& from = live.problem();
  own_pair_[vehicle] = static_cast<Pair>(live_pair_.size());
  live_pair_.push_back(vehicle);
  problem_.vehicles.push_back(from.vehicles[vehicle]);
  problem_.stops.push_back(from.stops[opening(vehicle)]);
  problem_.stops.push_back(from.stops[closing(vehicle)]);
  routing::Stop& start = problem_.stops[problem_.stops.size() - 2];
  start.earliest = std::max(start.earliest, now.ticks());
  problem_.longest.push_back(from.longest[vehicle]);
  problem_.aboard.push_back(0);
  name_pair(0);
}

void Snapshot::add_request(const LivePlan& live, Pair pair) {
  const auto& from = live.problem();
  own_pair_[pair] = static_cast<Pair>(live_pair_.size());
  live_pair_.push_back(pair);
  problem_.stops.push_back(from.stops[opening(pair)]);
  problem_.stops.push_back(from.stops[closing(pair)]);
  problem_.longest.push_back(from.longest[pair]);
  problem_.aboard.push_back(from.aboard[pair]);
  name_pair(live.trip_of(pair));
}

void Snapshot::name_pair(std::uint32_t trip) {
  trip_.push_back(trip);
  waits_.push_back(0);
  carrier_.push_back(0);
}

void Snapshot::add_route(LivePlan& live, std::size_t index) {
  routing::Route& route = plan_.routes[index];
  for (const StopIndex stop : live.route(vehicles_[index]).stops) route.stops.push_back(here(stop));
  route.cost = routing::route_cost(problem_, route.stops);
  route.key = routing::route_key(problem_, route.stops);
  plan_.cost += route.cost;
}

std::vector<std::uint32_t> Snapshot::put_back(const routing::Plan& plan, LivePlan& live,
                                              Time now) const {
  std::vector<std::uint32_t> changed;
  std::vector<StopIndex> stops;
  for (std::size_t i = 0; i < vehicles_.size(); ++i) {
    if (plan.routes[i].stops == plan_.routes[i].stops) continue;
    changed.push_back(vehicles_[i]);
    stops.clear();
    for (const StopIndex stop : plan.routes[i].stops) {
      if (problem_.is_request(stop)) stops.push_back(there(stop));
    }
    live.replace(vehicles_[i], stops, now);
  }
  return changed;
}

}  // namespace grend::drt
