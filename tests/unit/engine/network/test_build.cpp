#include "engine/base/error.h"
#include "engine/network/build.h"
#include "engine/network/components.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

TEST_CASE("A way becomes edges between junctions, with its shape") {
  // c is a bend; b is a junction because two ways share it.
  const GridMap map(R"(
    a--b--c
       |  |
       d  e
  )",
                    {{"abce"}, {"bd"}});
  const GridNetwork town(map);
  const RoadGraph& graph = town.graph();
  CHECK(graph.nodes() == 4);  // a, b, d, e
  CHECK(graph.edges() == 3);
  CHECK_FALSE(town.node('c').valid());
  const EdgeId be = town.edge('b', 'e');
  CHECK(graph.length[be] == 50'000);  // 300 m east, 200 m south
  REQUIRE(graph.geometry[be].size() == 3);
  CHECK(graph.geometry[be][0] == map.point('b'));
  CHECK(graph.geometry[be][1] == map.point('c'));
  CHECK(graph.geometry[be][2] == map.point('e'));
  // 36 km/h = 10 m/s and 3.6 km/h = 1 m/s.
  CHECK(graph.edge_times(Profile::kCar, be) == EdgeTimes{50'000, 50'000});
  CHECK(graph.edge_times(Profile::kWalk, be) == EdgeTimes{500'000, 500'000});
  CHECK(graph.road_class[be] == RoadClass::kResidential);
  CHECK(town.report().ways_used == 2);
}

TEST_CASE("Directions closed to a profile have no time") {
  const GridNetwork town(GridMap("a--b", {{"ab", {{"oneway", "-1"}}}}));
  const EdgeId ab = town.edge('a', 'b');
  CHECK(town.graph().edge_times(Profile::kCar, ab) == EdgeTimes{kClosed, 30'000});
  CHECK(town.graph().edge_times(Profile::kWalk, ab) == EdgeTimes{300'000, 300'000});
}

TEST_CASE("Dead ends, parallel roads and loops are kept") {
  // ab twice; the way cdec closes on itself.
  const GridNetwork town(GridMap(R"(
    a--b--c--d
          | /
          e
  )",
                                 {{"ab"}, {"ab"}, {"bc"}, {"cdec"}}));
  CHECK(town.graph().edges() == 4);
  const EdgeId loop(3);
  CHECK(town.graph().from[loop] == town.node('c'));
  CHECK(town.graph().to[loop] == town.node('c'));
  CHECK(town.graph().geometry[loop].size() == 4);
}

TEST_CASE("A way that crosses itself has a junction there") {
  // The way a b c d b e passes b twice.
  const GridNetwork town(GridMap(R"(
    a--b--c
      /|  |
     e d--x
  )",
                                 {{"abcxdbe"}}));
  CHECK(town.node('b').valid());
  CHECK(town.graph().edges() == 3);  // ab, the loop at b, be
}

TEST_CASE("A way that loses a node is cut there") {
  const GridMap map("a--b--c--d--e", {{"abcde"}});
  io::OsmData osm = map.osm();
  std::erase_if(osm.nodes, [](const io::OsmNode& n) { return n.id == 'c'; });
  const BuiltNetwork built = build_network(osm, GridMap::projection(), plain_speeds());
  CHECK(built.report.nodes_missing == 1);
  CHECK(built.report.ways_used == 1);
  REQUIRE(built.graph.edges() == 2);  // ab and de
  CHECK(built.graph.nodes() == 4);
}

TEST_CASE("A way of one node is dropped with its reason") {
  const GridMap map("a--b", {{"ab"}, {"a"}, {"aaa"}, {"zb"}});
  const BuiltNetwork built = build_network(map.osm(), GridMap::projection(), plain_speeds());
  CHECK(built.report.ways_dropped ==
        std::map<std::string, std::size_t>{{"fewer than two nodes", 3}});
  CHECK(built.report.nodes_missing == 1);  // z
  CHECK(built.graph.edges() == 1);
}

TEST_CASE("Two nodes on one spot stay joined, and a loop of no length is dropped") {
  GridMap map("a--b--c--d", {{"ab"}, {"bc"}, {"cd"}, {"cbc"}});
  io::OsmData osm = map.osm();
  for (io::OsmNode& node : osm.nodes) {
    if (node.id == 'c') node.position = osm.nodes[1].position;  // where b is
  }
  const BuiltNetwork built = build_network(osm, GridMap::projection(), plain_speeds());
  // bc is 1 cm long, and so are both halves of cbc, which has a junction at b.
  CHECK(built.report.zero_length_edges == 3);
  CHECK(built.graph.edges() == 5);
  for (const EdgeId edge : built.graph.length.ids()) CHECK(built.graph.length[edge] > 0);
  const Router router(built.graph, Profile::kCar);
  RouterScratch scratch;
  // a to d: 300 m, the joint of 1 cm and 600 m at 10 m/s.
  const auto trip =
      router.trip({EdgeId(0), 0}, {EdgeId(2), built.graph.length[EdgeId(2)]}, scratch);
  REQUIRE(trip);
  CHECK(trip->distance == metres(900) + centimetres(1));
}

TEST_CASE("A ferry takes its crossing time and, from land, the wait") {
  // The ferry b-c-d of 20 minutes has a bend at c; 600 m.
  const GridNetwork town(GridMap(
      "a--b--c--d--e", {{"ab"}, {"bcd", {{"route", "ferry"}, {"duration", "0:20"}}}, {"de"}}));
  const EdgeId ferry = town.edge('b', 'd');
  CHECK(town.graph().road_class[ferry] == RoadClass::kFerry);
  const auto time = static_cast<std::uint32_t>(minutes(10 + 20).ticks());
  CHECK(town.graph().edge_times(Profile::kCar, ferry) == EdgeTimes{time, time});
  CHECK(town.graph().edge_times(Profile::kWalk, ferry) == EdgeTimes{time, time});
}

TEST_CASE("A ferry without a crossing time goes at ferry speed") {
  const GridNetwork town(GridMap("a--b--c--d", {{"ab"}, {"bc", {{"route", "ferry"}}}, {"cd"}}));
  // 300 m at 4 m/s = 75 s, and 10 min of waiting.
  CHECK(town.graph().edge_times(Profile::kCar, town.edge('b', 'c')).forward == 675'000);
}

TEST_CASE("A ferry that forks at sea shares its crossing time by length and waits once") {
  // The way bcd of 20 minutes is cut at c, where a branch to x leaves: 300 m and 600 m.
  const GridNetwork town(GridMap(R"(
    a--b--c-----d--e
          |
          x
  )",
                                 {{"ab"},
                                  {"bcd", {{"route", "ferry"}, {"duration", "20"}}},
                                  {"cx", {{"route", "ferry"}, {"duration", "5"}}},
                                  {"de"}}));
  const auto ms = [](Duration d) { return static_cast<std::uint32_t>(d.ticks()); };
  const Duration third = Duration(minutes(20).ticks() / 3);
  // From the quay b the wait counts; from c, at sea, it does not.
  CHECK(town.graph().edge_times(Profile::kCar, town.edge('b', 'c')) ==
        EdgeTimes{ms(minutes(10) + third), ms(third)});
  CHECK(town.graph().edge_times(Profile::kCar, town.edge('c', 'd')) ==
        EdgeTimes{ms(minutes(20) - third), ms(minutes(10) + minutes(20) - third)});
}

TEST_CASE("Ids beyond 32 bits are kept apart") {
  GridMap map("a--b--c", {{"ab"}, {"bc"}});
  io::OsmData osm = map.osm();
  const std::int64_t far = std::int64_t{1} << 40;
  for (io::OsmNode& node : osm.nodes) node.id += node.id == 'c' ? far : 0;
  osm.ways[1].nodes[1] += far;
  const BuiltNetwork built = build_network(osm, GridMap::projection(), plain_speeds());
  CHECK(built.graph.nodes() == 3);
  CHECK(built.graph.edges() == 2);
}

TEST_CASE("A map without roads is bad data") {
  const auto code = [](const io::OsmData& osm) {
    try {
      build_network(osm, GridMap::projection(), plain_speeds());
    } catch (const Error& error) {
      return error.code();
    }
    return ExitCode::kOk;
  };
  CHECK(code({}) == ExitCode::kBadData);
  CHECK(code(GridMap("a--b", {{"ab", {{"highway", "proposed"}}}}).osm()) == ExitCode::kBadData);
  io::OsmData pole = GridMap("a--b", {{"ab"}}).osm();
  pole.nodes[0].position.lat = 90;
  CHECK(code(pole) == ExitCode::kBadData);
}

TEST_CASE("Edges outside the largest component are counted by profile") {
  // The island ef; cd is behind the footpath bc.
  const GridNetwork town(GridMap(R"(
    a--b--c--d  e--f
  )",
                                 {{"ab"}, {"bc", {{"highway", "footway"}}}, {"cd"}, {"ef"}}));
  CHECK(town.report().edges_outside_component[0] == 2);                         // car: cd and ef
  CHECK(town.report().edges_outside_component[index_of(Profile::kWalk)] == 1);  // walk: ef
}

TEST_CASE("The largest component is strongly connected") {
  // A one-way ring abcd, a way e out of it and a way f into it.
  const std::vector<io::Tag> one_way = {{"oneway", "yes"}};
  const GridNetwork town(GridMap(R"(
    f--a--b
       |  |
       d--c--e
  )",
                                 {{"ab", one_way},
                                  {"bc", one_way},
                                  {"cd", one_way},
                                  {"da", one_way},
                                  {"ce", one_way},
                                  {"fa", one_way}}));
  const auto inside = largest_component({town.graph(), Profile::kCar});
  for (const char letter : {'a', 'b', 'c', 'd'}) CHECK(inside[town.node(letter)]);
  CHECK_FALSE(inside[town.node('e')]);
  CHECK_FALSE(inside[town.node('f')]);
  const auto on_foot = largest_component({town.graph(), Profile::kWalk});
  CHECK(on_foot[town.node('e')]);
}
