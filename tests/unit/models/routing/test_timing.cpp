#include "models/routing/timing.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

using namespace grend;
using namespace grend::routing;

namespace {

// One request, one vehicle: start (place 0) - pick-up (1) - drop-off (2) - end (0), 10 ticks
// between any two places.
Problem one_request() {
  Problem problem;
  problem.requests = 1;
  problem.places = 3;
  problem.legs.assign(9, {10, 10});
  for (const std::size_t same : {0, 4, 8}) problem.legs[same] = {0, 0};
  problem.stops.resize(4);
  for (auto& stop : problem.stops) stop.latest = 1000;
  problem.stops[0].place = 1;
  problem.stops[1].place = 2;
  problem.longest = {15, 1000};
  problem.capacity = {{1, 0, 0}};
  return problem;
}

}  // namespace

TEST_CASE("a pick-up is delayed where the drop-off opens late and the ride may be short only") {
  Problem problem = one_request();
  problem.stops[1].earliest = 100;
  Timing timing(problem);
  const std::vector<StopIndex> route = {2, 0, 1, 3};
  std::vector<Ticks> begin(4);
  REQUIRE(timing.earliest(route, begin));
  // Served from 100 on, with 15 of ride at most: boarding not before 85, though 10 was possible.
  CHECK(begin == std::vector<Ticks>{0, 85, 100, 110});
  problem.stops[0].latest = 84;
  CHECK_FALSE(Timing(problem).earliest(route, begin));
}

TEST_CASE("the departure is delayed where the route may last a limited time") {
  Problem problem = one_request();
  problem.stops[1].earliest = 100;
  problem.longest[1] = 30;
  const std::vector<StopIndex> route = {2, 0, 1, 3};
  std::vector<Ticks> begin(4);
  Timing timing(problem);
  // Three legs of 10: leaving at 80, boarding at 90, alighting at 100, back at 110 lasts 30.
  REQUIRE(timing.earliest(route, begin));
  CHECK(begin == std::vector<Ticks>{80, 90, 100, 110});
  CHECK(timing.shortest_duration(route) == 30);
  problem.longest[1] = 29;
  CHECK_FALSE(Timing(problem).earliest(route, begin));
}

TEST_CASE("a sequence is feasible, with the same times, exactly if slow Bellman-Ford says so") {
  std::size_t feasible = 0;
  constexpr std::uint32_t kCases = 20'000;
  for (std::uint32_t i = 0; i < kCases; ++i) {
    const Problem problem = random_problem({.requests = 4, .window = 120}, i);
    RandomStream random({8, 0}, i, Purpose::kTest);
    const auto requests = static_cast<std::size_t>(random.between(0, 4));
    const auto sequence = random_sequence(problem, 0, requests, random);
    const std::size_t size = sequence.size();
    const auto constraints = constraints_of(problem, sequence);
    const Slow least = slow_longest(size + 1, constraints, size);
    Timing timing(problem);
    std::vector<Ticks> begin(size);
    REQUIRE(timing.earliest(sequence, begin) == least.feasible);
    REQUIRE(loads_fit(problem, sequence) == slow_loads_fit(problem, sequence));
    if (!least.feasible) continue;
    ++feasible;
    for (std::size_t k = 0; k < size; ++k) REQUIRE(begin[k] == least.value[k]);
    timing.latest(sequence, begin);
    for (std::size_t k = 0; k < size; ++k) {
      // The latest time of k is minus the longest way from k back to the origin of time.
      REQUIRE(begin[k] == -slow_longest(size + 1, constraints, k).value[size]);
    }
    // The shortest duration is the longest way from the departure to the return.
    REQUIRE(timing.shortest_duration(sequence) ==
            slow_longest(size + 1, constraints, 0).value[size - 1]);
  }
  // Both answers must occur often, else the comparison says little.
  CHECK(feasible > kCases / 10);
  CHECK(feasible < kCases - kCases / 10);
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
