#include "models/drt/schedule.h"

namespace grend::drt {
namespace {

constexpr std::size_t kNotHere = static_cast<std::size_t>(-1);

// The position of a drop-off's pick-up in the same sequence; kNotHere if already on board.
std::size_t pickup_of(std::span<const PlannedStop> stops, std::size_t dropoff) {
  for (std::size_t i = dropoff; i-- > 0;) {
    if (stops[i].pickup && stops[i].trip == stops[dropoff].trip) return i;
  }
  return kNotHere;
}

bool loads_fit(Load on_board, Load capacity, std::span<const PlannedStop> stops) {
  for (const auto& stop : stops) {
    on_board = on_board + stop.change;
    if (!on_board.fits(capacity)) return false;
  }
  return true;
}

// One forward pass from stop `first`; begin[i] only ever rises.
Obstacle propagate(const RouteStart& start, std::span<const PlannedStop> stops,
                   const ServicePoints& points, std::size_t first, std::vector<Time>& begin) {
  for (std::size_t i = first; i < stops.size(); ++i) {
    const PointIndex before = i == 0 ? start.point : stops[i - 1].point;
    const Time leave = i == 0 ? start.free_at : begin[i - 1] + stops[i - 1].stand;
    if (!points.connected(before, stops[i].point)) return Obstacle::kUnreachable;
    begin[i] = std::max(begin[i], leave + points.time(before, stops[i].point));
    if (begin[i] > stops[i].latest) return stops[i].pickup ? Obstacle::kPickup : Obstacle::kPromise;
  }
  return Obstacle::kNone;
}

}  // namespace

Obstacle schedule(const RouteStart& start, const RouteEnd& end, Load capacity,
                  std::span<const PlannedStop> stops, const ServicePoints& points,
                  std::vector<Time>& begin) {
  if (!loads_fit(start.on_board, capacity, stops)) return Obstacle::kCapacity;
  begin.resize(stops.size());
  for (std::size_t i = 0; i < stops.size(); ++i) begin[i] = stops[i].earliest;
  auto obstacle = propagate(start, stops, points, 0, begin);
  // Each round pushes at least one pick-up later, never past its window, so this ends.
  for (bool pushed = true; pushed && obstacle == Obstacle::kNone;) {
    pushed = false;
    for (std::size_t i = 0; i < stops.size() && obstacle == Obstacle::kNone; ++i) {
      if (stops[i].pickup) continue;
      const std::size_t pickup = pickup_of(stops, i);
      if (pickup == kNotHere) continue;
      const Time latest_boarding = begin[i] - stops[i].longest_ride - stops[pickup].stand;
      if (begin[pickup] >= latest_boarding) continue;
      begin[pickup] = latest_boarding;
      if (begin[pickup] > stops[pickup].latest) return Obstacle::kPromise;
      obstacle = propagate(start, stops, points, pickup + 1, begin);
      pushed = true;
    }
  }
  if (obstacle != Obstacle::kNone) return obstacle;
  const PointIndex last = stops.empty() ? start.point : stops.back().point;
  const Time done = stops.empty() ? start.free_at : begin.back() + stops.back().stand;
  if (!points.connected(last, end.base)) return Obstacle::kUnreachable;
  return done + points.time(last, end.base) <= end.back_by ? Obstacle::kNone : Obstacle::kShift;
}

}  // namespace grend::drt
