// The ways to give a batch to vehicles, against slower ones.
#include <algorithm>
#include <numeric>
#include <thread>

#include "models/routing/assignment.h"
#include "models/routing/insertion.h"
#include "models/routing/min_cost_flow.h"
#include "models/routing/set_packing.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

using namespace grend;
using namespace grend::routing;

namespace {

std::size_t served(const Problem& problem, const Plan& plan) {
  return problem.requests() - plan.unserved.size();
}

// Feasible, each request in one route or left out, and the cost is what the routes say.
void check_plan(const Problem& problem, const Plan& plan) {
  Ticks cost = problem.unserved_cost * static_cast<Ticks>(plan.unserved.size());
  std::vector<int> seen(problem.pairs(), 0);
  for (const Route& route : plan.routes) {
    const Ticks own = route_cost(problem, route.stops);
    CHECK(own < kNever);
    CHECK(own == route.cost);
    cost += own;
    for (const StopIndex stop : route.stops) seen[pair_of(stop)] += problem.is_request(stop);
  }
  for (const Pair request : plan.unserved) seen[request] += 2;
  for (std::size_t r = 0; r < problem.requests(); ++r) CHECK(seen[problem.request(r)] == 2);
  CHECK(cost == plan.cost);
}

Problem problem_of(std::uint32_t number, std::size_t requests, std::size_t vehicles) {
  SmallProblem small;
  small.requests = requests;
  small.vehicles = vehicles;
  small.weights = number % 2 == 1;
  return random_problem(small, number);
}

// One request to a vehicle at most: every way to do so, as (requests left out, cost).
std::pair<std::size_t, Ticks> best_matching(const Problem& problem, const Plan& plan) {
  InsertionFinder finder(problem);
  const std::size_t vehicles = plan.routes.size();
  std::vector<std::size_t> taken_by(plan.unserved.size(), vehicles);
  std::pair<std::size_t, Ticks> best{plan.unserved.size(), 0};
  const auto go_on = [&](auto&& self, std::size_t r, std::size_t left, Ticks cost) -> void {
    if (r == plan.unserved.size()) {
      best = std::min(best, {left, cost});
      return;
    }
    self(self, r + 1, left + 1, cost);
    for (std::size_t v = 0; v < vehicles; ++v) {
      if (std::count(taken_by.begin(), taken_by.begin() + static_cast<std::ptrdiff_t>(r), v) > 0)
        continue;
      const auto found = finder.find(plan.routes[v], plan.unserved[r]);
      if (!found.found()) continue;
      taken_by[r] = v;
      self(self, r + 1, left, cost + found.cost);
      taken_by[r] = vehicles;
    }
  };
  go_on(go_on, 0, 0, 0);
  return best;
}

}  // namespace

TEST_CASE("in order means best insertion one by one") {
  for (std::uint32_t number = 0; number < 50; ++number) {
    const Problem problem = problem_of(number, 6, 2);
    const Plan start = empty_plan(problem);
    const Plan plan = assign_in_order(problem, start);
    check_plan(problem, plan);
    CHECK(served(problem, plan) > 0);
  }
}

TEST_CASE("linear assignment serves as many in a round as any matching, at the least cost") {
  int more_than_one_vehicle = 0;
  for (std::uint32_t number = 0; number < 200; ++number) {
    // As many requests as vehicles, so that one round can serve all of them.
    const Problem problem = problem_of(number, 3, 3);
    const Plan start = empty_plan(problem);
    const auto [left, cost] = best_matching(problem, start);
    const Plan plan = assign_linearly(problem, start);
    check_plan(problem, plan);
    CHECK(plan.unserved.size() <= left);  // later rounds may serve more
    std::size_t used = 0;
    for (const Route& route : plan.routes) used += route.stops.size() > 2;
    if (plan.unserved.size() == left && used == served(problem, plan)) {
      const Ticks idle = start.cost - problem.unserved_cost * Ticks(start.unserved.size());
      CHECK(plan.cost - problem.unserved_cost * Ticks(plan.unserved.size()) - idle == cost);
      more_than_one_vehicle += used > 1;
    }
  }
  CHECK(more_than_one_vehicle > 100);
}

TEST_CASE("groups of all sizes never do worse than one by one") {
  std::size_t better = 0;
  for (std::uint32_t number = 0; number < 100; ++number) {
    const Problem problem = problem_of(number, 5, 2);
    const Plan start = empty_plan(problem);
    const Plan groups = assign_in_groups(problem, start, {.largest = 5});
    check_plan(problem, groups);
    const Plan one_by_one = assign_in_order(problem, start);
    CHECK(groups.cost <= one_by_one.cost);
    better += groups.cost < one_by_one.cost;
  }
  CHECK(better > 20);
}

TEST_CASE("groups of one request are a linear assignment, round by round") {
  for (std::uint32_t number = 0; number < 50; ++number) {
    const Problem problem = problem_of(number, 6, 3);
    const Plan start = empty_plan(problem);
    const Plan groups = assign_in_groups(problem, start, {.largest = 1});
    check_plan(problem, groups);
    CHECK(groups.cost == assign_linearly(problem, start).cost);
  }
}

TEST_CASE("a packing is the best of all subsets, and the same in every thread") {
  RandomStream random({11, 0}, 0, Purpose::kTest);
  for (int repeat = 0; repeat < 100; ++repeat) {
    constexpr std::size_t kElements = 7;
    std::vector<ValuedSet> sets(10);
    for (auto& set : sets) {
      for (std::uint32_t e = 0; e < kElements; ++e) {
        if (random.chance(0.3)) set.elements.push_back(e);
      }
      set.value = static_cast<double>(random.between(-2, 20));
    }
    double best = 0;
    for (std::uint32_t choice = 0; choice < 1u << sets.size(); ++choice) {
      std::vector<int> used(kElements, 0);
      double value = 0;
      for (std::size_t i = 0; i < sets.size(); ++i) {
        if ((choice >> i & 1) == 0) continue;
        value += sets[i].value;
        for (const auto e : sets[i].elements) ++used[e];
      }
      if (*std::max_element(used.begin(), used.end()) <= 1) best = std::max(best, value);
    }
    const auto chosen = best_packing(kElements, sets);
    double value = 0;
    for (const auto i : chosen) value += sets[i].value;
    CHECK(value == best);
    std::vector<std::size_t> elsewhere;
    std::thread([&] { elsewhere = best_packing(kElements, sets); }).join();
    CHECK(elsewhere == chosen);
  }
}

TEST_CASE("the flow goes the cheap way first, and as much as can") {
  // 0 -> 1 -> 3 costs 2 a unit and holds 1; 0 -> 2 -> 3 costs 5 and holds 2.
  const std::vector<FlowArc> arcs = {{0, 1, 3, 1}, {1, 3, 1, 1}, {0, 2, 2, 2}, {2, 3, 2, 3}};
  CHECK(min_cost_max_flow(4, arcs, 0, 3) == std::vector<std::int64_t>{1, 1, 2, 2});
  CHECK(min_cost_max_flow(2, {}, 0, 1).empty());
}
