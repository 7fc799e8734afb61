#include "models/routing/plan.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

using namespace grend;
using namespace grend::routing;

namespace {

// One vehicle (pair 0) and one request (pair 1): start (place 0) - pick-up (1) - drop-off (2) -
// end (0), 10 ticks between any two places.
Problem one_request() {
  Problem problem;
  std::vector<std::uint32_t> times(9, 10);
  for (const std::size_t same : {0, 4, 8}) times[same] = 0;
  problem.legs = std::make_shared<Legs>(3, times);
  problem.stops.resize(4);
  for (auto& stop : problem.stops) stop.latest = 1000;
  problem.stops[2].place = 1;
  problem.stops[3].place = 2;
  problem.longest = {1000, 15};
  problem.vehicles = {{.capacity = {1}}};
  return problem;
}

const std::vector<StopIndex> kRoute = {0, 2, 3, 1};

std::vector<Ticks> earliest(const std::vector<Visit>& visits) {
  std::vector<Ticks> times;
  for (const Visit& visit : visits) times.push_back(visit.earliest);
  return times;
}

}  // namespace

TEST_CASE("a pick-up is delayed where the drop-off opens late and the ride may be short only") {
  Problem problem = one_request();
  problem.stops[3].earliest = 100;
  std::vector<Visit> visits;
  REQUIRE(Timing(problem).visit(kRoute, visits));
  // Served from 100 on, with 15 of ride at most: boarding not before 85, though 10 was possible.
  CHECK(earliest(visits) == std::vector<Ticks>{0, 85, 100, 110});
  problem.stops[2].latest = 84;
  CHECK_FALSE(Timing(problem).visit(kRoute, visits));
}

TEST_CASE("the departure is delayed where the route may last a limited time") {
  Problem problem = one_request();
  problem.stops[3].earliest = 100;
  problem.longest[0] = 30;
  std::vector<Visit> visits;
  // Three legs of 10: leaving at 80, boarding at 90, alighting at 100, back at 110 lasts 30.
  REQUIRE(Timing(problem).visit(kRoute, visits));
  CHECK(earliest(visits) == std::vector<Ticks>{80, 90, 100, 110});
  CHECK(shortest_duration(visits) == 30);
  problem.longest[0] = 29;
  CHECK_FALSE(Timing(problem).visit(kRoute, visits));
}

TEST_CASE("who is on board already has a drop-off only, and a deadline for it") {
  Problem problem = one_request();
  problem.stops[0].change = {1};  // on board at the start
  problem.longest[1] = kNever;
  std::vector<Visit> visits;
  const std::vector<StopIndex> route = {0, 3, 1};
  problem.stops[3].change = {-1};
  problem.stops[3].latest = 10;
  REQUIRE(Timing(problem).visit(route, visits));
  CHECK(earliest(visits) == std::vector<Ticks>{0, 10, 20});
  problem.stops[3].latest = 9;
  CHECK_FALSE(Timing(problem).visit(route, visits));
}

TEST_CASE("a sequence is feasible, with the same times, exactly if slow Bellman-Ford says so") {
  std::size_t feasible = 0;
  constexpr std::uint32_t kCases = 20'000;
  for (std::uint32_t i = 0; i < kCases; ++i) {
    const Problem problem = random_problem({.requests = 4, .window = 120, .weights = true}, i);
    RandomStream random({8, 0}, i, Purpose::kTest);
    const auto requests = static_cast<std::size_t>(random.between(0, 4));
    const auto sequence = random_sequence(problem, 0, requests, random);
    const std::size_t size = sequence.size();
    const auto constraints = constraints_of(problem, sequence);
    const Slow least = slow_longest(size + 1, constraints, size);
    std::vector<Visit> visits;
    REQUIRE(Timing(problem).visit(sequence, visits) ==
            (least.feasible && slow_loads_fit(problem, sequence)));
    REQUIRE(route_cost(problem, sequence) == slow_cost(problem, sequence));
    if (!slow_feasible(problem, sequence)) continue;
    ++feasible;
    for (std::size_t k = 0; k < size; ++k) {
      REQUIRE(visits[k].earliest == least.value[k]);
      // The latest time of k is minus the longest way from k back to the origin of time.
      REQUIRE(visits[k].latest == -slow_longest(size + 1, constraints, k).value[size]);
    }
    // The shortest duration is the longest way from the departure to the return.
    REQUIRE(shortest_duration(visits) == slow_longest(size + 1, constraints, 0).value[size - 1]);
  }
  // Both answers must occur often, else the comparison says little.
  CHECK(feasible > kCases / 10);
  CHECK(feasible < kCases - kCases / 10);
}

TEST_CASE("a route that changes bit by bit has the visits of one that is reckoned from nothing") {
  std::size_t feasible = 0;
  std::size_t infeasible = 0;
  for (std::uint32_t i = 0; i < 2'000; ++i) {
    // Without a limit on the route, else everything is reckoned anew; rides that may be long leave
    // limits open over many stops, short ones delay pick-ups.
    Problem problem = random_problem({.requests = 7,
                                      .window = 60 + 60 * (i % 3),
                                      .longest_ride = 30 + 30 * (i % 4),
                                      .longest_route = kNever},
                                     i);
    for (Pair v = 0; v < problem.vehicles.size(); ++v) problem.vehicles[v].capacity = {3, 2};
    RandomStream random({11, 0}, i, Purpose::kTest);
    std::vector<StopIndex> route = {opening(0), closing(0)};
    std::vector<Visit> visits;
    Timing changing(problem);
    for (int change = 0; change < 30; ++change) {
      // Up to three requests leave or come, so that a change may be wide.
      auto next = route;
      for (auto times = random.between(1, 3); times > 0; --times) {
        const Pair r = problem.request(static_cast<std::size_t>(random.between(0, 6)));
        const std::size_t size = next.size();
        std::erase_if(next, [&](StopIndex stop) { return pair_of(stop) == r; });
        if (next.size() < size) continue;
        const auto pickup = random.between(1, static_cast<std::int64_t>(size) - 1);
        const auto dropoff = random.between(pickup + 1, static_cast<std::int64_t>(size));
        next.insert(next.begin() + pickup, opening(r));
        next.insert(next.begin() + dropoff, closing(r));
      }
      std::vector<Visit> fresh;
      const bool fits = Timing(problem).visit(next, fresh);
      REQUIRE(changing.revisit(next, visits) == fits);
      if (fits) {
        REQUIRE(visits == fresh);
        route = next;
        ++feasible;
      } else {
        visits.clear();
        if (random.chance(0.5)) REQUIRE(changing.revisit(route, visits));
        ++infeasible;
      }
    }
  }
  CHECK(feasible > 10'000);
  CHECK(infeasible > 10'000);
}

TEST_CASE("tightened windows lose no feasible sequence and admit no other") {
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const Problem wide = random_problem({.requests = 3, .window = 120}, i);
    Problem narrow = wide;
    tighten_windows(narrow);
    RandomStream random({9, 0}, i, Purpose::kTest);
    const auto sequence = random_sequence(wide, 0, 2, random);
    REQUIRE(slow_feasible(wide, sequence) == slow_feasible(narrow, sequence));
  }
}
