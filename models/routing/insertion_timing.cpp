// Whether a route with the new stops in it can be timed, and what its times cost.
#include <algorithm>

#include "models/routing/insertion.h"

namespace grend::routing {

void InsertionFinder::lay_out(const Stretch& stretch, const Spot& spot) {
  const std::vector<Visit>& old = *visits_;
  const Legs& legs = *problem_->legs;
  const auto [first, end] = stretch;
  const auto [pickup_gap, dropoff_gap, driving] = spot;
  trial_.resize(end - first + 2);
  Visit* out = trial_.data();
  const auto shifted = [&, first = first, pickup = spot.pickup_gap,
                        dropoff = spot.dropoff_gap](std::uint32_t partner) {
    const std::size_t by = (partner > pickup ? 1 : 0) + (partner > dropoff ? 1 : 0);
    return static_cast<std::uint32_t>(partner + by - first);
  };
  const auto copy = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i, ++out) {
      *out = old[i];
      if (out->limit < kNever) out->partner = shifted(out->partner);
    }
  };
  const auto add = [&](const Stop& stop, StopIndex index) {
    *out = {.earliest = stop.earliest,
            .latest = stop.latest,
            .service = stop.service,
            .place = stop.place,
            .stop = index,
            .weight = stop.weight};
    (out - 1)->drive = legs.time_into(stop.place, (out - 1)->place);
    return out++;
  };
  copy(first, pickup_gap + 1);
  Visit* pickup = add(*pickup_, opening(request_));
  copy(pickup_gap + 1, dropoff_gap + 1);
  if (dropoff_gap > pickup_gap) pickup->drive = legs.time(pickup->place, (pickup + 1)->place);
  Visit* dropoff = add(*dropoff_, closing(request_));
  if (problem_->longest[request_] < kNever) {
    dropoff->limit = problem_->longest[request_] + pickup_->service;
    dropoff->partner = static_cast<std::uint32_t>(pickup - trial_.data());
  }
  copy(dropoff_gap + 1, end);
  dropoff->drive = legs.time(dropoff->place, (dropoff + 1)->place);
}

// The added cost; kNever if no timing works. What is no cheaper than the best so far may be
// undervalued.
Ticks InsertionFinder::exact(const Spot& spot) {
  const Delays delays = delay_next(spot);
  return delays.settled || delays.cost >= best_.cost ? delays.cost : settle(spot);
}

// The new stops are served as soon as the drive allows, and those behind them until one is no later
// than before; all others stay as they are. These are the least times that keep windows and drives:
// a window that is missed here cannot be kept, and where every ride limit holds as well, they are
// the solution. If one does not, its pick-up has to wait: then they are bounds.
InsertionFinder::Delays InsertionFinder::delay_next(const Spot& spot) {
  const std::vector<Visit>& old = *visits_;
  const Legs& legs = *problem_->legs;
  const auto [pickup_gap, dropoff_gap, driving] = spot;
  const Ticks started = std::max(old[0].earliest, search_.now) + old[0].service;
  Delays delays{driving};
  // A start too late for the next stop delays what lies before the pick-up.
  if (pickup_gap > 0 && old[pickup_gap].clear == 0) {
    delays.settled = started + old[0].drive <= old[1].earliest;
  }
  const Ticks free = pickup_gap == 0 ? started : old[pickup_gap].leaves();
  const Ticks boards =
      std::max(pickup_->earliest, free + legs.time_into(pickup_->place, old[pickup_gap].place));
  if (boards > pickup_->latest) return {kNever};
  delays.cost += pickup_->cost(boards);
  Ticks leaves = boards + pickup_->service;
  PlaceIndex from = pickup_->place;
  if (dropoff_gap > pickup_gap) {
    Ticks arrival = leaves + legs.time(from, old[pickup_gap + 1].place);
    for (std::size_t i = pickup_gap + 1; i <= dropoff_gap; ++i) {
      if (!delay(i, arrival, pickup_gap, delays)) return {kNever};
      leaves = begins_[i] + old[i].service;
      arrival = leaves + old[i].drive;
    }
    from = old[dropoff_gap].place;
  }

  const Ticks alights =
      std::max(dropoff_->earliest, leaves + legs.time_into(dropoff_->place, from));
  if (alights > dropoff_->latest) return {kNever};
  delays.cost += dropoff_->cost(alights);
  const Ticks rides = alights - boards - pickup_->service;
  delays.settled = delays.settled && rides <= problem_->longest[request_];
  Ticks arrival =
      alights + dropoff_->service + legs.time(dropoff_->place, old[dropoff_gap + 1].place);
  for (std::size_t i = dropoff_gap + 1; i < old.size() && arrival > old[i].earliest; ++i) {
    if (!delay(i, arrival, pickup_gap, delays)) return {kNever};
    arrival += old[i].service + old[i].drive;
  }
  return delays;
}

// Visit `i` is reached at `arrival`; those between the pick-up and here were asked before. False if
// that is too late.
bool InsertionFinder::delay(std::size_t i, Ticks arrival, std::size_t pickup_gap, Delays& delays) {
  const std::vector<Visit>& old = *visits_;
  const Visit& visit = old[i];
  begins_[i] = std::max(arrival, visit.earliest);
  if (arrival <= visit.earliest) return true;
  if (arrival > visit.latest) return false;
  if (visit.limit < kNever) {
    const std::size_t first = visit.partner;
    const Ticks first_begins = first > pickup_gap ? begins_[first] : old[first].earliest;
    if (arrival - visit.limit > first_begins) delays.settled = false;
  }
  if (problem_->timed) {
    const Stop& stop = problem_->stops[visit.stop];
    delays.cost += stop.cost(arrival) - stop.cost(visit.earliest);
  }
  return true;
}

// The least times of all, ride limits kept, by as many passes as they need: over the stretch around
// the new stops that no limit joins to the rest, and over all that follows if the delay goes on.
Ticks InsertionFinder::settle(const Spot& spot) {
  const std::vector<Visit>& old = *visits_;
  Stretch stretch{old[spot.pickup_gap].clear, spot.dropoff_gap + 2};
  while (old[stretch.end - 1].clear != stretch.end - 1) ++stretch.end;
  const std::size_t at = spot.pickup_gap + 1 - stretch.first;
  const std::size_t behind = spot.dropoff_gap + 3 - stretch.first;
  while (true) {
    lay_out(stretch, spot);
    if (stretch.first == 0) trial_[0].earliest = std::max(trial_[0].earliest, search_.now);
    if (!raise_earliest(trial_, stretch.first == 0 ? 1 : at, behind)) return kNever;
    const Visit& last = trial_.back();
    const bool rejoins =
        stretch.end == old.size() || last.leaves() + last.drive <= old[stretch.end].earliest;
    if (rejoins) return settled_cost(stretch, spot);
    stretch.end = old.size();
  }
}

Ticks InsertionFinder::settled_cost(const Stretch& stretch, const Spot& spot) const {
  const std::size_t at = spot.pickup_gap + 1 - stretch.first;
  const std::size_t to = spot.dropoff_gap + 2 - stretch.first;
  Ticks cost =
      spot.driving + pickup_->cost(trial_[at].earliest) + dropoff_->cost(trial_[to].earliest);
  if (!problem_->timed) return cost;
  for (std::size_t i = 0, k = stretch.first; i < trial_.size(); ++i) {
    if (i == at || i == to) continue;
    const Visit& before = (*visits_)[k++];
    if (trial_[i].earliest == before.earliest) continue;
    const Stop& stop = problem_->stops[before.stop];
    cost += stop.cost(trial_[i].earliest) - stop.cost(before.earliest);
  }
  return cost;
}

}  // namespace grend::routing
