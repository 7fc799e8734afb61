#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/random.h"
#include "engine/network/snap.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

// An open road of that shape from where the last one ended; back to there if it is a loop.
void add_road(RoadGraph& graph, const std::vector<geo::Point>& shape) {
  if (graph.position.empty()) graph.position.push_back(shape.front());
  const NodeId from(graph.nodes() - 1);
  const bool loop = shape.front() == shape.back();
  Distance length;
  for (std::size_t i = 1; i < shape.size(); ++i) length += geo::distance(shape[i - 1], shape[i]);
  graph.from.push_back(from);
  graph.to.push_back(loop ? from : graph.position.push_back(shape.back()));
  graph.length.push_back(static_cast<std::uint32_t>(length.ticks()));
  graph.road_class.push_back(RoadClass::kResidential);
  for (auto& times : graph.times) times.push_back({1000, 1000});
  graph.road.push_back(RoadId::none());
  graph.geometry.push_row(shape);
}

}  // namespace

TEST_CASE("A point snaps to the nearest edge and the position along it") {
  // b is in the bend of one edge: abc is 300 m east, then 200 m south.
  const GridMap map(R"(
    a--b
       |
       c
  )",
                    {{"abc"}});
  const GridNetwork town(map);
  const Router car(town.graph(), Profile::kCar);
  const Router* const routers[] = {&car};
  const Snapper snapper(town.graph(), routers);

  geo::Point north_of_ab = map.point('a');
  north_of_ab.x += 12'000;
  north_of_ab.y += 3'000;
  const auto on_ab = snapper.nearest(north_of_ab);
  REQUIRE(on_ab);
  CHECK(on_ab->place == town.place('a', 'c', metres(120)));
  CHECK(on_ab->away == metres(30));

  geo::Point east_of_bc = map.point('c');
  east_of_bc.x += 700;
  east_of_bc.y += 5'000;
  const auto on_bc = snapper.nearest(east_of_bc);
  REQUIRE(on_bc);
  CHECK(on_bc->place == town.place('a', 'c', metres(450)));
  CHECK(on_bc->away == metres(7));

  geo::Point beyond_c = map.point('c');
  beyond_c.x += 300;
  beyond_c.y -= 400;
  const auto at_end = snapper.nearest(beyond_c);
  REQUIRE(at_end);
  CHECK(at_end->place == town.place('a', 'c', metres(500)));
  CHECK(at_end->away == metres(5));
}

TEST_CASE("The place found lies where the point was taken from") {
  const GridMap map(R"(
    a--b
       |
       c
  )",
                    {{"abc"}});
  const GridNetwork town(map);
  CHECK(position_of(town.graph(), town.place('a', 'c', metres(0))) == map.point('a'));
  CHECK(position_of(town.graph(), town.place('a', 'c', metres(300))) == map.point('b'));
  CHECK(position_of(town.graph(), town.place('a', 'c', metres(500))) == map.point('c'));
  const geo::Point inside = position_of(town.graph(), town.place('a', 'c', metres(400)));
  CHECK(inside.x == map.point('b').x);
  CHECK(inside.y == map.point('b').y - 10'000);
}

TEST_CASE("Only edges that every router can use are considered") {
  // The footpath ab passes the point; the street cd is 200 m off; the ferry de starts beside it.
  const GridMap map(R"(
    a----b
    |    |
    c----d
         |
         e
  )",
                    {{"ab", {{"highway", "footway"}}},
                     {"ac", {{"highway", "footway"}}},
                     {"bd", {{"highway", "footway"}}},
                     {"cd"},
                     {"de", {{"route", "ferry"}}}});
  const GridNetwork town(map);
  const Router car(town.graph(), Profile::kCar);
  const Router walk(town.graph(), Profile::kWalk);
  const Router* const walker[] = {&walk};
  const Router* const both[] = {&walk, &car};
  CHECK(Snapper(town.graph(), walker).nearest(map.point('a'))->away == metres(0));
  const auto street = Snapper(town.graph(), both).nearest(map.point('a'));
  REQUIRE(street);
  CHECK(street->place.edge == town.edge('c', 'd'));
  CHECK(street->away == metres(200));
  const auto quay = Snapper(town.graph(), walker).nearest(map.point('e'));
  REQUIRE(quay);
  CHECK(town.graph().road_class[quay->place.edge] != RoadClass::kFerry);
}

TEST_CASE("Of equally near edges the one with the lower id is taken") {
  const GridMap map(R"(
    a--b
      x
    c--d
  )",
                    {{"cd"}, {"ab"}, {"ac"}, {"bd"}});
  const GridNetwork town(map);
  const Router car(town.graph(), Profile::kCar);
  const Router* const routers[] = {&car};
  const auto snapped = Snapper(town.graph(), routers).nearest(map.point('x'));
  REQUIRE(snapped);
  // x is 100 m from ab and from cd (and 100 m from bd, 200 m from ac); cd is way 1.
  CHECK(snapped->place.edge == town.edge('c', 'd'));
  CHECK(snapped->place.edge == EdgeId(0));
}

TEST_CASE("Of equally near ends of a loop the start is taken") {
  // A square of 100 m; the point is its corner, where the loop starts and ends.
  const std::vector<geo::Point> square = {
      {0, 0}, {10'000, 0}, {10'000, 10'000}, {0, 10'000}, {0, 0}};
  RoadGraph graph;
  add_road(graph, square);
  const Router car(graph, Profile::kCar);
  const Router* const routers[] = {&car};
  const auto snapped = Snapper(graph, routers).nearest({0, 0});
  REQUIRE(snapped);
  CHECK(snapped->place == Place{EdgeId(std::size_t{0}), 0});
}

TEST_CASE("On a winding road nothing is nearer than what is found") {
  // Ten edges one after another, each of 1 to 40 segments: far more than a stretch holds.
  RandomStream random({23, 0}, 0, Purpose::kTest);
  RoadGraph graph;
  geo::Point end;
  for (int edge = 0; edge < 10; ++edge) {
    std::vector<geo::Point> shape = {end};
    for (std::int64_t bends = random.between(1, 40); bends > 0; --bends) {
      const std::int64_t x = end.x + random.between(-5'000, 5'000);
      end = {x, end.y + random.between(-5'000, 5'000)};
      shape.push_back(end);
    }
    add_road(graph, shape);
  }
  const Router car(graph, Profile::kCar);
  const Router* const routers[] = {&car};
  const Snapper snapper(graph, routers);
  // Every place 50 cm along the road from the last one is the judge.
  for (int i = 0; i < 100; ++i) {
    const std::int64_t x = random.between(-30'000, 30'000);
    const geo::Point point = {x, random.between(-30'000, 30'000)};
    const auto found = snapper.nearest(point);
    REQUIRE(found);
    Distance nearest = Distance::max();
    for (const EdgeId edge : graph.from.ids()) {
      for (std::uint32_t offset = 0; offset < graph.length[edge]; offset += 50) {
        nearest = std::min(nearest, geo::distance(point, position_of(graph, {edge, offset})));
      }
    }
    CHECK(found->away <= nearest + centimetres(1));
    CHECK(found->away + centimetres(27) >= nearest);
    const Distance to_found = geo::distance(point, position_of(graph, found->place));
    CHECK(to_found <= found->away + centimetres(2));
  }
}

TEST_CASE("Where no edge is usable nothing is found") {
  const GridMap map("a--b", {{"ab", {{"highway", "footway"}}}});
  const GridNetwork town(map);
  const Router car(town.graph(), Profile::kCar);
  const Router* const routers[] = {&car};
  CHECK_FALSE(Snapper(town.graph(), routers).nearest(map.point('a')));
}

TEST_CASE("No edge of a random graph is nearer than the nearest, wherever the point") {
  std::size_t far_off = 0;
  for (std::uint32_t agent = 0; agent < 40; ++agent) {
    RandomStream random({18, 0}, agent, Purpose::kTest);
    const RoadGraph graph =
        random_graph({.nodes = random.between(2, 60), .edges = random.between(1, 90)}, random);
    const Router walk(graph, Profile::kWalk);
    const Router* const routers[] = {&walk};
    const Snapper snapper(graph, routers);
    for (int i = 0; i < 50; ++i) {
      // Inside the kilometre of the graph, and up to 30 km off.
      const std::int64_t spread = i % 2 == 0 ? 100'000 : 3'000'000;
      const std::int64_t x = random.between(-spread, spread);
      const geo::Point point{x, random.between(-spread, spread)};
      // Edges are straight: the distance to one is that to the nearest of its ends or its foot.
      double least = std::numeric_limits<double>::infinity();
      for (const EdgeId edge : graph.from.ids()) {
        if (!walk.usable(edge)) continue;
        const geo::Point a = graph.position[graph.from[edge]];
        const geo::Point b = graph.position[graph.to[edge]];
        const auto dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y);
        const auto px = static_cast<double>(point.x - a.x), py = static_cast<double>(point.y - a.y);
        const double along =
            std::clamp((px * dx + py * dy) / std::max(1.0, dx * dx + dy * dy), 0., 1.);
        least = std::min(least, std::hypot(px - along * dx, py - along * dy));
      }
      const auto found = snapper.nearest(point);
      INFO("agent " << agent << ", point " << i);
      REQUIRE(found.has_value() == std::isfinite(least));
      if (!found) continue;
      REQUIRE(std::abs(static_cast<double>(found->away.ticks()) - least) <= 0.6);
      far_off += least > 1'000'000;
    }
  }
  CHECK(far_off > 100);
}

TEST_CASE("A snapper of an area answers as the snapper of the map does") {
  std::size_t asked = 0;
  for (std::uint32_t agent = 0; agent < 30; ++agent) {
    RandomStream random({31, 0}, agent, Purpose::kTest);
    const RoadGraph graph =
        random_graph({.nodes = random.between(2, 60), .edges = random.between(1, 300)}, random);
    const Router walk(graph, Profile::kWalk);
    const Router* const routers[] = {&walk};
    const Snapper snapper(graph, routers);
    AreaSnapper area(snapper);
    for (int i = 0; i < 20; ++i) {
      // From a point to a square of twice the graph's kilometre, on it and up to 30 km off.
      const std::int64_t spread = i % 2 == 0 ? 100'000 : 3'000'000;
      const std::int64_t x = random.between(-spread, spread);
      const geo::Point low{x, random.between(-spread, spread)};
      const std::int64_t side = i % 5 == 0 ? 0 : random.between(1, 200'000);
      area.move_to(low, {low.x + side, low.y + side});
      for (int k = 0; k < 20; ++k) {
        const std::int64_t right = k < 2 ? k * side : random.between(0, side);
        const std::int64_t up = k < 2 ? k * side : random.between(0, side);
        const geo::Point point{low.x + right, low.y + up};
        const auto expected = snapper.nearest(point);
        const auto found = area.nearest(point);
        INFO("agent " << agent << ", area " << i << ", point " << k);
        REQUIRE(found.has_value() == expected.has_value());
        if (!found) continue;
        REQUIRE(found->place == expected->place);
        REQUIRE(found->away == expected->away);
        ++asked;
      }
    }
  }
  CHECK(asked > 10'000);
}

TEST_CASE("A snapper of an area with very many roads answers as that of the map does") {
  // 80 streets of 100 m pieces, 100 m apart: 80 * 80 / 8 = 800 leaves, more than an area lists.
  RoadGraph graph;
  std::vector<geo::Point> shape;
  for (std::int64_t street = 0; street < 80; ++street) {
    for (std::int64_t i = 0; i <= 80; ++i) {
      const std::int64_t along = street % 2 == 0 ? i : 80 - i;
      shape.push_back({along * 10'000, street * 10'000});
    }
  }
  add_road(graph, shape);
  const Router car(graph, Profile::kCar);
  const Router* const routers[] = {&car};
  const Snapper snapper(graph, routers);
  AreaSnapper area(snapper);
  area.move_to({0, 0}, {800'000, 790'000});
  // 30 m north of street 41, on which the road comes back from the east: 41 streets of 8 km and 41
  // links of 100 m lie behind, and 3,960 m of this one.
  const auto found = area.nearest({404'000, 413'000});
  REQUIRE(found);
  CHECK(found->away == metres(30));
  CHECK(found->place.offset == 41 * 810'000 + 396'000);
  for (std::int64_t i = 0; i < 400; ++i) {  // all over the area
    const geo::Point point{3'000 + i % 20 * 39'700, 2'000 + i / 20 * 39'300};
    REQUIRE(area.nearest(point)->place == snapper.nearest(point)->place);
  }
}

TEST_CASE("A map wider than the Earth is searched like any other") {
  // Foreign networks may be on a plane of their own: 25,000 km between two roads of 20 m, each of
  // pieces of 1 m, so that they do not share a leaf.
  constexpr std::int64_t kFar = 2'500'000'001;
  const auto bends = [](std::int64_t x) {
    std::vector<geo::Point> shape;
    for (std::int64_t i = 0; i <= 20; ++i) shape.push_back({x, i * 100});
    return shape;
  };
  RoadGraph graph;
  add_road(graph, bends(0));
  add_road(graph, {{0, 2'000}, {kFar, 0}});
  add_road(graph, bends(kFar));
  const Router car(graph, Profile::kCar);
  const Router* const routers[] = {&car};
  const Snapper snapper(graph, routers);
  const auto found = snapper.nearest({kFar + 3, 770});
  REQUIRE(found);
  CHECK(found->place == Place{EdgeId(std::size_t{2}), 770});
  CHECK(found->away == centimetres(3));
  AreaSnapper area(snapper);
  area.move_to({kFar - 500, 0}, {kFar + 500, 2'000});
  CHECK(area.nearest({kFar + 3, 770})->place == found->place);
  CHECK(area.nearest({kFar + 500, 1'050})->away == metres(5));
}

TEST_CASE("On a shape drawn longer than offsets can tell a place stays on its edge") {
  // 100,000 km of shape for an edge of 1 km. The point is 2^32 + 5 cm along it, which in 32 bits
  // would be 5 cm from the start; it is beyond the end.
  RoadGraph graph;
  add_road(graph, {{0, 0}, {10'000'000'000, 0}});
  graph.length[EdgeId(0)] = 100'000;
  const Snapper snapper(graph, {});
  const auto found = snapper.nearest({4'294'967'301, 500});
  REQUIRE(found);
  CHECK(found->place == Place{EdgeId(0), 100'000});
  CHECK(found->away == metres(5));
}
