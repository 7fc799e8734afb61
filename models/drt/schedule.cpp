#include "models/drt/schedule.h"

#include <algorithm>

namespace grend::drt {
namespace {

constexpr std::size_t kNotHere = static_cast<std::size_t>(-1);

bool loads_fit(Load on_board, Load capacity, std::span<const PlannedStop> stops) {
  for (const auto& stop : stops) {
    on_board = on_board + stop.change;
    if (!on_board.fits(capacity)) return false;
  }
  return true;
}

}  // namespace

Obstacle Scheduler::check(const RouteStart& start, const RouteEnd& end, Load capacity,
                          std::span<const PlannedStop> stops) {
  if (!loads_fit(start.on_board, capacity, stops)) return Obstacle::kCapacity;
  begin_.resize(stops.size());
  for (std::size_t i = 0; i < stops.size(); ++i) begin_[i] = stops[i].earliest;
  auto obstacle = propagate(start, stops, 0);
  if (obstacle == Obstacle::kNone) obstacle = settle_rides(start, stops);
  if (obstacle != Obstacle::kNone) return obstacle;
  const PointIndex last = stops.empty() ? start.point : stops.back().point;
  const Time done = stops.empty() ? start.free_at : begin_.back() + stops.back().stand;
  const bool back_in_time = done + points_->time(last, end.base) <= end.back_by;
  return back_in_time ? Obstacle::kNone : Obstacle::kShift;
}

// One forward pass from stop `first`; a start of service only ever rises.
Obstacle Scheduler::propagate(const RouteStart& start, std::span<const PlannedStop> stops,
                              std::size_t first) {
  for (std::size_t i = first; i < stops.size(); ++i) {
    const PointIndex before = i == 0 ? start.point : stops[i - 1].point;
    const Time leave = i == 0 ? start.free_at : begin_[i - 1] + stops[i - 1].stand;
    begin_[i] = std::max(begin_[i], leave + points_->time(before, stops[i].point));
    if (begin_[i] > stops[i].latest) return Obstacle::kPromise;
  }
  return Obstacle::kNone;
}

void Scheduler::find_pickups(std::span<const PlannedStop> stops) {
  pickup_of_.assign(stops.size(), kNotHere);
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (!stops[i].pickup) continue;
    std::size_t j = i + 1;  // a ride is short, so that its drop-off is near
    while (j < stops.size() && (stops[j].pickup || stops[j].trip != stops[i].trip)) ++j;
    if (j < stops.size()) pickup_of_[j] = i;
  }
}

// Pushes pick-ups later until every ride is short enough. This is a longest-path relaxation: what
// still moves after as many rounds as there are stops moves for ever, so no timing works.
Obstacle Scheduler::settle_rides(const RouteStart& start, std::span<const PlannedStop> stops) {
  find_pickups(stops);
  for (std::size_t round = 0; round <= stops.size(); ++round) {
    bool pushed = false;
    for (std::size_t i = 0; i < stops.size(); ++i) {
      const std::size_t pickup = pickup_of_[i];
      if (pickup == kNotHere) continue;
      const Time latest_boarding = begin_[i] - stops[i].longest_ride - stops[pickup].stand;
      if (begin_[pickup] >= latest_boarding) continue;
      begin_[pickup] = latest_boarding;
      if (begin_[pickup] > stops[pickup].latest) return Obstacle::kPromise;
      const auto obstacle = propagate(start, stops, pickup + 1);
      if (obstacle != Obstacle::kNone) return obstacle;
      pushed = true;
    }
    if (!pushed) return Obstacle::kNone;
  }
  return Obstacle::kPromise;
}

}  // namespace grend::drt
