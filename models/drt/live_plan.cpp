#include "models/drt/live_plan.h"

#include <utility>

#include "engine/base/check.h"

namespace grend::drt {

using routing::closing;
using routing::opening;
using routing::Pair;
using routing::Stop;
using routing::StopIndex;
using routing::Ticks;

namespace {

routing::Loads loads_of(Load load) {
  return {static_cast<std::int16_t>(load.seats), static_cast<std::int16_t>(load.wheelchairs)};
}
Load load_of(const routing::Loads& loads) { return {loads[0], loads[1]}; }

routing::Problem problem_of(const ServicePoints& points, const Objective& objective,
                            std::span<const Duty> duties) {
  routing::Problem problem;
  problem.legs = points.legs();
  problem.timed = objective.timed();
  for (const Duty& duty : duties) {
    problem.vehicles.push_back({.capacity = loads_of(duty.capacity),
                                .per_time = objective.driving,
                                .per_length = objective.per_length(duty.emissions)});
    const Ticks from = duty.shift.from.ticks();
    const Ticks to = duty.shift.to.ticks();
    problem.stops.push_back({.earliest = from, .latest = to, .place = duty.base});
    problem.stops.push_back({.earliest = from, .latest = to, .place = duty.base});
    problem.longest.push_back(duty.longest < duty.shift.length() ? duty.longest.ticks()
                                                                 : routing::kNever);
  }
  problem.aboard.assign(problem.pairs(), 0);
  return problem;
}

}  // namespace

LivePlan::LivePlan(const ServicePoints& points, const Objective& objective,
                   std::span<const Duty> duties)
    : points_(&points),
      objective_(objective),
      problem_(problem_of(points, objective, duties)),
      finder_(problem_, routing::StopData::kChanges),
      routes_(routing::empty_plan(problem_).routes),
      trip_(problem_.pairs()),
      vehicle_(problem_.pairs()) {}

std::optional<Pair> LivePlan::pair_of(std::uint32_t trip) const {
  const auto found = pair_of_.find(trip);
  return found == pair_of_.end() ? std::nullopt : std::optional(found->second);
}

Pair LivePlan::add(const Request& r, PointIndex from, PointIndex to) {
  if (free_.empty()) {
    free_.push_back(static_cast<Pair>(problem_.pairs()));
    problem_.stops.resize(problem_.stops.size() + 2);
    problem_.longest.push_back(0);
    problem_.aboard.push_back(0);
    trip_.push_back(0);
    vehicle_.push_back(0);
  }
  const Pair pair = free_.back();
  free_.pop_back();
  const Ticks late = objective_.longest_lateness[r.kind].ticks();
  const routing::Loads load = loads_of(r.load);
  Stop pickup{.earliest = r.earliest.ticks(),
              .latest = r.latest.ticks() + late,
              .service = r.boarding.ticks(),
              .reference = r.earliest.ticks(),
              .due = r.latest.ticks(),
              .weight = objective_.waiting - objective_.detour,
              .late_weight = late > 0 ? objective_.lateness : 0,
              .change = load,
              .place = from};
  const Ticks direct = pickup.earliest + pickup.service + r.direct.ticks();
  const Ticks arrives =
      std::min(r.arrive_by.ticks(), r.latest.ticks() + pickup.service + r.longest_ride.ticks());
  Stop dropoff{.earliest = direct,
               .latest = arrives + late,
               .service = r.alighting.ticks(),
               .reference = direct,
               .due = arrives,
               .weight = objective_.detour,
               .late_weight = late > 0 ? objective_.lateness : 0,
               .change = -load,
               .place = to};
  problem_.stops[opening(pair)] = pickup;
  problem_.stops[closing(pair)] = dropoff;
  problem_.longest[pair] = r.longest_ride.ticks() + late;
  problem_.aboard[pair] = 0;
  routing::tighten(problem_, pair);
  trip_[pair] = r.trip;
  vehicle_[pair] = ~std::uint32_t{0};
  pair_of_.emplace(r.trip, pair);
  return pair;
}

void LivePlan::drop(Pair pair) {
  pair_of_.erase(trip_[pair]);
  free_.push_back(pair);
}

// What may still be changed begins now.
void LivePlan::delay_start(std::size_t vehicle, Time now) {
  Stop& start = problem_.stops[opening(static_cast<Pair>(vehicle))];
  if (start.earliest >= now.ticks()) return;
  start.earliest = now.ticks();
  changed(vehicle);
}

// A vehicle's start or stops are others than they were: a new key, so that nothing old is believed.
void LivePlan::changed(std::size_t vehicle) { routes_[vehicle].key = ++version_; }

void LivePlan::insert(const Placement& placement, Pair pair, Time now) {
  delay_start(placement.vehicle, now);
  auto& stops = routes_[placement.vehicle].stops;
  stops.insert(stops.begin() + placement.insertion.pickup_at, opening(pair));
  stops.insert(stops.begin() + placement.insertion.dropoff_at, closing(pair));
  changed(placement.vehicle);
  place(pair, placement.vehicle);
  GREND_CHECK(!visits(placement.vehicle).empty());
}

// A direct drive may be longer than one by way of a stop only where turns are banned: stopping
// gives leave to turn round. Those who are left are then served as soon as can be, seconds late at
// worst, rather than not at all.
void LivePlan::keep_feasible(std::size_t vehicle) {
  if (!visits(vehicle).empty()) return;
  for (const StopIndex stop : routes_[vehicle].stops) {
    problem_.stops[stop].latest = routing::kNever;
    problem_.longest[routing::pair_of(stop)] = routing::kNever;
  }
  changed(vehicle);
  GREND_CHECK(!visits(vehicle).empty());
}

void LivePlan::take_out(Pair pair, Time now) {
  const std::size_t vehicle = vehicle_[pair];
  delay_start(vehicle, now);
  std::erase_if(routes_[vehicle].stops,
                [&](StopIndex stop) { return routing::pair_of(stop) == pair; });
  changed(vehicle);
  keep_feasible(vehicle);
}

void LivePlan::replace(std::size_t vehicle, std::span<const StopIndex> stops, Time now) {
  delay_start(vehicle, now);
  auto& route = routes_[vehicle].stops;
  route.erase(route.begin() + 1, route.end() - 1);
  route.insert(route.begin() + 1, stops.begin(), stops.end());
  for (const StopIndex stop : stops) place(routing::pair_of(stop), vehicle);
  changed(vehicle);
  GREND_CHECK(!visits(vehicle).empty());
}

Duration LivePlan::driving(std::size_t vehicle) {
  Ticks sum = 0;
  for (const auto& visit : visits(vehicle)) sum += visit.drive;
  return Duration(sum);
}

// The vehicle leaves its base for the first time: from now on it must be back by a certain time.
void LivePlan::begin_duty(std::size_t vehicle, Time now) {
  const auto self = static_cast<Pair>(vehicle);
  if (problem_.longest[self] >= routing::kNever) return;
  Stop& end = problem_.stops[closing(self)];
  end.latest = std::min(end.latest, now.ticks() + problem_.longest[self]);
  problem_.longest[self] = routing::kNever;
}

bool LivePlan::move_start(std::size_t vehicle, PointIndex to, Time arrival) {
  Stop& start = problem_.stops[opening(static_cast<Pair>(vehicle))];
  const Stop& end = problem_.stops[closing(static_cast<Pair>(vehicle))];
  const Time back = arrival + points_->time(to, end.place);
  if (back.ticks() > end.latest) return false;
  begin_duty(vehicle, arrival - points_->time(start.place, to));
  start.place = to;
  start.earliest = arrival.ticks();
  start.latest = routing::kNever;
  changed(vehicle);
  return true;
}

Commitment LivePlan::depart(std::size_t vehicle, Time now) {
  const Time arrival = now + Duration(visits(vehicle)[0].drive);
  GREND_CHECK(arrival.ticks() == visits(vehicle)[1].earliest);
  begin_duty(vehicle, now);
  return commit_first(vehicle, arrival);
}

Commitment LivePlan::commit_first(std::size_t vehicle, Time arrival) {
  const StopIndex first = routes_[vehicle].stops[1];
  const Stop& stop = problem_.stops[first];
  const Pair pair = routing::pair_of(first);
  Commitment commitment{pair,
                        trip_[pair],
                        routing::opens(first),
                        stop.place,
                        arrival,
                        Duration(stop.service),
                        load_of(stop.change)};
  Stop& start = problem_.stops[opening(static_cast<Pair>(vehicle))];
  start.place = stop.place;
  start.earliest = commitment.done().ticks();
  start.latest = routing::kNever;
  start.change = start.change + stop.change;
  if (commitment.pickup) {
    // The end of boarding is settled now, so the ride limit becomes a deadline of the drop-off.
    Stop& dropoff = problem_.stops[closing(pair)];
    commitment.longest = problem_.longest[pair];
    commitment.dropoff_latest = dropoff.latest;
    dropoff.latest = std::min(dropoff.latest, start.earliest + problem_.longest[pair]);
    problem_.longest[pair] = routing::kNever;
    problem_.aboard[pair] = 1;
  }
  routes_[vehicle].stops.erase(routes_[vehicle].stops.begin() + 1);
  changed(vehicle);
  return commitment;
}

void LivePlan::recall(std::size_t vehicle, const Commitment& commitment, PointIndex from,
                      Time departed) {
  Stop& start = problem_.stops[opening(static_cast<Pair>(vehicle))];
  start.place = from;
  start.earliest = departed.ticks();
  start.change = start.change + (-loads_of(commitment.change));
  const Pair pair = commitment.pair;
  if (commitment.pickup) {
    problem_.aboard[pair] = 0;
    problem_.longest[pair] = commitment.longest;
    problem_.stops[closing(pair)].latest = commitment.dropoff_latest;
  }
  auto& stops = routes_[vehicle].stops;
  stops.insert(stops.begin() + 1, commitment.pickup ? opening(pair) : closing(pair));
  changed(vehicle);
}

Time LivePlan::first_begin(std::size_t vehicle, const routing::Insertion& insertion, Pair pair,
                           Time free_at) {
  Stop& start = problem_.stops[opening(static_cast<Pair>(vehicle))];
  auto stops = routes_[vehicle].stops;
  stops.insert(stops.begin() + insertion.pickup_at, opening(pair));
  stops.insert(stops.begin() + insertion.dropoff_at, closing(pair));
  routing::Timing timing(problem_);
  std::vector<routing::Visit> visits;
  const Ticks earliest = std::exchange(start.earliest, free_at.ticks());
  const bool feasible = timing.visit(stops, visits);
  start.earliest = earliest;
  return feasible ? to_time(visits[1].earliest) : Time::max();
}

Commitment LivePlan::divert(std::size_t vehicle, const routing::Insertion& insertion, Pair pair,
                            Time arrival) {
  auto& stops = routes_[vehicle].stops;
  stops.insert(stops.begin() + insertion.pickup_at, opening(pair));
  stops.insert(stops.begin() + insertion.dropoff_at, closing(pair));
  place(pair, vehicle);
  const Commitment commitment = commit_first(vehicle, arrival);
  GREND_CHECK(!visits(vehicle).empty());
  return commitment;
}

void LivePlan::forsake(std::size_t vehicle, const Commitment& pickup, Time free_at) {
  Stop& start = problem_.stops[opening(static_cast<Pair>(vehicle))];
  start.earliest = free_at.ticks();
  start.change = start.change + (-loads_of(pickup.change));
  std::erase(routes_[vehicle].stops, closing(pickup.pair));
  changed(vehicle);
  drop(pickup.pair);
  keep_feasible(vehicle);
}

}  // namespace grend::drt
