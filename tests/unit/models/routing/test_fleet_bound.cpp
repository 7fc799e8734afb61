// How few vehicles a day of fixed pick-ups needs at least: n - a maximum matching of the trips that
// one vehicle can make one after the other (Vazifeh et al. 2018, Nature 557). A plan of trips that
// ride alone uses no fewer; where a vehicle costs more than any drive, planning finds so few.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/max_cardinality_matching.hpp>

#include "models/routing/improve.h"
#include "tests/support/catch.h"
#include "tests/unit/models/routing/small_problem.h"

using namespace grend;
using namespace grend::routing;

namespace {

constexpr std::size_t kTrips = 14;
constexpr std::uint32_t kFarAway = 1'000;  // from every vehicle's base: what a vehicle costs

// Trips between random places at fixed times; every vehicle has one seat and a far-off base.
Problem trips_alone(std::uint32_t number) {
  RandomStream random({91, 0}, number, Purpose::kTest);
  const auto town = random_legs(2 * kTrips, random);
  const std::size_t places = 2 * kTrips + 1;
  std::vector<std::uint32_t> times(places * places, kFarAway);
  for (PlaceIndex a = 0; a < 2 * kTrips; ++a) {
    for (PlaceIndex b = 0; b < 2 * kTrips; ++b) times[a * places + b] = town->time(a, b);
  }
  times.back() = 0;
  Problem problem;
  problem.legs = std::make_shared<Legs>(places, std::move(times));
  for (std::size_t v = 0; v < kTrips; ++v) {
    problem.vehicles.push_back({.capacity = {{1}}});
    problem.stops.push_back({.earliest = -10'000, .place = 2 * kTrips});
    problem.stops.push_back({.earliest = -10'000, .place = 2 * kTrips});
    problem.longest.push_back(kNever);
  }
  for (PlaceIndex trip = 0; trip < kTrips; ++trip) {
    const Ticks at = random.between(0, 120);
    const PlaceIndex from = 2 * trip, to = from + 1;
    problem.stops.push_back(
        {.earliest = at, .latest = at, .service = 1, .change = {{1}}, .place = from});
    problem.stops.push_back({.earliest = at, .service = 1, .change = {{-1}}, .place = to});
    problem.longest.push_back(problem.legs->time(from, to));
  }
  problem.aboard.assign(problem.pairs(), 0);
  tighten_windows(problem);
  return problem;
}

std::size_t fewest_vehicles(const Problem& problem) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
  Graph graph(2 * kTrips);  // each trip as one that is followed, and as one that follows
  for (std::size_t i = 0; i < kTrips; ++i) {
    for (std::size_t j = 0; j < kTrips; ++j) {
      const StopIndex done = closing(problem.request(i)), next = opening(problem.request(j));
      const bool in_time = i != j && problem.arrival(done, problem.stops[done].earliest, next) <=
                                         problem.stops[next].latest;
      if (in_time) add_edge(i, kTrips + j, graph);
    }
  }
  std::vector<Graph::vertex_descriptor> mate(2 * kTrips);
  edmonds_maximum_cardinality_matching(graph, mate.data());
  return kTrips - matching_size(graph, mate.data());
}

}  // namespace

TEST_CASE("no plan needs fewer vehicles than the bound, and planning needs no more") {
  std::size_t reached = 0;
  constexpr std::size_t kProblems = 30;
  for (std::uint32_t number = 0; number < kProblems; ++number) {
    const Problem problem = trips_alone(number);
    const auto improved = improve(problem, empty_plan(problem), {.iterations = 20'000});
    CHECK(improved.plan.unserved.empty());
    std::size_t used = 0;
    for (const Route& route : improved.plan.routes) used += route.stops.size() > 2;
    const std::size_t bound = fewest_vehicles(problem);
    CHECK(used >= bound);
    CHECK(bound > 1);
    reached += used == bound;
  }
  CHECK(reached == kProblems);
}
