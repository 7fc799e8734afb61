#include "models/drt/diversion.h"

#include <algorithm>

namespace grend::drt {

using routing::Ticks;

std::optional<Diversion> DiversionFinder::find(Fleet& fleet, routing::Pair request, Time now,
                                               Ticks below) {
  std::optional<Diversion> best;
  if (points_->router() == nullptr) return best;
  const auto& problem = fleet.plan().problem();
  for (std::size_t v = 0; v < fleet.size(); ++v) {
    const routing::Stop pickup = problem.stops[routing::opening(request)];
    if (!routing::fits(pickup.change, problem.vehicles[v].capacity)) continue;
    if (!worthwhile(fleet, v, pickup, now, below)) continue;
    const auto found = try_vehicle(fleet, v, request, now, below);
    if (!found) continue;
    best = found;
    below = found->insertion.cost;
  }
  return best;
}

// Over any junction the pick-up is reached no earlier than straight from the last departure.
bool DiversionFinder::worthwhile(Fleet& fleet, std::size_t vehicle, const routing::Stop& pickup,
                                 Time now, Ticks below) const {
  const Vehicle& v = fleet.vehicle(vehicle);
  if (v.state != VehicleState::kDriving || v.current_void || !v.waypoints.empty()) return false;
  const Time there = std::max(now, v.departed + points_->time(v.departed_from, pickup.place));
  const Time onward = there + points_->time(pickup.place, v.current->point);
  const Duration detour = std::max(Duration(), onward - v.current->arrival);
  const Ticks begin = std::max(there.ticks(), pickup.earliest);
  const Ticks cost =
      fleet.plan().problem().vehicles[vehicle].per_time * detour.ticks() + pickup.cost(begin);
  return there.ticks() <= pickup.latest && cost < below;
}

std::optional<Waypoint> DiversionFinder::next_junction(const Vehicle& v, Time now) {
  const auto& router = *points_->router();
  const network::Place from = points_->place(v.departed_from);
  router.path(from, points_->place(v.current->point), scratch_, steps_);
  const auto end_of = [&](const network::PathStep& step) {
    return network::Place{step.edge, step.forward ? router.roads().length[step.edge] : 0};
  };
  // The first junction not passed yet; the last step ends at the stop itself.
  std::size_t low = 0;
  std::size_t high = steps_.empty() ? 0 : steps_.size() - 1;
  std::optional<Waypoint> next;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const network::Place place = end_of(steps_[middle]);
    const auto trip = router.trip(from, place, scratch_);
    if (!trip) return std::nullopt;
    if (v.departed + trip->time >= now) {
      next = Waypoint{place, v.departed + trip->time, trip->distance};
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return next;
}

// The cheapest place at the front where the vehicle need not wait at the door. A ride limit may
// force a wait for one drop-off and not for another, so that the cheapest place of all may not do:
// then each place of the drop-off is asked for by itself.
routing::Insertion DiversionFinder::at_once(LivePlan& plan, std::size_t vehicle,
                                            routing::Pair request, const Front& front) {
  routing::Search search{.gaps = {.pickup = 1}, .below = front.below, .now = front.free_at.ticks()};
  const auto waits = [&](const routing::Insertion& found) {
    return found.pickup_at != 1 ||
           plan.first_begin(vehicle, found, request, front.free_at) != front.arrival;
  };
  const auto any = plan.finder().find(plan.route(vehicle), request, search);
  if (!any.found() || !waits(any)) return any;
  routing::Insertion best;
  const std::size_t gaps = plan.route(vehicle).stops.size() - 1;
  for (std::size_t gap = 0; gap < gaps; ++gap) {
    search.gaps.dropoff = std::uint64_t{1} << gap % 64;
    const auto found = plan.finder().find(plan.route(vehicle), request, search);
    if (!found.found() || waits(found)) continue;
    best = found;
    search.below = found.cost;
  }
  return best;
}

std::optional<Diversion> DiversionFinder::try_vehicle(Fleet& fleet, std::size_t vehicle,
                                                      routing::Pair request, Time now,
                                                      Ticks below) {
  LivePlan& plan = fleet.plan();
  const Vehicle& v = fleet.vehicle(vehicle);
  const auto junction = next_junction(v, now);
  if (!junction) return std::nullopt;
  const PointIndex door = plan.problem().stops[routing::opening(request)].place;
  const auto onward = points_->router()->trip(junction->place, points_->place(door), scratch_);
  if (!onward) return std::nullopt;
  const Time arrival = junction->at + onward->time;
  if (arrival.ticks() < plan.problem().stops[routing::opening(request)].earliest) {
    return std::nullopt;
  }
  // As if the vehicle were still where it left, but free so late that it is at the door in time.
  const Duration straight = points_->time(v.departed_from, door);
  const Duration extra = arrival - v.departed - straight;
  const Distance extra_way =
      junction->driven + onward->distance - points_->distance(v.departed_from, door);
  const auto& type = plan.problem().vehicles[vehicle];
  const Ticks extra_cost = type.per_time * extra.ticks() + type.per_length * extra_way.ticks();
  plan.recall(vehicle, *v.current, v.departed_from, v.departed);
  auto found = at_once(plan, vehicle, request,
                       {.below = below >= routing::kNever ? below : below - extra_cost,
                        .free_at = v.departed + extra,
                        .arrival = arrival});
  plan.commit_first(vehicle, v.current->arrival);
  if (!found.found()) return std::nullopt;
  found.cost += extra_cost;
  return Diversion{vehicle, found, *junction, arrival, onward->distance};
}

}  // namespace grend::drt
