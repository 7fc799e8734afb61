#include "engine/network/dijkstra.h"
#include "engine/network/one_to_all.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

TEST_CASE("One-to-all equals Dijkstra at every junction of random graphs") {
  RouterScratch scratch;  // shared, so that nothing may be left from a larger graph
  TripsFrom trips;
  for (std::uint32_t agent = 0; agent < 100; ++agent) {
    RandomStream random({9, 0}, agent, Purpose::kTest);
    const RandomGraphShape shape{.nodes = random.between(1, 60), .edges = random.between(1, 90)};
    const RoadGraph graph = random_graph(shape, random);
    const Router router(graph, Profile::kWalk);
    const OneToAll one_to_all(router);
    Dijkstra reference(graph, Profile::kWalk);
    for (const Place from : places_on(graph)) {
      one_to_all.trips_from(from, scratch, trips);
      const auto& costs = reference.costs_from(from);
      std::size_t wrong = trips.time.size() != graph.nodes();
      for (const NodeId node : graph.position.ids()) {
        const bool reached = costs[node] < kNoWay;
        wrong += trips.time[node] != (reached ? cost_time(costs[node]) : kClosed);
        wrong += trips.distance[node] != (reached ? cost_length(costs[node]) : kClosed);
      }
      INFO("agent " << agent << ", edge " << from.edge.value() << " at " << from.offset);
      REQUIRE(wrong == 0);
    }
  }
}

TEST_CASE("One-to-all starts inside an edge and does not enter one-way streets from behind") {
  const GridNetwork town(GridMap("a--b--c", {{"ab"}, {"cb", {{"oneway", "yes"}}}}));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  TripsFrom trips;
  OneToAll(router).trips_from(town.place('a', 'b', metres(100)), scratch, trips);
  CHECK(trips.time[town.node('a')] == 10'000);
  CHECK(trips.time[town.node('b')] == 20'000);
  CHECK(trips.distance[town.node('b')] == 20'000);
  CHECK(trips.time[town.node('c')] == kClosed);
  CHECK(trips.distance[town.node('c')] == kClosed);
}
