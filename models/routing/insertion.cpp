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
