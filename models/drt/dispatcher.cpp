#include "models/drt/dispatcher.h"

#include <algorithm>

namespace grend::drt {
namespace {

Reason reason_of(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::kUnreachable:
      return Reason::kUnreachable;
    case Obstacle::kPickup:
      return Reason::kVehiclesTooFar;
    case Obstacle::kShift:
      return Reason::kOutsideShifts;
    case Obstacle::kCapacity:
    case Obstacle::kPromise:
      return Reason::kOthersPromised;
    case Obstacle::kNone:
      break;
  }
  return Reason::kNone;
}

}  // namespace

Dispatcher::Dispatcher(const ServicePoints& points, const DispatchSpec& spec)
    : points_(&points),
      rider_permille_(static_cast<std::int64_t>(spec.rider_weight * 1000 + 0.5)) {}

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
  nearest_miss_ = Obstacle::kUnreachable;
  bool on_duty = false;
  for (std::size_t i = 0; i < vehicles.size(); ++i) {
    if (!load.fits(vehicles[i].capacity) || !vehicles[i].on_duty) continue;
    on_duty = true;
    try_vehicle(pickup, dropoff, vehicles[i], i);
  }
  if (best_) return {best_, Reason::kNone};
  return {std::nullopt, on_duty ? reason_of(nearest_miss_) : Reason::kOutsideShifts};
}

void Dispatcher::try_vehicle(const PlannedStop& pickup, const PlannedStop& dropoff,
                             const RouteView& route, std::size_t vehicle) {
  const std::size_t old = route.stops.size();
  for (std::size_t i = 0; i <= old; ++i) {
    // Once the vehicle cannot be at the pick-up in time after its stops 0..i-1, later is no better.
    const PointIndex before = i == 0 ? route.start.point : route.stops[i - 1].point;
    const Time leave = i == 0 ? route.start.free_at : route.begin[i - 1] + route.stops[i - 1].stand;
    if (!points_->connected(before, pickup.point)) return;
    if (leave + points_->time(before, pickup.point) > pickup.latest) {
      nearest_miss_ = std::max(nearest_miss_, Obstacle::kPickup);
      return;
    }
    // The sequence with the pick-up at i; the drop-off then moves through it one step at a time.
    stops_.assign(route.stops.begin(), route.stops.end());
    stops_.insert(stops_.begin() + static_cast<std::ptrdiff_t>(i), pickup);
    stops_.insert(stops_.begin() + static_cast<std::ptrdiff_t>(i + 1), dropoff);
    for (std::size_t j = i + 1; j <= old + 1; ++j) {
      if (j > i + 1) std::swap(stops_[j - 1], stops_[j]);
      try_positions(route, {vehicle, i, j, Duration(), 0});
    }
  }
}

void Dispatcher::try_positions(const RouteView& route, Insertion candidate) {
  const auto unreachable = [&](std::size_t i) {
    return i + 1 < stops_.size() && !points_->connected(stops_[i].point, stops_[i + 1].point);
  };
  if (unreachable(candidate.pickup_at) || unreachable(candidate.dropoff_at)) return;
  if (!points_->connected(stops_[candidate.dropoff_at].point, route.end.base)) return;
  candidate.added_driving = added_driving(route, candidate);
  if (best_ && candidate.added_driving.ticks() * 1000 >= best_->cost) return;  // riders only add
  const Obstacle obstacle =
      schedule(route.start, route.end, route.capacity, stops_, *points_, begin_);
  if (obstacle != Obstacle::kNone) {
    nearest_miss_ = std::max(nearest_miss_, obstacle);
    return;
  }
  candidate.cost =
      candidate.added_driving.ticks() * 1000 + rider_permille_ * rider_cost(route, candidate);
  if (!best_ || candidate.cost < best_->cost) best_ = candidate;
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
  Duration total = begin_[c.dropoff_at] - begin_[c.pickup_at] - stops_[c.pickup_at].stand;
  for (std::size_t i = 0; i < route.stops.size(); ++i) {
    if (route.stops[i].pickup) continue;
    const std::size_t now_at = i + (i >= c.pickup_at ? 1 : 0) + (i + 1 >= c.dropoff_at ? 1 : 0);
    total += begin_[now_at] - route.begin[i];
  }
  return total.ticks();
}

}  // namespace grend::drt
