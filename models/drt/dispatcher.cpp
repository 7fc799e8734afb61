#include "models/drt/dispatcher.h"

#include <algorithm>

namespace grend::drt {
namespace {

using routing::Obstacle;

Reason reason_of(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::kTooFar:
      return Reason::kVehiclesTooFar;
    case Obstacle::kOthers:
      return Reason::kOthersPromised;
    case Obstacle::kNone:
    case Obstacle::kShift:
      break;
  }
  return Reason::kOutsideShifts;
}

// What the whole fleet, on duty or not, can never carry.
Reason beyond_fleet(const LivePlan& plan, const routing::Loads& load) {
  const auto& vehicles = plan.problem().vehicles;
  const auto some = [&](auto&& holds) {
    return std::any_of(vehicles.begin(), vehicles.end(), holds);
  };
  if (!some([&](const auto& v) { return load[1] <= v.capacity[1]; })) {
    return load[1] > 0 && !vehicles.empty() ? Reason::kNoWheelchairPlace : Reason::kOutsideShifts;
  }
  if (!some([&](const auto& v) { return routing::fits(load, v.capacity); })) {
    return Reason::kPartyTooLarge;
  }
  return Reason::kNone;
}

// When a vehicle would be at the pick-up if it went straight from where it is: none is there
// earlier.
routing::Ticks soonest(const routing::Problem& problem, routing::Pair vehicle,
                       const routing::Stop& pickup, Time now) {
  const auto& start = problem.stops[routing::opening(vehicle)];
  return std::max(start.earliest, now.ticks()) + problem.legs->time_into(pickup.place, start.place);
}

// Would there be a place if every vehicle that could ever take the party had room for it?
bool with_room(LivePlan& plan, routing::Pair request, const std::vector<std::uint8_t>& on_duty,
               Time now) {
  const routing::Problem& problem = plan.problem();
  const auto& pickup = problem.stops[routing::opening(request)];
  for (routing::Pair v = 0; v < on_duty.size(); ++v) {
    if (on_duty[v] == 0 || soonest(problem, v, pickup, now) > pickup.latest) continue;
    if (!routing::fits(pickup.change, problem.vehicles[v].capacity)) continue;
    const routing::Search search{
        .now = now.ticks(), .append = plan.objective().first_come, .any_load = true};
    if (plan.finder().find(plan.route(v), request, search).found()) return true;
  }
  return false;
}

}  // namespace

Decision best_insertion(LivePlan& plan, routing::Pair request,
                        const std::vector<std::uint8_t>& on_duty, Time now, routing::Ticks below) {
  const routing::Problem& problem = plan.problem();
  const auto& pickup = problem.stops[routing::opening(request)];
  Decision decision;
  Obstacle nearest = Obstacle::kNone;
  routing::Search search{.below = below, .now = now.ticks(), .append = plan.objective().first_come};
  for (routing::Pair v = 0; v < on_duty.size(); ++v) {
    if (soonest(problem, v, pickup, now) > pickup.latest) {
      const auto& start = problem.stops[routing::opening(v)];
      if (on_duty[v] == 0) continue;
      nearest =
          std::max(nearest, start.earliest > pickup.latest ? Obstacle::kShift : Obstacle::kTooFar);
      continue;
    }
    if (on_duty[v] == 0 || !routing::fits(pickup.change, problem.vehicles[v].capacity)) continue;
    const auto found = plan.finder().find(plan.route(v), request, search);
    if (found.found()) {
      decision.placement = {v, found};
      search.below = found.cost;
    } else {
      nearest = std::max(nearest, plan.finder().obstacle());
    }
  }
  if (decision.placement || below < routing::kNever) return decision;
  decision.reason = beyond_fleet(plan, pickup.change);
  if (decision.reason != Reason::kNone) return decision;
  decision.reason = reason_of(nearest);
  if (nearest == Obstacle::kOthers && with_room(plan, request, on_duty, now)) {
    decision.reason = Reason::kVehiclesFull;
  }
  return decision;
}

}  // namespace grend::drt
