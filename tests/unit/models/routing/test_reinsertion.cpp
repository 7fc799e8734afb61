#include "models/routing/reinsertion.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

using namespace grend;
using namespace grend::routing;

namespace {

struct Best {
  std::size_t vehicle = 0;
  Insertion insertion;
};

// Every vehicle asked by itself, without a bound and without memory.
Best best_of_all(const Problem& problem, const Plan& plan, Pair request, std::size_t shunned) {
  Best best{problem.vehicles.size(), {}};
  for (std::size_t v = 0; v < problem.vehicles.size(); ++v) {
    if (v == shunned) continue;
    InsertionFinder finder(problem);
    const Insertion here = finder.find(plan.routes[v], request);
    if (here.cost < best.insertion.cost) best = {v, here};
  }
  return best;
}

}  // namespace

TEST_CASE("what is known of some routes bounds the search of others and changes no choice") {
  std::size_t chosen = 0;
  std::size_t none = 0;
  for (std::uint32_t i = 0; i < 300; ++i) {
    // Four vehicles of which two stand at one place, so that ties are common.
    Problem problem = random_problem(
        {.requests = 8, .vehicles = 4, .window = 60, .longest_route = kNever, .weights = true}, i);
    problem.vehicles[1] = problem.vehicles[0];
    problem.stops[opening(1)] = problem.stops[opening(0)];
    problem.stops[closing(1)] = problem.stops[closing(0)];
    tighten_windows(problem);
    RandomStream random({12, 0}, i, Purpose::kTest);
    Plan plan = empty_plan(problem);
    // So small a cache that entries push each other out.
    Reinsertion reinsertion(problem, {}, 0, 3 + i % 4);
    for (int step = 0; step < 40; ++step) {
      const Pair request = problem.request(static_cast<std::size_t>(random.between(0, 7)));
      bool left = false;
      for (Route& route : plan.routes) {
        const auto gone =
            std::erase_if(route.stops, [&](StopIndex stop) { return pair_of(stop) == request; });
        if (gone == 0) continue;
        reinsertion.finder().refresh(route);
        REQUIRE(route.cost == slow_cost(problem, route.stops));
        left = true;
      }
      if (left) continue;
      const auto shunned = static_cast<std::size_t>(random.between(0, 4));
      const Best best = best_of_all(problem, plan, request, shunned);
      REQUIRE(reinsertion.choose(plan, request, shunned, random) == best.vehicle);
      if (best.vehicle == problem.vehicles.size()) {
        ++none;
        continue;
      }
      ++chosen;
      const Ticks before = plan.cost;
      REQUIRE(reinsertion.apply(plan, best.vehicle, request));
      REQUIRE(plan.cost - before == best.insertion.cost);
      const auto& stops = plan.routes[best.vehicle].stops;
      REQUIRE(stops[best.insertion.pickup_at] == opening(request));
      REQUIRE(stops[best.insertion.dropoff_at] == closing(request));
    }
  }
  CHECK(chosen > 3'000);
  CHECK(none > 100);
}

TEST_CASE("a request that is passed over draws what it would have drawn") {
  const Problem problem = random_problem({.requests = 3, .vehicles = 5}, 2);
  const Plan plan = empty_plan(problem);
  Reinsertion reinsertion(problem, {}, 0.5, 4);  // half of all routes blink
  for (const std::size_t shunned : {std::size_t{5}, std::size_t{2}}) {
    RandomStream chooses({13, 0}, 0, Purpose::kTest);
    RandomStream passes = chooses;
    for (std::size_t r = 0; r < 3; ++r) {
      reinsertion.choose(plan, problem.request(r), shunned, chooses);
      reinsertion.pass_over(shunned, passes);
    }
    CHECK(chooses.next_u64() == passes.next_u64());
  }
}
