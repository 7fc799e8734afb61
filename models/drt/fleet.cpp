#include "models/drt/fleet.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::drt {

Fleet::Fleet(const ServicePoints& points, std::vector<Vehicle> vehicles)
    : points_(&points), scheduler_(points), vehicles_(std::move(vehicles)) {
  for (auto& v : vehicles_) {
    v.start = {v.base, v.shift.from, Load()};
    v.since = v.shift.from;
  }
}

std::vector<RouteView> Fleet::views(Time now) {
  std::vector<RouteView> views;
  views.reserve(vehicles_.size());
  for (auto& v : vehicles_) {
    if (v.state == VehicleState::kIdle) v.start.free_at = std::max(v.start.free_at, now);
    const bool on_duty = v.state != VehicleState::kReturning && v.state != VehicleState::kDone;
    views.push_back({v.start, v.end(), v.capacity, v.shift, on_duty, v.stops, v.begin});
  }
  return views;
}

void Fleet::insert(const Insertion& insertion, const PlannedStop& pickup,
                   const PlannedStop& dropoff, Time now) {
  Vehicle& v = vehicles_[insertion.vehicle];
  if (v.state == VehicleState::kIdle) v.start.free_at = std::max(v.start.free_at, now);
  v.stops.insert(v.stops.begin() + static_cast<std::ptrdiff_t>(insertion.pickup_at), pickup);
  v.stops.insert(v.stops.begin() + static_cast<std::ptrdiff_t>(insertion.dropoff_at), dropoff);
  time_plan(v);
  ++v.generation;
}

std::optional<std::size_t> Fleet::remove(std::uint32_t trip, Time now) {
  for (std::size_t index = 0; index < vehicles_.size(); ++index) {
    Vehicle& v = vehicles_[index];
    const bool current = v.current && v.current->pickup && v.current->trip == trip;
    if (current && v.state == VehicleState::kDriving) {
      // Too late to turn round: the vehicle comes to the door and goes on at once.
      v.current_void = true;
      v.start.free_at = v.start.free_at - v.current->stand;
      v.start.on_board = v.start.on_board - v.current->change;
    } else if (current || std::none_of(v.stops.begin(), v.stops.end(), [&](const PlannedStop& s) {
                 return s.pickup && s.trip == trip;
               })) {
      continue;
    }
    erase_stops(v, trip, now);
    return index;
  }
  return std::nullopt;
}

// A plan stays feasible without one of its requests, since a direct drive is never longer.
void Fleet::erase_stops(Vehicle& v, std::uint32_t trip, Time now) {
  std::erase_if(v.stops, [&](const PlannedStop& s) { return s.trip == trip; });
  if (v.state == VehicleState::kIdle) v.start.free_at = std::max(v.start.free_at, now);
  time_plan(v);
  ++v.generation;
}

void Fleet::time_plan(Vehicle& v) {
  GREND_CHECK(scheduler_.check(v.start, v.end(), v.capacity, v.stops) == Obstacle::kNone);
  v.begin = scheduler_.begin();
}

std::optional<NextAction> Fleet::next_action(std::size_t index, Time now) const {
  const Vehicle& v = vehicles_[index];
  switch (v.state) {
    case VehicleState::kOffDuty:
      return NextAction{v.shift.from, v.generation};
    case VehicleState::kIdle: {
      // Just in time for the next stop, or for the end of the shift.
      const PointIndex to = v.stops.empty() ? v.base : v.stops.front().point;
      const Time there = v.stops.empty() ? v.shift.to : v.begin.front();
      return NextAction{std::max(now, there - points_->time(v.start.point, to)), v.generation};
    }
    case VehicleState::kDriving:
      return NextAction{v.departed + points_->time(v.departed_from, v.current->point),
                        v.generation};
    case VehicleState::kStanding:
      return NextAction{v.start.free_at, v.generation};
    case VehicleState::kReturning:
      return NextAction{v.departed + points_->time(v.departed_from, v.base), v.generation};
    case VehicleState::kDone:
      break;
  }
  return std::nullopt;
}

Fleet::Happening Fleet::act(std::size_t index, std::uint32_t generation, Time now,
                            const std::function<bool(std::uint32_t trip)>& shows_up) {
  Vehicle& v = vehicles_[index];
  if (generation != v.generation) return {};
  ++v.generation;
  switch (v.state) {
    case VehicleState::kOffDuty:
      enter(v, VehicleState::kIdle, now);
      records_.push_back({static_cast<std::uint32_t>(index), StopKind::kShiftStart, 0,
                          points_->place(v.base), now, now, now, Distance(), Load()});
      break;
    case VehicleState::kIdle:
      v.stops.empty() ? go_home(v, now) : depart(v, now);
      break;
    case VehicleState::kDriving: {
      const bool there = !v.current->pickup || (!v.current_void && shows_up(v.current->trip));
      return arrive(v, now, there);
    }
    case VehicleState::kStanding:
      v.current.reset();
      enter(v, VehicleState::kIdle, now);
      break;
    case VehicleState::kReturning: {
      const Distance driven = points_->distance(v.departed_from, v.base);
      enter(v, VehicleState::kDone, now);
      v.account.empty_distance += driven;
      records_.push_back({static_cast<std::uint32_t>(index), StopKind::kShiftEnd, 0,
                          points_->place(v.base), v.departed, now, now, driven, Load()});
      break;
    }
    case VehicleState::kDone:
      break;
  }
  return {};
}

// Books the time spent in the state that ends.
void Fleet::enter(Vehicle& v, VehicleState state, Time now) {
  const Duration spent = now - v.since;
  switch (v.state) {
    case VehicleState::kIdle:
      v.account.idle += spent;
      break;
    case VehicleState::kDriving:
    case VehicleState::kReturning:
      (v.loaded ? v.account.loaded_drive : v.account.empty_drive) += spent;
      break;
    case VehicleState::kStanding:
      v.account.stand += spent;
      break;
    case VehicleState::kOffDuty:
    case VehicleState::kDone:
      break;
  }
  v.state = state;
  v.since = now;
}

void Fleet::depart(Vehicle& v, Time now) {
  enter(v, VehicleState::kDriving, now);
  v.current = v.stops.front();
  v.current_void = false;
  const Time arrival = now + points_->time(v.start.point, v.current->point);
  GREND_CHECK(arrival == v.begin.front());
  v.stops.erase(v.stops.begin());
  v.begin.erase(v.begin.begin());
  v.departed = now;
  v.departed_from = v.start.point;
  v.loaded = v.start.on_board != Load();
  v.start = {v.current->point, arrival + v.current->stand, v.start.on_board + v.current->change};
  // The end of boarding is settled now, so the ride limit becomes a deadline of the drop-off.
  for (auto& s : v.stops) {
    if (s.trip == v.current->trip) s.latest = std::min(s.latest, v.start.free_at + s.longest_ride);
  }
}

Fleet::Happening Fleet::arrive(Vehicle& v, Time now, bool shows_up) {
  const PlannedStop stop = *v.current;
  enter(v, VehicleState::kStanding, now);
  const Distance driven = points_->distance(v.departed_from, stop.point);
  (v.loaded ? v.account.loaded_distance : v.account.empty_distance) += driven;
  if (!shows_up && !v.current_void) {
    // The driver waits as long as boarding would have taken, then goes on without them.
    v.start.on_board = v.start.on_board - stop.change;
    erase_stops(v, stop.trip, now);
  }
  const StopKind kind = !shows_up     ? StopKind::kNobody
                        : stop.pickup ? StopKind::kPickup
                                      : StopKind::kDropoff;
  const auto index = static_cast<std::uint32_t>(&v - vehicles_.data());
  records_.push_back({index, kind, stop.trip, points_->place(stop.point), v.departed, now,
                      v.start.free_at, driven, v.start.on_board});
  const auto happening = !shows_up     ? Happening::Kind::kNobody
                         : stop.pickup ? Happening::Kind::kBoarding
                                       : Happening::Kind::kAlighting;
  return {happening, stop.trip, now, v.start.free_at, v.account.distance()};
}

void Fleet::go_home(Vehicle& v, Time now) {
  enter(v, VehicleState::kReturning, now);
  v.departed = now;
  v.departed_from = v.start.point;
  v.loaded = false;
}

}  // namespace grend::drt
