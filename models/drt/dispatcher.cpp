#include "models/drt/dispatcher.h"

#include <algorithm>

namespace grend::drt {
namespace {

// How near to a promise a refusal came: a later one tells the passenger more.
int nearness(Reason reason) {
  switch (reason) {
    case Reason::kOutsideShifts:
      return 1;
    case Reason::kVehiclesTooFar:
      return 2;
    case Reason::kOthersPromised:
      return 3;
    default:
      return 0;
  }
}

}  // namespace

Dispatcher::Dispatcher(const ServicePoints& points, const DispatchSpec& spec)
    : points_(&points),
      rider_permille_(static_cast<std::int64_t>(spec.rider_weight * 1000 + 0.5)),
      scheduler_(points) {}

Decision Dispatcher::decide(const PlannedStop& pickup, const PlannedStop& dropoff,
                            std::span<const RouteView> vehicles) {
  const auto some_vehicle = [&](auto&& holds) {
    return std::any_of(vehicles.begin(), vehicles.end(), holds);
  };
  const Load load = pickup.change;
  if (!some_vehicle(
          [&](const RouteView& v) { return load.wheelchairs <= v.capacity.wheelchairs; })) {
    return {std::nullopt, load.wheelchairs > 0 && !vehicles.empty() ? Reason::kNoWheelchairPlace
                                                                    : Reason::kOutsideShifts};
  }
  if (!some_vehicle([&](const RouteView& v) { return load.fits(v.capacity); })) {
    return {std::nullopt, Reason::kPartyTooLarge};
  }
  best_.reset();
  nearest_miss_ = Reason::kOutsideShifts;
  for (std::size_t i = 0; i < vehicles.size(); ++i) {
    if (!load.fits(vehicles[i].capacity) || !vehicles[i].on_duty) continue;
    try_vehicle(pickup, dropoff, vehicles[i], i);
  }
  if (best_) return {best_, Reason::kNone};
  return {std::nullopt, nearest_miss_};
}

void Dispatcher::try_vehicle(const PlannedStop& pickup, const PlannedStop& dropoff,
                             const RouteView& route, std::size_t vehicle) {
  const std::size_t old = route.stops.size();
  for (std::size_t i = 0; i <= old; ++i) {
    // Once the vehicle cannot be at the pick-up in time after its stops 0..i-1, later is no better.
    const PointIndex before = i == 0 ? route.start.point : route.stops[i - 1].point;
    const Time leave = i == 0 ? route.start.free_at : route.begin[i - 1] + route.stops[i - 1].stand;
    if (leave + points_->time(before, pickup.point) > pickup.latest) {
      if (i == 0) {
        note_miss(route.shift.from > pickup.latest ? Reason::kOutsideShifts
                                                   : Reason::kVehiclesTooFar);
      }
      return;
    }
    // Nor can it come before a stop that must be served before the new pick-up may begin.
    const Time boarded =
        std::max(pickup.earliest, leave + points_->time(before, pickup.point)) + pickup.stand;
    if (i < old &&
        boarded + points_->time(pickup.point, route.stops[i].point) > route.stops[i].latest) {
      note_miss(Reason::kOthersPromised);
      continue;
    }
    // The sequence with the pick-up at i; the drop-off then moves through it one step at a time.
    stops_.assign(route.stops.begin(), route.stops.end());
    stops_.insert(stops_.begin() + static_cast<std::ptrdiff_t>(i), pickup);
    stops_.insert(stops_.begin() + static_cast<std::ptrdiff_t>(i + 1), dropoff);
    const Time deadline = pickup.latest + pickup.stand + dropoff.longest_ride;
    for (std::size_t j = i + 1; j <= old + 1; ++j) {
      if (j > i + 1) {
        // Old stop j - 2 now lies between: its start of service can only have become later.
        const auto& last = route.stops[j - 2];
        const Time left = route.begin[j - 2] + last.stand;
        if (left + points_->time(last.point, dropoff.point) > deadline) break;
        std::swap(stops_[j - 1], stops_[j]);
      }
      try_positions(route, {vehicle, i, j, Duration(), 0});
    }
  }
}

void Dispatcher::try_positions(const RouteView& route, Insertion candidate) {
  candidate.added_driving = added_driving(route, candidate);
  if (best_ && candidate.added_driving.ticks() * 1000 >= best_->cost) return;  // riders only add
  const auto obstacle = scheduler_.check(route.start, route.end, route.capacity, stops_);
  if (obstacle != Obstacle::kNone) {
    return note_miss(obstacle == Obstacle::kShift ? Reason::kOutsideShifts
                                                  : Reason::kOthersPromised);
  }
  candidate.cost =
      candidate.added_driving.ticks() * 1000 + rider_permille_ * rider_cost(route, candidate);
  if (!best_ || candidate.cost < best_->cost) best_ = candidate;
}

// Remembers the refusal that came nearest to a promise.
void Dispatcher::note_miss(Reason reason) {
  if (nearness(reason) > nearness(nearest_miss_)) nearest_miss_ = reason;
}

Duration Dispatcher::added_driving(const RouteView& route, const Insertion& c) const {
  const auto point = [&](std::size_t i) { return stops_[i].point; };
  const auto drive = [&](PointIndex a, PointIndex b) { return points_->time(a, b); };
  const PointIndex p = point(c.pickup_at);
  const PointIndex d = point(c.dropoff_at);
  const PointIndex before = c.pickup_at == 0 ? route.start.point : point(c.pickup_at - 1);
  const PointIndex after =
      c.dropoff_at + 1 == stops_.size() ? route.end.base : point(c.dropoff_at + 1);
  if (c.dropoff_at == c.pickup_at + 1) {
    return drive(before, p) + drive(p, d) + drive(d, after) - drive(before, after);
  }
  const PointIndex between = point(c.pickup_at + 1);
  const PointIndex last = point(c.dropoff_at - 1);
  return drive(before, p) + drive(p, between) - drive(before, between) + drive(last, d) +
         drive(d, after) - drive(last, after);
}

// The new passenger's ride and the delays of everybody's drop-offs, ms.
std::int64_t Dispatcher::rider_cost(const RouteView& route, const Insertion& c) const {
  Duration total = scheduler_.begin()[c.dropoff_at] - scheduler_.begin()[c.pickup_at] -
                   stops_[c.pickup_at].stand;
  for (std::size_t i = 0; i < route.stops.size(); ++i) {
    if (route.stops[i].pickup) continue;
    const std::size_t now_at = i + (i >= c.pickup_at ? 1 : 0) + (i + 1 >= c.dropoff_at ? 1 : 0);
    total += scheduler_.begin()[now_at] - route.begin[i];
  }
  return total.ticks();
}

}  // namespace grend::drt
