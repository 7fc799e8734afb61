#include <algorithm>

#include "models/routing/improve.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

using namespace grend;
using namespace grend::routing;

namespace {

// The cheapest feasible route of a vehicle that serves exactly the requests of `set` (bits), by
// trying every order.
class Enumeration {
 public:
  Enumeration(const Problem& problem, std::size_t vehicle, unsigned set)
      : problem_(&problem), set_(set), pair_(static_cast<Pair>(vehicle)) {
    sequence_ = {opening(pair_)};
    extend(0, 0);
  }
  Ticks best() const { return best_; }

 private:
  void extend(unsigned boarded, unsigned done) {
    if (done == set_) {
      sequence_.push_back(closing(pair_));
      best_ = std::min(best_, slow_cost(*problem_, sequence_));
      sequence_.pop_back();
      return;
    }
    for (std::size_t i = 0; i < problem_->requests(); ++i) {
      const Pair r = problem_->request(i);
      const unsigned bit = 1U << i;
      if ((set_ & bit) == 0 || (done & bit) != 0) continue;
      const bool on_board = (boarded & bit) != 0;
      sequence_.push_back(on_board ? closing(r) : opening(r));
      extend(boarded | bit, on_board ? done | bit : done);
      sequence_.pop_back();
    }
  }

  const Problem* problem_;
  unsigned set_;
  Pair pair_;
  std::vector<StopIndex> sequence_;
  Ticks best_ = kNever;
};

// The optimum over every division of the requests between two vehicles and nobody.
Ticks optimum(const Problem& problem) {
  const unsigned all = (1U << problem.requests()) - 1;
  std::vector<std::vector<Ticks>> route(2);
  for (std::size_t v = 0; v < 2; ++v) {
    for (unsigned set = 0; set <= all; ++set) {
      route[v].push_back(Enumeration(problem, v, set).best());
    }
  }
  Ticks best = kNever;
  for (unsigned first = 0; first <= all; ++first) {
    for (unsigned second = 0; second <= all; ++second) {
      if ((first & second) != 0) continue;
      Ticks cost = route[0][first] + route[1][second];
      for (std::size_t r = 0; r < problem.requests(); ++r) {
        if (((first | second) >> r & 1U) == 0) cost += problem.unserved_cost;
      }
      best = std::min(best, cost);
    }
  }
  return best;
}

void require_sound(const Problem& problem, const Plan& plan) {
  Ticks cost = static_cast<Ticks>(plan.unserved.size()) * problem.unserved_cost;
  std::vector<StopIndex> seen;
  for (const Pair request : plan.unserved) {
    seen.push_back(opening(request));
    seen.push_back(closing(request));
  }
  for (const auto& route : plan.routes) {
    REQUIRE(slow_feasible(problem, route.stops));
    cost += slow_cost(problem, route.stops);
    seen.insert(seen.end(), route.stops.begin() + 1, route.stops.end() - 1);
  }
  REQUIRE(cost == plan.cost);
  std::sort(seen.begin(), seen.end());
  REQUIRE(seen.size() == 2 * problem.requests());
  const StopIndex first = opening(problem.request(0));
  for (StopIndex i = 0; i < seen.size(); ++i) REQUIRE(seen[i] == first + i);
}

bool same(const Plan& a, const Plan& b) {
  const auto equal = [](const Route& x, const Route& y) { return x.stops == y.stops; };
  return a.cost == b.cost && a.unserved == b.unserved &&
         std::equal(a.routes.begin(), a.routes.end(), b.routes.begin(), b.routes.end(), equal);
}

}  // namespace

TEST_CASE("up to five requests and two vehicles are solved to the enumerated optimum") {
  std::size_t all_served = 0;
  constexpr std::uint32_t kCases = 120;
  for (std::uint32_t i = 0; i < kCases; ++i) {
    const std::size_t requests = 1 + i % 5;
    Problem problem =
        random_problem({.requests = requests, .window = 150, .weights = i % 2 == 0}, i);
    tighten_windows(problem);
    const Improved improved = improve(problem, empty_plan(problem), {.iterations = 20'000});
    require_sound(problem, improved.plan);
    INFO("problem " << i);
    REQUIRE(improved.plan.cost == optimum(problem));
    all_served += improved.plan.unserved.empty() ? 1 : 0;
  }
  // Some problems leave nobody out and some must: both are compared.
  CHECK(all_served > kCases / 10);
  CHECK(all_served < kCases);
}

TEST_CASE("a larger plan is sound, never worse than its start, and better with more iterations") {
  Problem problem = random_problem({.requests = 30, .vehicles = 4, .window = 120}, 5);
  tighten_windows(problem);
  const Plan few = improve(problem, empty_plan(problem), {.iterations = 50}).plan;
  const Plan many = improve(problem, few, {.iterations = 3000, .chain = 1}).plan;
  require_sound(problem, few);
  require_sound(problem, many);
  CHECK(many.cost < few.cost);
  const Plan nothing = improve(problem, many, {.iterations = 0}).plan;
  CHECK(same(nothing, many));
}

TEST_CASE("every operator keeps the plan sound, and those that can improve it alone") {
  struct Case {
    const char* name;
    OperatorWeights weights;
    std::size_t requests = 25;
  };
  const Case cases[] = {
      {"string removal", {.string_removal = 1}},
      {"relocate", {.string_removal = 0, .relocate = 1}},
      {"exchange", {.string_removal = 0, .exchange = 1}},
      {"2-opt*", {.string_removal = 0, .two_opt_star = 1}},
      {"route elimination", {.string_removal = 0, .route_elimination = 1}, 6},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    std::size_t better = 0;
    for (std::uint32_t i = 0; i < 10; ++i) {
      Problem problem = random_problem(
          {.requests = c.requests, .vehicles = 5, .window = 150, .weights = i % 2 == 0}, 40 + i);
      tighten_windows(problem);
      // A poor plan, in which some routes are long and some are empty.
      const Plan start = improve(problem, empty_plan(problem), {.iterations = 1}).plan;
      ImproveOptions options{.iterations = 500, .operators = c.weights};
      options.first_temperature = 0.1;
      const Plan plan = improve(problem, start, options).plan;
      require_sound(problem, plan);
      CHECK(plan.cost <= start.cost);
      better += plan.cost < start.cost;
    }
    CHECK(better >= 2);
  }
}

TEST_CASE("tails are not exchanged while somebody is on board") {
  // Somebody is on board of the first vehicle when the search begins.
  Problem problem = random_problem({.requests = 8, .vehicles = 3, .window = 150}, 12);
  const Pair rider = problem.request(0);
  problem.aboard.assign(problem.pairs(), 0);
  problem.aboard[rider] = 1;
  problem.longest[rider] = kNever;
  problem.stops[opening(0)].change = problem.stops[opening(rider)].change;
  Plan start = empty_plan(problem);
  start.routes[0].stops = {opening(0), closing(rider), closing(0)};
  start.cost -= start.routes[0].cost;
  start.routes[0].cost = route_cost(problem, start.routes[0].stops);
  start.routes[0].key = route_key(problem, start.routes[0].stops);
  REQUIRE(start.routes[0].cost < kNever);
  start.cost += start.routes[0].cost - problem.unserved_cost;
  std::erase(start.unserved, rider);
  const OperatorWeights all{1, 1, 1, 1, 1};
  const Plan plan = improve(problem, start, {.iterations = 2000, .operators = all}).plan;
  CHECK(plan.cost < start.cost);
  for (std::size_t v = 0; v < 3; ++v) {
    const auto& stops = plan.routes[v].stops;
    CHECK(slow_feasible(problem, stops));
    CHECK(std::count(stops.begin(), stops.end(), closing(rider)) == (v == 0 ? 1 : 0));
  }
}

TEST_CASE("the same options give the same plan, another chain may not") {
  Problem problem = random_problem({.requests = 20, .vehicles = 3, .window = 120}, 6);
  const Plan start = empty_plan(problem);
  const Plan once = improve(problem, start, {.iterations = 300}).plan;
  const Plan again = improve(problem, start, {.iterations = 300}).plan;
  const Plan other = improve(problem, start, {.iterations = 300, .chain = 1}).plan;
  CHECK(same(once, again));
  CHECK_FALSE(same(once, other));
  // The cache only remembers what would be found anyway.
  CHECK(same(once, improve(problem, start, {.iterations = 300, .cache_bits = 3}).plan));
}

TEST_CASE("parallel chains give the best of them for any number of threads") {
  Problem problem = random_problem({.requests = 20, .vehicles = 3, .window = 120}, 6);
  const Plan start = empty_plan(problem);
  const ImproveOptions options{.iterations = 200};
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  const auto threads = par::make_executor(par::Backend::kJthread, 3);
  const Improved one = improve_in_parallel(problem, start, options, 4, *serial);
  const Improved three = improve_in_parallel(problem, start, options, 4, *threads);
  CHECK(same(one.plan, three.plan));
  CHECK(one.chain == three.chain);
  for (std::uint32_t chain = 0; chain < 4; ++chain) {
    const Improved alone = improve(problem, start, {.iterations = 200, .chain = chain});
    if (chain < one.chain) CHECK(alone.plan.cost > one.plan.cost);
    if (chain == one.chain) CHECK(same(alone.plan, one.plan));
    CHECK(alone.plan.cost >= one.plan.cost);
  }
}

TEST_CASE("a search that is told to stop returns the best so far") {
  const Problem problem = random_problem({.requests = 10, .vehicles = 2, .window = 120}, 2);
  const auto stop_at_half = [](double done) { return done < 0.5; };
  const Improved improved =
      improve(problem, empty_plan(problem), {.iterations = 640}, stop_at_half);
  CHECK(improved.iterations == 320);  // ten looks, 64 iterations apart: the sixth says no
  require_sound(problem, improved.plan);
}

TEST_CASE("removal names each request once and only served ones") {
  Problem problem = random_problem({.requests = 30, .vehicles = 4, .window = 120}, 8);
  const Plan plan = improve(problem, empty_plan(problem), {.iterations = 50}).plan;
  std::vector<std::uint32_t> route_of(problem.pairs(), 4);
  for (std::uint32_t v = 0; v < 4; ++v) {
    for (const StopIndex stop : plan.routes[v].stops) {
      if (problem.is_request(stop)) route_of[pair_of(stop)] = v;
    }
  }
  StringRemoval removal(problem, {.average = 5, .longest_string = 4});
  RandomStream random({3, 0}, 0, Purpose::kTest);
  std::size_t removed = 0;
  for (int i = 0; i < 2000; ++i) {
    auto chosen = removal.choose(plan, route_of, random);
    removed += chosen.size();
    std::sort(chosen.begin(), chosen.end());
    REQUIRE(std::adjacent_find(chosen.begin(), chosen.end()) == chosen.end());
    for (const Pair request : chosen) REQUIRE(route_of[request] < 4);
  }
  CHECK(removed > 2000);  // on average more than one at a time
}
