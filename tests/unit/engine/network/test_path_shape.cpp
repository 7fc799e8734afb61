#include "engine/geo/polyline.h"
#include "engine/network/path_shape.h"
#include "engine/network/router.h"
#include "engine/network/stretch.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

std::int64_t length_of(const std::vector<geo::Point>& line) {
  std::int64_t sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    sum += geo::distance(line[i - 1], line[i]).ticks();
  }
  return sum;
}

// A random graph whose edges are as long as their shapes, with a bend in each.
RoadGraph bent_graph(RandomStream& random) {
  RoadGraph graph = random_graph({.nodes = 12, .edges = 22, .highest_time = 1000}, random);
  graph.geometry = {};
  for (const EdgeId edge : graph.from.ids()) {
    const std::int64_t x = random.between(0, 100'000);
    const geo::Point bend{x, random.between(0, 100'000)};
    const std::vector<geo::Point> shape = {graph.position[graph.from[edge]], bend,
                                           graph.position[graph.to[edge]]};
    graph.geometry.push_row(shape);
    graph.length[edge] = static_cast<std::uint32_t>(length_of(shape));
  }
  return graph;
}

}  // namespace

TEST_CASE("A stretch has the bends between its ends and is cut in between") {
  const GridMap map(R"(
    a--b
       |
       c
  )",
                    {{"abc"}});
  const GridNetwork town(map);
  const EdgeId edge = town.edge('a', 'c');
  const bool from_a = town.graph().position[town.graph().from[edge]] == map.point('a');
  REQUIRE(from_a);
  const geo::Point a = map.point('a');
  const geo::Point b = map.point('b');
  std::vector<geo::Point> shape;
  append_shape(town.graph(), {edge, 10'000, 40'000}, shape);
  CHECK(shape == std::vector<geo::Point>{{a.x + 10'000, a.y}, b, {b.x, b.y - 10'000}});
  shape.clear();
  append_shape(town.graph(), {edge, 0, 30'000}, shape);  // ends in the bend, told once
  CHECK(shape == std::vector<geo::Point>{a, b});
  shape.clear();
  append_shape(town.graph(), {edge, 0, 50'000}, shape);
  CHECK(shape == std::vector<geo::Point>{a, b, map.point('c')});
}

TEST_CASE("The line of a path begins and ends at its places and is as long as the path") {
  RouterScratch scratch;
  std::vector<PathStep> steps;
  std::size_t paths = 0;
  for (std::uint32_t agent = 0; agent < 20; ++agent) {
    RandomStream random({16, 0}, agent, Purpose::kTest);
    const RoadGraph graph = bent_graph(random);
    const Router router(graph, Profile::kCar);
    const std::vector<Place> places = places_on(graph);
    for (const Place from : places) {
      for (const Place to : places) {
        router.path(from, to, scratch, steps);
        if (steps.empty()) continue;
        std::vector<geo::Point> line;
        append_line(graph, from, steps, line);
        const std::int64_t distance = router.trip(from, to, scratch)->distance.ticks();
        INFO("agent " << agent << ", " << steps.size() << " steps");
        REQUIRE(geo::distance(line.front(), position_of(graph, from)) <= centimetres(2));
        REQUIRE(geo::distance(line.back(), position_of(graph, to)) <= centimetres(2));
        // Each of its points and lengths is rounded to the centimetre.
        REQUIRE(std::abs(length_of(line) - distance) <= 4 * static_cast<int>(steps.size()));
        ++paths;
      }
    }
  }
  CHECK(paths > 10'000);
}

TEST_CASE("A simplified path is shorter by no more than its tolerance allows") {
  RandomStream random({17, 0}, 0, Purpose::kTest);
  const RoadGraph graph = bent_graph(random);
  std::vector<geo::Point> line;
  for (const EdgeId edge : graph.from.ids()) {
    line.clear();
    append_shape(graph, {edge, 0, graph.length[edge]}, line);
    const auto simple = geo::simplify(line, metres(50));
    // Leaving out a bend 50 m off the way saves at most twice that.
    CHECK(length_of(line) - length_of(simple) <= 2 * 5'000);
  }
}

TEST_CASE("Roads passed are told in order with their lengths") {
  const GridNetwork town(GridMap("a--b--c--d--e", {{"ab", {{"ref", "27"}}},
                                                   {"bc", {{"ref", "27"}, {"name", "Vegen"}}},
                                                   {"cd", {{"ref", "27"}, {"name", "Vegen"}}},
                                                   {"de"}}));
  const Router router(town.graph(), Profile::kCar);
  RouterScratch scratch;
  std::vector<PathStep> steps;
  router.path(town.place('a', 'b', metres(100)), town.place('d', 'e', metres(100)), scratch, steps);
  std::vector<RoadPassed> roads;
  append_roads(town.graph(), steps, roads);
  REQUIRE(roads.size() == 3);
  CHECK(roads[0].length == metres(200));
  CHECK(town.graph().roads[roads[0].road].number == "27");
  CHECK(town.graph().roads[roads[1].road].name == "Vegen");
  CHECK(roads[1].length == metres(600));
  CHECK_FALSE(roads[2].road.valid());
  CHECK(roads[2].length == metres(100));
}
