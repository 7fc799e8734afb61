#include "models/routing/insertion.h"

#include <algorithm>

namespace grend::routing {
namespace {

bool allowed(std::uint64_t gaps, std::size_t gap) { return (gaps >> (gap & 63) & 1) != 0; }

}  // namespace

InsertionFinder::InsertionFinder(const Problem& problem)
    : problem_(&problem), timing_(problem), known_(problem.vehicles()) {
  const std::size_t longest = 2 * problem.requests + 4;
  for (auto& known : known_) {
    known.earliest.resize(longest);
    known.latest.resize(longest);
    known.on_board.resize(longest);
  }
  dropoff_detour_.resize(longest);
  cheapest_later_.resize(longest + 1);
  sequence_.reserve(longest);
  begin_.resize(longest);
}

const InsertionFinder::Known& InsertionFinder::know(const Route& route, std::size_t vehicle) {
  Known& known = known_[vehicle];
  if (known.valid && known.key == route.key) return known;
  known.key = route.key;
  known.valid = timing_.earliest(route.stops, known.earliest);
  if (!known.valid) return known;
  timing_.latest(route.stops, known.latest);
  Loads on_board{};
  for (std::size_t i = 0; i < route.stops.size(); ++i) {
    on_board = on_board + problem_->stops[route.stops[i]].change;
    known.on_board[i] = on_board;
  }
  return known;
}

// Gap g lies between stops g and g + 1 of the route.
Ticks InsertionFinder::detour(const Route& route, StopIndex stop, std::size_t gap) const {
  const StopIndex before = route.stops[gap];
  const StopIndex after = route.stops[gap + 1];
  return static_cast<Ticks>(problem_->leg(before, stop).cost) + problem_->leg(stop, after).cost -
         problem_->leg(before, after).cost;
}

Insertion InsertionFinder::find(const Route& route, std::size_t vehicle, Pair request,
                                Gaps gaps_to_use) {
  best_ = {};
  gaps_ = gaps_to_use;
  const Known& known = know(route, vehicle);
  if (!known.valid) return best_;
  const std::size_t gaps = route.stops.size() - 1;
  used_cost_ = gaps == 1 ? problem_->leg(route.stops[0], route.stops[1]).cost : 0;
  cheapest_later_[gaps] = kNever;
  for (std::size_t gap = gaps; gap-- > 0;) {
    dropoff_detour_[gap] = detour(route, closing(request), gap);
    cheapest_later_[gap] = std::min(cheapest_later_[gap + 1], dropoff_detour_[gap]);
  }
  const StopIndex pickup = opening(request);
  for (std::size_t gap = 0; gap < gaps; ++gap) {
    // By the triangle inequality no later gap is reached in time either.
    const Ticks arrival = problem_->arrival(route.stops[gap], known.earliest[gap], pickup);
    if (arrival > problem_->stops[pickup].latest) break;
    if (allowed(gaps_.pickup, gap)) try_pickup_at(route, known, request, gap);
  }
  return best_;
}

void InsertionFinder::try_pickup_at(const Route& route, const Known& known, Pair request,
                                    std::size_t gap) {
  const Problem& problem = *problem_;
  const StopIndex pickup = opening(request);
  const StopIndex dropoff = closing(request);
  const Stop& board = problem.stops[pickup];
  const Stop& alight = problem.stops[dropoff];
  const auto& capacity = problem.capacity[pair_of(route.stops[0]) - problem.requests];
  if (!fits(known.on_board[gap] + board.change, capacity)) return;
  const StopIndex before = route.stops[gap];
  const StopIndex after = route.stops[gap + 1];
  const Ticks boards =
      std::max(board.earliest, problem.arrival(before, known.earliest[gap], pickup));

  // Both stops in one gap.
  const Ticks together = static_cast<Ticks>(problem.leg(before, pickup).cost) +
                         problem.leg(pickup, dropoff).cost + problem.leg(dropoff, after).cost -
                         problem.leg(before, after).cost + used_cost_;
  if (together < best_.cost && allowed(gaps_.dropoff, gap)) {
    const Ticks alights = std::max(alight.earliest, problem.arrival(pickup, boards, dropoff));
    if (alights <= alight.latest &&
        problem.arrival(dropoff, alights, after) <= known.latest[gap + 1] &&
        exact(route, request, gap, gap)) {
      best_ = {together, static_cast<std::uint32_t>(gap + 1), static_cast<std::uint32_t>(gap + 2)};
    }
  }

  const Ticks pickup_detour = detour(route, pickup, gap);
  const std::size_t gaps = route.stops.size() - 1;
  if (pickup_detour + cheapest_later_[gap + 1] >= best_.cost) return;
  Ticks at = problem.arrival(pickup, boards, after);
  const Ticks latest_boarding =
      std::min(board.latest, known.latest[gap + 1] - problem.arrival(pickup, 0, after));
  const Ticks latest_alighting =
      std::min(alight.latest, latest_boarding + board.service + problem.longest[request]);
  for (std::size_t next = gap + 1; next < gaps; ++next) {
    at = std::max(at, known.earliest[next]);
    if (at > known.latest[next]) return;
    if (!fits(known.on_board[next] + board.change, capacity)) return;
    const Ticks alights =
        std::max(alight.earliest, problem.arrival(route.stops[next], at, dropoff));
    if (alights > latest_alighting) return;
    const Ticks cost = pickup_detour + dropoff_detour_[next];
    const StopIndex following = route.stops[next + 1];
    if (cost < best_.cost && allowed(gaps_.dropoff, next) &&
        problem.arrival(dropoff, alights, following) <= known.latest[next + 1] &&
        exact(route, request, gap, next)) {
      best_ = {cost, static_cast<std::uint32_t>(gap + 1), static_cast<std::uint32_t>(next + 2)};
    }
    at = problem.arrival(route.stops[next], at, following);
  }
}

void InsertionFinder::build(const Route& route, Pair request, std::size_t pickup_gap,
                            std::size_t dropoff_gap) {
  const auto& stops = route.stops;
  const auto pickup_end = stops.begin() + static_cast<std::ptrdiff_t>(pickup_gap + 1);
  const auto dropoff_end = stops.begin() + static_cast<std::ptrdiff_t>(dropoff_gap + 1);
  sequence_.assign(stops.begin(), pickup_end);
  sequence_.push_back(opening(request));
  sequence_.insert(sequence_.end(), pickup_end, dropoff_end);
  sequence_.push_back(closing(request));
  sequence_.insert(sequence_.end(), dropoff_end, stops.end());
}

bool InsertionFinder::exact(const Route& route, Pair request, std::size_t pickup_gap,
                            std::size_t dropoff_gap) {
  build(route, request, pickup_gap, dropoff_gap);
  return timing_.earliest(sequence_, begin_);
}

bool InsertionFinder::apply(Route& route, Pair request, const Insertion& insertion) {
  const std::size_t size = route.stops.size();
  if (insertion.pickup_at == 0 || insertion.pickup_at >= size ||
      insertion.dropoff_at <= insertion.pickup_at || insertion.dropoff_at > size) {
    return false;
  }
  build(route, request, insertion.pickup_at - 1, insertion.dropoff_at - 2);
  if (route_cost(*problem_, sequence_) - route.cost != insertion.cost) return false;
  if (!loads_fit(*problem_, sequence_) || !timing_.earliest(sequence_, begin_)) return false;
  route.stops.assign(sequence_.begin(), sequence_.end());
  refresh(*problem_, route);
  return true;
}

}  // namespace grend::routing
