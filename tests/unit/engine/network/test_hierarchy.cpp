#include "engine/base/error.h"
#include "engine/network/contraction.h"
#include "engine/network/dijkstra.h"
#include "engine/network/router.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/support/path_check.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

// Every pair of places: time, distance and path of the hierarchy against Dijkstra's.
// Returns what differs, empty if nothing does.
std::string first_difference(const RoadGraph& graph, Profile profile,
                             const std::vector<Place>& places) {
  const Router router(graph, profile);
  Dijkstra reference(graph, profile);
  RouterScratch scratch;
  std::vector<PathStep> steps;
  for (const Place from : places) {
    for (const Place to : places) {
      const std::string pair = std::to_string(from.edge.value()) + "+" +
                               std::to_string(from.offset) + " -> " +
                               std::to_string(to.edge.value()) + "+" + std::to_string(to.offset);
      const auto expected = reference.trip(from, to);
      if (router.trip(from, to, scratch) != expected) return pair + ": trip differs";
      router.path(from, to, scratch, steps);
      if (!expected && !steps.empty()) return pair + ": a path where there is no way";
      if (expected && walk_along(graph, profile, from, to, steps) != expected) {
        return pair + ": the path does not add up to the trip";
      }
      reference.path(from, to, steps);
      if (expected && walk_along(graph, profile, from, to, steps) != expected) {
        return pair + ": Dijkstra's path does not add up to the trip";
      }
    }
  }
  return "";
}

}  // namespace

TEST_CASE("The hierarchy equals Dijkstra on every pair of places of random graphs") {
  const RandomGraphShape shapes[] = {
      {.nodes = 1, .edges = 3},
      {.nodes = 2, .edges = 5},
      {.nodes = 8, .edges = 7},
      {.nodes = 8, .edges = 14},
      {.nodes = 8, .edges = 14, .one_way = 0.9},
      {.nodes = 10, .edges = 30, .highest_length = 2, .highest_time = 1},
      {.nodes = 10, .edges = 25, .highest_length = 1, .highest_time = 0},
      {.nodes = 12, .edges = 14, .closed = 0.4},
      {.nodes = 14, .edges = 40, .highest_length = 1000, .highest_time = 1000},
  };
  std::uint32_t agent = 0;
  for (const RandomGraphShape& shape : shapes) {
    for (int repeat = 0; repeat < 60; ++repeat) {
      RandomStream random({2, 0}, agent++, Purpose::kTest);
      const RoadGraph graph = random_graph(shape, random);
      const std::string difference = first_difference(graph, Profile::kCar, places_on(graph));
      INFO("agent " << agent - 1 << ", " << shape.nodes << " nodes, " << shape.edges << " edges");
      REQUIRE(difference == "");
    }
  }
}

TEST_CASE("The hierarchy equals Dijkstra on larger random graphs") {
  for (std::uint32_t agent = 0; agent < 12; ++agent) {
    RandomStream random({3, 0}, agent, Purpose::kTest);
    const RoadGraph graph = random_graph({.nodes = 300,
                                          .edges = 420,
                                          .highest_length = 50,
                                          .highest_time = agent % 2 == 0 ? 3 : 500,
                                          .one_way = 0.15},
                                         random);
    std::vector<Place> places = places_on(graph);
    std::vector<Place> some;
    for (int i = 0; i < 60; ++i) {
      some.push_back(places[static_cast<std::size_t>(
          random.between(0, static_cast<std::int64_t>(places.size()) - 1))]);
    }
    INFO("agent " << agent);
    REQUIRE(first_difference(graph, Profile::kBike, some) == "");
  }
}

TEST_CASE("Among equally fast ways the shortest is found") {
  // Both ways from a to d take 20 s: abd is 200 m at 10 m/s, acfd 150 + 200 + 150 m at 25 m/s.
  const GridNetwork town(GridMap(R"(
    a-b-d-e
    |   |
    |   |
    c---f
  )",
                                 {{"acfd", {{"maxspeed", "90"}}}, {"abd"}, {"de"}}, metres(50)));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  const Place a{EdgeId(0), 0};
  CHECK(router.trip(a, {EdgeId(0), 50'000}, scratch) == Trip{seconds(20), metres(200)});
  CHECK(router.trip(a, town.place('d', 'e', metres(100)), scratch) ==
        Trip{seconds(30), metres(300)});
}

TEST_CASE("Parallel roads: the faster one is taken") {
  // a and b are joined by a straight street (3 cells, 30 s) and a detour of 5 cells at 20 m/s (25
  // s).
  const GridNetwork town(GridMap(R"(
    x-a--b-y
      |  |
      c--d
  )",
                                 {{"xa"}, {"ab"}, {"acdb", {{"maxspeed", "126"}}}, {"by"}}));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  // xa 2 cells 20 s, acdb 2 + 3 + 2 cells 20 s, by 2 cells 20 s.
  const Place from = town.place('x', 'a', metres(0));
  const Place to = town.place('b', 'y', metres(200));
  CHECK(router.trip(from, to, scratch) == Trip{seconds(60), metres(1100)});
  std::vector<PathStep> steps;
  router.path(from, to, scratch, steps);
  CHECK(town.junctions(steps) == "ab");
  CHECK(steps.at(1).length == 70'000);
}

TEST_CASE("Back to a place behind on a one-way street leads round the block") {
  const GridNetwork town(GridMap(R"(
    a--b
    |  |
    d--c
  )",
                                 {{"ab", {{"oneway", "yes"}}},
                                  {"bc", {{"oneway", "yes"}}},
                                  {"cd", {{"oneway", "yes"}}},
                                  {"da", {{"oneway", "yes"}}}}));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  const Place ahead = town.place('a', 'b', metres(200));
  const Place behind = town.place('a', 'b', metres(100));
  CHECK(router.trip(behind, ahead, scratch) == Trip{seconds(10), metres(100)});
  // The rest of ab (100 m), bc 200 m, cd 300 m, da 200 m, and 100 m into ab again.
  CHECK(router.trip(ahead, behind, scratch) == Trip{seconds(90), metres(900)});
  std::vector<PathStep> steps;
  router.path(ahead, behind, scratch, steps);
  CHECK(town.junctions(steps) == "bcda");
  // On foot one may turn round: 100 m at 1 m/s.
  const Router walker(town.graph(), Profile::kWalk);
  CHECK(walker.trip(ahead, behind, scratch) == Trip{seconds(100), metres(100)});
}

TEST_CASE("Even on one edge a detour may be faster") {
  // The street ab is 5 cells at 1 m/s (500 s); the way round is 7 cells at 20 m/s (35 s).
  const GridNetwork town(GridMap(R"(
    a----b
    c----d
  )",
                                 {{"ab", {{"maxspeed", "3.6"}}}, {"acdb", {{"maxspeed", "72"}}}}));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  // 1 m back to a, round, 1 m on from b: 1 + 35 + 1 s.
  const Place near_a = town.place('a', 'b', metres(1));
  const Place near_b = {town.edge('a', 'b'), 49'900};
  CHECK(router.trip(near_a, near_b, scratch) == Trip{seconds(37), metres(702)});
}

TEST_CASE("A place that cannot be reached has no trip, no path and is not usable") {
  // b-c is one-way out of the town; nothing leads back from the trap c-d.
  const GridNetwork town(GridMap(R"(
    a--b--c--d

    e--f
  )",
                                 {{"ab"}, {"bc", {{"oneway", "yes"}}}, {"cd"}, {"ef"}}));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  const Place home = town.place('a', 'b', metres(0));
  const Place trap = town.place('c', 'd', metres(100));
  const Place island = town.place('e', 'f', metres(100));
  CHECK(router.trip(home, trap, scratch) == Trip{seconds(70), metres(700)});
  CHECK_FALSE(router.trip(trap, home, scratch));
  CHECK_FALSE(router.trip(home, island, scratch));
  std::vector<PathStep> steps = {{}};
  router.path(trap, home, scratch, steps);
  CHECK(steps.empty());
  // Components: {a,b}, {c,d}, {e,f}; equally large, so the one with the lowest node counts.
  CHECK(router.usable(town.edge('a', 'b')));
  CHECK_FALSE(router.usable(town.edge('b', 'c')));
  CHECK_FALSE(router.usable(town.edge('c', 'd')));
  CHECK_FALSE(router.usable(town.edge('e', 'f')));
}

TEST_CASE("A trip to where one is takes no time and has no steps") {
  const GridNetwork town(GridMap("a--b", {{"ab"}}));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  const Place here = town.place('a', 'b', metres(120));
  CHECK(router.trip(here, here, scratch) == Trip{Duration(0), Distance(0)});
  std::vector<PathStep> steps = {{}};
  router.path(here, here, scratch, steps);
  CHECK(steps.empty());
}

TEST_CASE("The parts of an edge add up to the whole, rounded one way") {
  // 7 ms over 3 cm: at 1 cm floor(7/3) = 2 ms, at 2 cm floor(14/3) = 4 ms.
  CHECK(partial_time(7, 0, 3) == 0);
  CHECK(partial_time(7, 1, 3) == 2);
  CHECK(partial_time(7, 2, 3) == 4);
  CHECK(partial_time(7, 3, 3) == 7);
  RoadGraph graph;
  const NodeId a = graph.position.push_back({0, 0});
  const NodeId b = graph.position.push_back({3, 0});
  graph.from.push_back(a);
  graph.to.push_back(b);
  graph.length.push_back(3);
  graph.road_class.push_back(RoadClass::kService);
  for (auto& times : graph.times) times.push_back({7, 11});
  const geo::Point shape[] = {{0, 0}, {3, 0}};
  graph.road.push_back(RoadId::none());
  graph.geometry.push_row(shape);
  const Router router(graph, Profile::kCar);
  RouterScratch scratch;
  const EdgeId edge(0);
  const auto time = [&](std::uint32_t from, std::uint32_t to) {
    return router.trip({edge, from}, {edge, to}, scratch)->time.ticks();
  };
  CHECK(time(0, 1) + time(1, 2) + time(2, 3) == time(0, 3));
  CHECK(time(0, 1) == 2);
  CHECK(time(2, 3) == 3);
  // Backward the offset counts from the other end: floor(11 * 1 / 3) = 3, floor(22 / 3) = 7.
  CHECK(time(3, 2) == 3);
  CHECK(time(2, 1) == 4);
  CHECK(time(3, 0) == 11);
}

TEST_CASE("The hierarchy has the same bits for any number of threads") {
  RandomStream random({4, 0}, 0, Purpose::kTest);
  const RoadGraph graph = random_graph(
      {.nodes = 1000, .edges = 1150, .highest_length = 500, .highest_time = 500, .one_way = 0.1},
      random);
  const auto build = [&](par::Backend backend, std::size_t threads) {
    return contract({graph, Profile::kCar}, *par::make_executor(backend, threads));
  };
  const Contracted one = build(par::Backend::kSerial, 1);
  for (const par::Backend backend : {par::Backend::kJthread, par::Backend::kTbb}) {
    for (const std::size_t threads : {2, 3, 7}) {
      const Contracted many = build(backend, threads);
      CHECK(many.rank == one.rank);
      CHECK(many.first == one.first);
      CHECK(many.arcs == one.arcs);
      CHECK(many.vias == one.vias);
    }
  }
}

TEST_CASE("One scratch serves routers of different networks in turn") {
  const GridNetwork small(GridMap("a--b", {{"ab"}}));
  const GridNetwork large(GridMap("a--b--c--d", {{"ab"}, {"bc"}, {"cd"}}));
  const Router first(small.graph(), Profile::kCar);
  const Router second(large.graph(), Profile::kCar);
  RouterScratch scratch;
  for (int repeat = 0; repeat < 2; ++repeat) {
    CHECK(first.trip(small.place('a', 'b', metres(0)), small.place('a', 'b', metres(300)),
                     scratch) == Trip{seconds(30), metres(300)});
    CHECK(second.trip(large.place('a', 'b', metres(0)), large.place('c', 'd', metres(300)),
                      scratch) == Trip{seconds(90), metres(900)});
  }
}

TEST_CASE("A hub of many roads waits until they are gone, one of very many is refused") {
  // Spokes to the hub, node 0. To study a hub of 900 at once would be 400,000 pairs; of 1,001 it is
  // refused with its place.
  const auto wheel = [](std::size_t spokes) {
    RoadGraph graph;
    graph.position.push_back({100, 200});
    for (auto& times : graph.times) times = {};
    for (std::size_t i = 1; i <= spokes; ++i) {
      graph.position.push_back({static_cast<std::int64_t>(i) * 1'000, 0});
      graph.from.push_back(NodeId(0));
      graph.to.push_back(NodeId(i));
      graph.length.push_back(100);
      graph.road_class.push_back(RoadClass::kResidential);
      for (auto& times : graph.times) times.push_back({static_cast<std::uint32_t>(i), 10});
      const geo::Point ends[] = {graph.position[NodeId(0)], graph.position[NodeId(i)]};
      graph.geometry.push_row(ends);
      graph.road.push_back(RoadId::none());
    }
    return graph;
  };
  const RoadGraph busy = wheel(900);
  const Router router(busy, Profile::kCar);
  RouterScratch scratch;
  // From the end of spoke 7 back to the hub (10 ms) and out along spoke 9 (9 ms).
  CHECK(router.trip({EdgeId(6), 100}, {EdgeId(8), 100}, scratch) ==
        Trip{milliseconds(19), centimetres(200)});
  const RoadGraph absurd = wheel(1'001);
  std::string told;
  try {
    const Router none(absurd, Profile::kCar);
  } catch (const Error& error) {
    told = error.what();
  }
  CHECK(told.find("more than 1000 of them meet at (1, 2)") != std::string::npos);
}
