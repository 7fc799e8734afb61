#include "models/routing/insertion.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::routing {
namespace {

bool allowed(std::uint64_t gaps, std::size_t gap) { return (gaps >> (gap & 63) & 1) != 0; }

}  // namespace

InsertionFinder::InsertionFinder(const Problem& problem, StopData stops)
    : problem_(&problem),
      stops_(stops),
      timing_(problem),
      keys_(problem),
      known_(problem.vehicles.size()) {
  const std::size_t longest = 2 * problem.requests() + 4;
  for (auto& known : known_) known.visits.reserve(longest);
  dropoff_detour_.resize(longest);
  cheapest_later_.resize(longest + 1);
  begins_.resize(longest);
  trial_.reserve(longest);
}

const std::vector<Visit>& InsertionFinder::visits(const Route& route) {
  Known& known = known_[pair_of(route.stops.front())];
  if (known.valid && known.key == route.key) return known.visits;
  const bool related = known.valid && stops_ == StopData::kFixed;
  known.key = route.key;
  known.valid = true;
  const bool feasible = related ? timing_.revisit(route.stops, known.visits)
                                : timing_.visit(route.stops, known.visits);
  if (!feasible) known.visits.clear();
  return known.visits;
}

// Gap g lies between visits g and g + 1 of the route.
Ticks InsertionFinder::leaves(std::size_t gap) const {
  const Ticks leaves = (*visits_)[gap].leaves();
  return gap == 0 ? std::max(leaves, search_.now) : leaves;
}

Ticks InsertionFinder::drive_cost(std::size_t gap) const {
  const Visit& visit = (*visits_)[gap];
  const Ticks driving = vehicle_->per_time * visit.drive;
  if (vehicle_->per_length == 0) return driving;
  return driving +
         vehicle_->per_length * problem_->legs->length(visit.place, (*visits_)[gap + 1].place);
}

Ticks InsertionFinder::pickup_detour(std::size_t gap) const {
  return problem_->leg_cost_into(*vehicle_, pickup_->place, (*visits_)[gap].place) +
         problem_->leg_cost(*vehicle_, pickup_->place, (*visits_)[gap + 1].place) - drive_cost(gap);
}

Ticks InsertionFinder::dropoff_detour(std::size_t gap) const {
  return problem_->leg_cost_into(*vehicle_, dropoff_->place, (*visits_)[gap].place) +
         problem_->leg_cost(*vehicle_, dropoff_->place, (*visits_)[gap + 1].place) -
         drive_cost(gap);
}

// Both stops in one gap.
Ticks InsertionFinder::together(std::size_t gap) const {
  return problem_->leg_cost_into(*vehicle_, pickup_->place, (*visits_)[gap].place) +
         problem_->leg_cost(*vehicle_, pickup_->place, dropoff_->place) +
         problem_->leg_cost(*vehicle_, dropoff_->place, (*visits_)[gap + 1].place) -
         drive_cost(gap);
}

void InsertionFinder::begin_search(const Route& route, Pair request, const Search& search) {
  visits_ = &visits(route);
  vehicle_ = &problem_->vehicles[pair_of(route.stops.front())];
  pickup_ = &problem_->stops[opening(request)];
  dropoff_ = &problem_->stops[closing(request)];
  request_ = request;
  ride_ = problem_->legs->time(pickup_->place, dropoff_->place);
  search_ = search;
  best_ = {};
  best_.cost = search.below;
  obstacle_ = Obstacle::kNone;
  const std::size_t room = visits_->size() + 1;
  if (dropoff_detour_.size() < room) {
    dropoff_detour_.resize(2 * room);
    cheapest_later_.resize(2 * room + 1);
    begins_.resize(2 * room);
  }
}

// The first gap that is open late enough for the pick-up, one past the last that is open early
// enough for the drop-off.
void InsertionFinder::bound_gaps() {
  const auto& visits = *visits_;
  const Ticks boarded = pickup_->earliest + pickup_->service;
  const auto closed = [&](const Visit& visit) { return visit.latest < boarded; };
  const auto in_time = [&](const Visit& visit) { return visit.earliest <= dropoff_->latest; };
  const auto open = std::partition_point(visits.begin() + 1, visits.end(), closed);
  const auto end = std::partition_point(visits.begin(), visits.end() - 1, in_time);
  first_gap_ = static_cast<std::size_t>(open - visits.begin()) - 1;
  if (search_.append) first_gap_ = std::max(first_gap_, visits.size() - 2);
  last_gap_ = static_cast<std::size_t>(end - visits.begin());
  detours_from_ = last_gap_;
  cheapest_later_[last_gap_] = kNever;
}

// The least detour for the drop-off from this gap on. Most routes are refused before it is asked.
Ticks InsertionFinder::cheapest_later(std::size_t gap) {
  if (gap < detours_from_) {
    for (std::size_t g = detours_from_; g-- > gap;) {
      dropoff_detour_[g] = dropoff_detour(g);
      cheapest_later_[g] = std::min(cheapest_later_[g + 1], dropoff_detour_[g]);
    }
    detours_from_ = gap;
  }
  return cheapest_later_[gap];
}

Insertion InsertionFinder::find(const Route& route, Pair request, const Search& search) {
  begin_search(route, request, search);
  if (visits_->empty()) {
    note(Obstacle::kOthers);
    return {};
  }
  bound_gaps();
  if (first_gap_ >= last_gap_) note(Obstacle::kShift);
  for (std::size_t gap = first_gap_; gap < last_gap_; ++gap) {
    // By the triangle inequality no later gap is reached in time either.
    const Ticks arrival =
        leaves(gap) + problem_->legs->time_into(pickup_->place, (*visits_)[gap].place);
    if (arrival > pickup_->latest) {
      const bool begun = (*visits_)[0].earliest <= pickup_->latest;
      note(gap > 0 ? Obstacle::kOthers : begun ? Obstacle::kTooFar : Obstacle::kShift);
      break;
    }
    if (allowed(search_.gaps.pickup, gap)) try_pickup_at(gap, std::max(pickup_->earliest, arrival));
  }
  return best_.pickup_at > 0 ? best_ : Insertion{};
}

void InsertionFinder::try_pickup_at(std::size_t gap, Ticks boards) {
  const std::vector<Visit>& visits = *visits_;
  if (!has_room(gap)) return note(Obstacle::kOthers);
  const Legs& legs = *problem_->legs;
  const Ticks boarded = boards + pickup_->service;
  const Ticks alights = std::max(dropoff_->earliest, boarded + ride_);
  if (alights > dropoff_->latest) return note(Obstacle::kOthers);
  const Ticks waiting = pickup_->cost(boards) + dropoff_->cost(alights);
  // No drop-off makes the pick-up's own detour shorter.
  const Ticks detour = pickup_detour(gap);
  if (detour + waiting >= best_.cost) return;

  if (allowed(search_.gaps.dropoff, gap)) {
    const Ticks driving = together(gap);
    if (driving + waiting < best_.cost) {
      const Ticks next =
          alights + dropoff_->service + legs.time(dropoff_->place, visits[gap + 1].place);
      if (next <= visits[gap + 1].latest) {
        try_place(gap, gap, driving, driving + waiting);
      } else {
        note(gap + 2 == visits.size() ? Obstacle::kShift : Obstacle::kOthers);
      }
    }
  }

  if (gap + 1 >= last_gap_ || detour + cheapest_later(gap + 1) + waiting >= best_.cost) return;
  const Ticks to_next = legs.time(pickup_->place, visits[gap + 1].place);
  Ticks at = boarded + to_next;
  const Ticks latest_boarding =
      std::min(pickup_->latest, visits[gap + 1].latest - to_next - pickup_->service);
  const Ticks latest_alighting =
      std::min(dropoff_->latest, latest_boarding + pickup_->service + problem_->longest[request_]);
  for (std::size_t next = gap + 1; next < last_gap_; ++next) {
    const Visit& visit = visits[next];
    at = std::max(at, visit.earliest);
    if (at > visit.latest) return note(Obstacle::kOthers);
    if (!has_room(next)) return note(Obstacle::kOthers);
    const Ticks arrival = at + visit.service + legs.time_into(dropoff_->place, visit.place);
    const Ticks then = std::max(dropoff_->earliest, arrival);
    if (then > latest_alighting) return note(Obstacle::kOthers);
    const Ticks driving = detour + dropoff_detour_[next];
    const Ticks bound = driving + pickup_->cost(boards) + dropoff_->cost(then);
    if (bound < best_.cost && allowed(search_.gaps.dropoff, next)) {
      const Ticks onward =
          then + dropoff_->service + legs.time(dropoff_->place, visits[next + 1].place);
      if (onward <= visits[next + 1].latest) {
        try_place(gap, next, driving, bound);
      } else {
        note(next + 2 == visits.size() ? Obstacle::kShift : Obstacle::kOthers);
      }
    }
    at += visit.service + visit.drive;
  }
}

void InsertionFinder::try_place(std::size_t pickup_gap, std::size_t dropoff_gap, Ticks driving,
                                Ticks bound) {
  // The last bound: what the delay of the present route's next stops costs at least is left to the
  // exact check, which a tie cannot pass.
  if (bound >= best_.cost) return;
  const Ticks cost = exact({pickup_gap, dropoff_gap, driving});
  if (cost >= kNever) return note(visits_->size() == 2 ? Obstacle::kShift : Obstacle::kOthers);
  if (cost >= best_.cost) return;
  best_ = {cost, static_cast<std::uint32_t>(pickup_gap + 1),
           static_cast<std::uint32_t>(dropoff_gap + 2)};
}

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

Ticks InsertionFinder::pickup_nearness(const Route& route, Pair request, Ticks now) {
  begin_search(route, request, {.now = now});
  if (visits_->empty()) return kNever;
  bound_gaps();
  Ticks least = kNever;
  for (std::size_t gap = first_gap_; gap < last_gap_; ++gap)
    least = std::min(least, pickup_detour(gap));
  return least;
}

bool InsertionFinder::apply(Route& route, Pair request, const Insertion& insertion, Ticks now) {
  const std::size_t size = route.stops.size();
  if (insertion.pickup_at == 0 || insertion.pickup_at >= size ||
      insertion.dropoff_at <= insertion.pickup_at || insertion.dropoff_at > size) {
    return false;
  }
  begin_search(route, request, {.now = now});
  if (visits_->empty()) return false;
  const std::size_t from = insertion.pickup_at - 1;
  const std::size_t to = insertion.dropoff_at - 2;
  for (std::size_t gap = from; gap <= to; ++gap) {
    if (!has_room(gap)) return false;
  }
  const Ticks driving = from == to ? together(from) : pickup_detour(from) + dropoff_detour(to);
  if (exact({from, to, driving}) != insertion.cost) return false;
  route.stops.insert(route.stops.begin() + insertion.pickup_at, opening(request));
  route.stops.insert(route.stops.begin() + insertion.dropoff_at, closing(request));
  route.cost += insertion.cost;
  route.key = keys_(route.stops);
  return true;
}

void InsertionFinder::refresh(Route& route) {
  route.key = keys_(route.stops);
  const std::vector<Visit>& visits = this->visits(route);
  if (visits.empty()) {
    route.cost = driving_cost(*problem_, route.stops);
    return;
  }
  vehicle_ = &problem_->vehicles[pair_of(route.stops.front())];
  visits_ = &visits;
  route.cost = problem_->timed ? lateness_cost(*problem_, visits) : 0;
  for (std::size_t gap = 0; gap + 1 < visits.size(); ++gap) route.cost += drive_cost(gap);
}

}  // namespace grend::routing
