#include <utility>

#include "models/routing/insertion.h"
#include "models/routing/insertion_cache.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

using namespace grend;
using namespace grend::routing;

namespace {

// Every pair of positions, each judged by the slow Bellman-Ford.
Insertion slow_insertion(const Problem& problem, const Route& route, Pair request) {
  Insertion best;
  const auto size = static_cast<std::uint32_t>(route.stops.size());
  for (std::uint32_t p = 1; p < size; ++p) {
    for (std::uint32_t d = p + 1; d <= size; ++d) {
      auto stops = route.stops;
      stops.insert(stops.begin() + p, opening(request));
      stops.insert(stops.begin() + d, closing(request));
      const Ticks cost = route_cost(problem, stops) - route.cost;
      if (cost < best.cost && slow_feasible(problem, stops)) best = {cost, p, d};
    }
  }
  return best;
}

Route route_of(const Problem& problem, std::vector<StopIndex> stops) {
  Route route;
  route.stops = std::move(stops);
  refresh(problem, route);
  return route;
}

}  // namespace

TEST_CASE("the best insertion is the brute-force one, position by position") {
  std::size_t tried = 0;
  std::size_t found = 0;
  for (std::uint32_t i = 0; tried < 3000; ++i) {
    Problem problem = random_problem({.requests = 5, .window = 150}, i);
    tighten_windows(problem);
    RandomStream random({10, 0}, i, Purpose::kTest);
    const auto requests = static_cast<std::size_t>(random.between(0, 4));
    const Route route = route_of(problem, random_sequence(problem, 0, requests, random));
    if (!slow_feasible(problem, route.stops)) continue;
    ++tried;
    InsertionFinder finder(problem);
    const Insertion fast = finder.find(route, 0, 4);
    const Insertion slow = slow_insertion(problem, route, 4);
    REQUIRE(fast.cost == slow.cost);
    REQUIRE(fast.pickup_at == slow.pickup_at);
    REQUIRE(fast.dropoff_at == slow.dropoff_at);
    if (!fast.found()) continue;
    ++found;
    Route longer = route;
    REQUIRE(finder.apply(longer, 4, fast));
    REQUIRE(longer.stops.size() == route.stops.size() + 2);
    REQUIRE(longer.cost == route.cost + fast.cost);
  }
  CHECK(found > tried / 10);
  CHECK(found < tried);
}

TEST_CASE("an insertion that belongs to another route is refused and changes nothing") {
  const Problem problem = random_problem({.requests = 1, .longest_ride = 1000}, 3);
  const Route empty = route_of(problem, {opening(1), closing(1)});
  Route route = empty;
  InsertionFinder finder(problem);
  const Insertion good = finder.find(route, 0, 0);
  REQUIRE(good.found());
  CHECK_FALSE(finder.apply(route, 0, {good.cost + 1, good.pickup_at, good.dropoff_at}));
  CHECK_FALSE(finder.apply(route, 0, {good.cost, 3, 4}));  // beyond the end of the route
  CHECK_FALSE(finder.apply(route, 0, {good.cost, 2, 2}));
  CHECK(route.stops == empty.stops);
  CHECK(finder.apply(route, 0, good));
}

TEST_CASE("the cache knows a route by its content, not by where it stands") {
  const Problem problem = random_problem({.requests = 3}, 1);
  const Route first = route_of(problem, {6, 0, 1, 7});
  const Route again = route_of(problem, {6, 0, 1, 7});
  const Route other = route_of(problem, {6, 2, 3, 7});
  const Route turned = route_of(problem, {6, 0, 2, 1, 3, 7});
  const Route twisted = route_of(problem, {6, 0, 2, 3, 1, 7});
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
