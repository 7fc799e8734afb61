// A plan: one route per vehicle and the requests nobody serves. A route is its stops from the
// vehicle's start to its end, with its cost and a key of its content: equal keys mean equal routes
// of interchangeable vehicles (to 64 bits), so that what is known of one holds for the other.
#pragma once

#include <span>
#include <vector>

#include "models/routing/timing.h"

namespace grend::routing {

struct Route {
  std::vector<StopIndex> stops;
  Ticks cost = 0;
  std::uint64_t key = 0;
};

struct Plan {
  std::vector<Route> routes;  // per vehicle
  std::vector<Pair> unserved;
  Ticks cost = 0;  // of the routes, plus unserved_cost for each request left out
};

// Nobody served: every vehicle goes from its start to its end. Routes have room for every request,
// so that nothing is allocated later.
Plan empty_plan(const Problem& problem);
std::uint64_t route_key(const Problem& problem, std::span<const StopIndex> stops);
// The same for many routes of one problem, whose vehicles do not change.
class RouteKeys {
 public:
  explicit RouteKeys(const Problem& problem);
  std::uint64_t operator()(std::span<const StopIndex> stops) const;

 private:
  std::vector<std::uint64_t> of_vehicle_;
};
// Driving alone.
Ticks driving_cost(const Problem& problem, std::span<const StopIndex> stops);
// Driving and lateness; kNever if the sequence is infeasible.
Ticks route_cost(const Problem& problem, std::span<const StopIndex> stops);

}  // namespace grend::routing
