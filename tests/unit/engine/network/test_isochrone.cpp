#include "engine/network/isochrone.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

bool holds(const std::vector<Stretch>& stretches, Place place) {
  return std::any_of(stretches.begin(), stretches.end(), [&](const Stretch& s) {
    return s.edge == place.edge && s.begin <= place.offset && place.offset <= s.end;
  });
}

// Of all positions on all edges, how many lie wrongly inside or outside.
std::size_t wrong_positions(const Router& router, CostTree::One one, Place place, Duration limit,
                            RouterScratch& scratch) {
  const CostTree tree(router, one);
  const std::vector<Stretch> found = Isochrone(tree, place, scratch).within(limit);
  std::size_t wrong = 0;
  for (const EdgeId edge : router.roads().from.ids()) {
    for (std::uint32_t offset = 0; offset <= router.roads().length[edge]; ++offset) {
      const Place other{edge, offset};
      const auto trip = one == CostTree::One::kOrigin ? router.trip(place, other, scratch)
                                                      : router.trip(other, place, scratch);
      wrong += holds(found, other) != (trip && trip->time <= limit);
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("A position lies in an isochrone exactly if the trip takes no longer") {
  RouterScratch scratch;
  for (std::uint32_t agent = 0; agent < 80; ++agent) {
    RandomStream random({15, 0}, agent, Purpose::kTest);
    RoadGraph graph = random_graph({.nodes = random.between(1, 12),
                                    .edges = random.between(1, 20),
                                    .highest_length = 30,
                                    .highest_time = 40},
                                   random);
    if (agent % 2 == 0) add_random_bans(graph, 6, random);
    const Router router(graph, Profile::kCar);
    const std::vector<Place> places = places_on(graph);
    for (const CostTree::One one : {CostTree::One::kOrigin, CostTree::One::kDestination}) {
      for (std::size_t i = 0; i < places.size(); i += 5) {
        const Duration limit(random.between(0, 60));
        INFO("agent " << agent << ", place " << i << ", limit " << limit.ticks() << " ms");
        REQUIRE(wrong_positions(router, one, places[i], limit, scratch) == 0);
      }
    }
  }
}

TEST_CASE("Isochrones are stretches of road in both directions, and one-way where roads are") {
  const GridNetwork town(GridMap("a--b--c", {{"ab"}, {"bc", {{"oneway", "yes"}}}}));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  const Place start = town.place('a', 'b', metres(200));
  const CostTree from_tree(router, CostTree::One::kOrigin);
  const Isochrone from(from_tree, start, scratch);
  // 10 m/s: in 5 s 50 m either way; the last centimetre that still takes 5,000 whole ms counts.
  const auto near = from.within(seconds(5));
  REQUIRE(near.size() == 1);
  CHECK(near[0] == Stretch{town.edge('a', 'b'), 15'000, 25'000});
  CHECK(total_length(near) == metres(100));
  // In 15 s all of the 200 m to a but 50 m, and 50 m of bc beyond b.
  const auto far = from.within(seconds(15));
  REQUIRE(far.size() == 2);
  CHECK(total_length(far) == metres(250 + 50));

  // To a place in bc come those before it, none from behind.
  const CostTree to_tree(router, CostTree::One::kDestination);
  const auto to =
      Isochrone(to_tree, town.place('b', 'c', metres(100)), scratch).within(seconds(30));
  REQUIRE(to.size() == 2);
  CHECK(total_length(to) == metres(100 + 200));
}

TEST_CASE("A limit of no time reaches the place itself") {
  const GridNetwork town(GridMap("a--b", {{"ab"}}));
  const Router router(town.graph(), Profile::kWalk);
  RouterScratch scratch;
  const CostTree tree(router, CostTree::One::kOrigin);
  const Place place = town.place('a', 'b', metres(100));
  const auto found = Isochrone(tree, place, scratch).within(Duration(0));
  REQUIRE(found.size() == 1);
  CHECK(holds(found, place));
  CHECK(total_length(found) < metres(1));
}
