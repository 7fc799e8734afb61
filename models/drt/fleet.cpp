#include "models/drt/fleet.h"

#include "engine/base/check.h"

namespace grend::drt {

Fleet::Fleet(const ServicePoints& points, const Objective& objective, std::span<const Duty> duties)
    : points_(&points),
      plan_(points, objective, duties),
      vehicles_(duties.size()),
      on_duty_(duties.size(), 1) {
  for (std::size_t i = 0; i < duties.size(); ++i) {
    Vehicle& v = vehicles_[i];
    v.duty = duties[i];
    v.at = v.duty.base;
    v.free_at = v.since = v.duty.shift.from;
  }
}

void Fleet::insert(const Placement& placement, routing::Pair request, Time now) {
  plan_.insert(placement, request, now);
  plan_changed(placement.vehicle);
}

std::optional<std::size_t> Fleet::remove(std::uint32_t trip, Time now) {
  const auto pair = plan_.pair_of(trip);
  if (!pair) return std::nullopt;
  const std::size_t index = plan_.vehicle_of(*pair);
  Vehicle& v = vehicles_[index];
  if (plan_.problem().movable(*pair)) {
    plan_.take_out(*pair, now);
    plan_.drop(*pair);
  } else if (v.state == VehicleState::kDriving && v.current->pickup && v.current->trip == trip) {
    // Too late to turn round: the vehicle comes to the door and goes on at once.
    v.current_void = true;
    v.free_at = v.current->arrival;
    v.on_board = v.on_board - v.current->change;
    plan_.forsake(index, *v.current, v.free_at);
  } else {
    return std::nullopt;
  }
  plan_changed(index);
  return index;
}

std::optional<NextAction> Fleet::next_action(std::size_t index, Time now) {
  const Vehicle& v = vehicles_[index];
  switch (v.state) {
    case VehicleState::kOffDuty:
      return NextAction{v.duty.shift.from, v.generation};
    case VehicleState::kIdle: {
      // Just in time for the next stop, or for the end of the shift.
      const auto& visits = plan_.visits(index);
      const Duration drive(visits[0].drive);
      const Time home_by = on_duty_[index] != 0 ? to_time(visits[1].latest) : v.duty.shift.to;
      const Time there = plan_.empty(index) ? home_by : to_time(visits[1].earliest);
      return NextAction{std::max(now, there - drive), v.generation};
    }
    case VehicleState::kDriving:
      return NextAction{v.current->arrival, v.generation};
    case VehicleState::kStanding:
    case VehicleState::kRelocating:
      return NextAction{v.free_at, v.generation};
    case VehicleState::kReturning:
      return NextAction{v.departed + points_->time(v.departed_from, v.duty.base), v.generation};
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
                          points_->place(v.duty.base), now, now, now, Distance(), Load()});
      break;
    case VehicleState::kIdle:
      plan_.empty(index) ? go_home(index, now) : depart(index, now);
      break;
    case VehicleState::kDriving: {
      const bool there = !v.current->pickup || (!v.current_void && shows_up(v.current->trip));
      return arrive(index, now, there);
    }
    case VehicleState::kStanding:
      v.current.reset();
      enter(v, VehicleState::kIdle, now);
      break;
    case VehicleState::kRelocating:
      end_relocation(index, now);
      break;
    case VehicleState::kReturning:
      end_shift(index, now);
      break;
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
    case VehicleState::kRelocating:
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

void Fleet::depart(std::size_t index, Time now) {
  Vehicle& v = vehicles_[index];
  enter(v, VehicleState::kDriving, now);
  v.current = plan_.depart(index, now);
  v.current_void = false;
  v.departed = now;
  v.departed_from = v.at;
  v.loaded = v.on_board != Load();
  v.at = v.current->point;
  v.free_at = v.current->done();
  v.on_board = v.on_board + v.current->change;
}

Fleet::Happening Fleet::arrive(std::size_t index, Time now, bool shows_up) {
  Vehicle& v = vehicles_[index];
  const Commitment stop = *v.current;
  enter(v, VehicleState::kStanding, now);
  const auto self = static_cast<std::uint32_t>(index);
  const bool diverted = !v.waypoints.empty();
  const Distance driven = diverted ? v.rest : points_->distance(v.departed_from, stop.point);
  auto& driven_before = v.loaded ? v.account.loaded_distance : v.account.empty_distance;
  driven_before += driven;
  const bool boarding_counted = stop.pickup && v.current_void;
  const Load before = boarding_counted ? v.on_board : v.on_board - stop.change;
  for (const Waypoint& w : v.waypoints) {
    driven_before += w.driven;
    records_.push_back(
        {self, StopKind::kDiverted, 0, w.place, v.departed, w.at, w.at, w.driven, before});
    v.departed = w.at;
  }
  v.waypoints.clear();
  if (!stop.pickup) plan_.complete(stop);
  if (!shows_up && !v.current_void) {
    // The driver waits as long as boarding would have taken, then goes on without them.
    v.on_board = v.on_board - stop.change;
    plan_.forsake(index, stop, v.free_at);
  }
  const StopKind kind = !shows_up     ? StopKind::kNobody
                        : stop.pickup ? StopKind::kPickup
                                      : StopKind::kDropoff;
  records_.push_back({self, kind, stop.trip, points_->place(stop.point), v.departed, now, v.free_at,
                      driven, v.on_board});
  const auto happening = !shows_up     ? Happening::Kind::kNobody
                         : stop.pickup ? Happening::Kind::kBoarding
                                       : Happening::Kind::kAlighting;
  return {happening, stop.trip, now, v.free_at, v.account.distance()};
}

void Fleet::divert(std::size_t index, const Waypoint& junction, Time arrival, Distance rest,
                   const routing::Insertion& insertion, routing::Pair request) {
  Vehicle& v = vehicles_[index];
  v.on_board = v.on_board - v.current->change;
  plan_.recall(index, *v.current, v.departed_from, v.departed);
  v.current = plan_.divert(index, insertion, request, arrival);
  v.waypoints.push_back(junction);
  v.rest = rest;
  v.at = v.current->point;
  v.free_at = v.current->done();
  v.on_board = v.on_board + v.current->change;
  plan_changed(index);
}

bool Fleet::relocate(std::size_t index, PointIndex to, Time now) {
  Vehicle& v = vehicles_[index];
  GREND_CHECK(v.state == VehicleState::kIdle && plan_.empty(index));
  const Time arrival = now + points_->time(v.at, to);
  if (!plan_.move_start(index, to, arrival)) return false;
  enter(v, VehicleState::kRelocating, now);
  ++v.generation;
  v.departed = now;
  v.departed_from = v.at;
  v.loaded = false;
  v.at = to;
  v.free_at = arrival;
  return true;
}

void Fleet::end_relocation(std::size_t index, Time now) {
  Vehicle& v = vehicles_[index];
  const Distance driven = points_->distance(v.departed_from, v.at);
  enter(v, VehicleState::kIdle, now);
  v.account.empty_distance += driven;
  records_.push_back({static_cast<std::uint32_t>(index), StopKind::kRelocated, 0,
                      points_->place(v.at), v.departed, now, now, driven, Load()});
}

void Fleet::go_home(std::size_t index, Time now) {
  Vehicle& v = vehicles_[index];
  on_duty_[index] = 0;
  // A duty that may not last as long as the shift: the vehicle waits for its end at the base.
  if (now + points_->time(v.at, v.duty.base) < v.duty.shift.to) {
    GREND_CHECK(relocate(index, v.duty.base, now));
    return;
  }
  enter(v, VehicleState::kReturning, now);
  v.departed = now;
  v.departed_from = v.at;
  v.loaded = false;
}

void Fleet::end_shift(std::size_t index, Time now) {
  Vehicle& v = vehicles_[index];
  const Distance driven = points_->distance(v.departed_from, v.duty.base);
  enter(v, VehicleState::kDone, now);
  v.account.empty_distance += driven;
  records_.push_back({static_cast<std::uint32_t>(index), StopKind::kShiftEnd, 0,
                      points_->place(v.duty.base), v.departed, now, now, driven, Load()});
}

}  // namespace grend::drt
