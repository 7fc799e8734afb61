#include <utility>

#include "models/routing/insertion.h"
#include "models/routing/insertion_cache.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

using namespace grend;
using namespace grend::routing;

namespace {

// Every pair of positions, each judged and costed by the slow Bellman-Ford.
Insertion slow_insertion(const Problem& problem, const std::vector<StopIndex>& route,
                         Pair request) {
  Insertion best;
  const Ticks before = slow_cost(problem, route);
  const auto size = static_cast<std::uint32_t>(route.size());
  for (std::uint32_t p = 1; p < size; ++p) {
    for (std::uint32_t d = p + 1; d <= size; ++d) {
      auto stops = route;
      stops.insert(stops.begin() + p, opening(request));
      stops.insert(stops.begin() + d, closing(request));
      const Ticks with = slow_cost(problem, stops);
      if (with < kNever && with - before < best.cost) best = {with - before, p, d};
    }
  }
  return best;
}

Route route_of(const Problem& problem, std::vector<StopIndex> stops) {
  Route route;
  route.stops = std::move(stops);
  route.cost = route_cost(problem, route.stops);
  route.key = route_key(problem, route.stops);
  return route;
}

// Somebody is on board already: the pick-up is behind, the ride limit has become a deadline.
void take_aboard(Problem& problem, std::vector<StopIndex>& stops) {
  const StopIndex first = stops[1];
  if (!problem.is_request(first) || !opens(first)) return;
  const Stop& pickup = problem.stops[first];
  Stop& start = problem.stops[stops[0]];
  Stop& dropoff = problem.stops[first + 1];
  const Ticks boarded = pickup.earliest + pickup.service;
  start.earliest = std::max(start.earliest, boarded);
  start.place = pickup.place;
  start.change = pickup.change;
  dropoff.latest = std::min(dropoff.latest, boarded + problem.longest[pair_of(first)]);
  problem.longest[pair_of(first)] = kNever;
  stops.erase(stops.begin() + 1);
}

struct Tally {
  std::size_t tried = 0;
  std::size_t found = 0;
};

void compare_with_brute_force(Problem problem, std::vector<StopIndex> stops, Ticks now,
                              Tally& tally) {
  const Pair request = problem.request(4);
  const Route route = route_of(problem, stops);
  InsertionFinder finder(problem);
  const Insertion fast = finder.find(route, request, {.now = now});
  problem.stops[stops[0]].earliest = std::max(problem.stops[stops[0]].earliest, now);
  const Insertion slow = slow_insertion(problem, stops, request);
  ++tally.tried;
  REQUIRE(fast.cost == slow.cost);
  REQUIRE(fast.pickup_at == slow.pickup_at);
  REQUIRE(fast.dropoff_at == slow.dropoff_at);
  if (!fast.found()) {
    REQUIRE(finder.obstacle() != Obstacle::kNone);
    return;
  }
  ++tally.found;
  // A bound at the best cost finds nothing, one above it the same.
  REQUIRE_FALSE(finder.find(route, request, {.below = fast.cost, .now = now}).found());
  REQUIRE(finder.find(route, request, {.below = fast.cost + 1, .now = now}).cost == fast.cost);
  Route longer = route;
  REQUIRE(finder.apply(longer, request, fast, now));
  REQUIRE(longer.cost == slow_cost(problem, longer.stops));
}

}  // namespace

TEST_CASE("the best insertion is the brute-force one, position by position") {
  Tally tally;
  for (std::uint32_t i = 0; tally.tried < 100'000; ++i) {
    // Wide and narrow windows, with and without weights, with and without a limited duration.
    SmallProblem small{.requests = 5, .window = 40 + 40 * (i % 4), .weights = i % 2 == 0};
    if (i % 3 == 0) small.longest_route = kNever;
    Problem problem = random_problem(small, i);
    tighten_windows(problem);
    RandomStream random({10, 0}, i, Purpose::kTest);
    const auto requests = static_cast<std::size_t>(random.between(0, 4));
    auto stops = random_sequence(problem, 0, requests, random);
    if (!slow_feasible(problem, stops)) continue;
    if (random.chance(0.3)) take_aboard(problem, stops);
    if (!slow_feasible(problem, stops)) continue;
    // A vehicle that still stands where it is leaves just in time: the clock may have gone on
    // until it must leave, and no other start of service moves.
    const auto constraints = constraints_of(problem, stops);
    const Slow least = slow_longest(stops.size() + 1, constraints, stops.size());
    const Ticks departure = least.value[1] - problem.time(stops[0], stops[1]);
    const bool duration_free = problem.longest[0] >= kNever;
    const Ticks now = duration_free ? random.between(0, std::max<Ticks>(0, departure)) : 0;
    compare_with_brute_force(problem, stops, now, tally);
  }
  CHECK(tally.found > tally.tried / 10);
  CHECK(tally.found < tally.tried);
}

TEST_CASE("an insertion that belongs to another route is refused and changes nothing") {
  // Vehicles are pairs 0 and 1, the request pair 2.
  const Problem problem = random_problem({.requests = 1, .longest_ride = 1000}, 3);
  const Route empty = route_of(problem, {opening(0), closing(0)});
  Route route = empty;
  InsertionFinder finder(problem);
  const Insertion good = finder.find(route, 2);
  REQUIRE(good.found());
  CHECK_FALSE(finder.apply(route, 2, {good.cost + 1, good.pickup_at, good.dropoff_at}));
  CHECK_FALSE(finder.apply(route, 2, {good.cost, 3, 4}));  // beyond the end of the route
  CHECK_FALSE(finder.apply(route, 2, {good.cost, 2, 2}));
  CHECK(route.stops == empty.stops);
  CHECK(finder.apply(route, 2, good));
}

TEST_CASE("the cache knows a route by its content, not by where it stands") {
  const Problem problem = random_problem({.requests = 3}, 1);
  const Route first = route_of(problem, {0, 4, 5, 1});
  const Route again = route_of(problem, {0, 4, 5, 1});
  const Route other = route_of(problem, {0, 6, 7, 1});
  const Route turned = route_of(problem, {0, 4, 6, 5, 7, 1});
  const Route twisted = route_of(problem, {0, 4, 6, 7, 5, 1});
  CHECK(first.key == again.key);
  CHECK(first.key != other.key);
  CHECK(turned.key != twisted.key);
  InsertionCache cache(4);
  CHECK(cache.find(first.key, 2) == nullptr);
  cache.store(first.key, 2, {42, 1, 2});
  REQUIRE(cache.find(again.key, 2) != nullptr);
  CHECK(cache.find(again.key, 2)->cost == 42);
  CHECK(cache.find(first.key, 1) == nullptr);
  CHECK(cache.find(other.key, 2) == nullptr);
}
