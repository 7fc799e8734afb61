#include "engine/network/router.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/support/path_check.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

// The junctions that a car passes from the middle of one street to the middle of another; "none" if
// there is no way.
std::string way_of(const GridNetwork& town, const std::string& from, const std::string& to,
                   Profile profile = Profile::kCar) {
  const Router router(town.graph(), profile);
  RouterScratch scratch;
  const Place start = town.place(from[0], from[1], metres(50));
  const Place end = town.place(to[0], to[1], metres(50));
  const auto trip = router.trip(start, end, scratch);
  if (!trip) return "none";
  std::vector<PathStep> steps;
  router.path(start, end, scratch, steps);
  REQUIRE(walk_along(town.graph(), profile, start, end, steps) == trip);
  return town.junctions(steps);
}

const std::vector<io::Tag> kNoLeft = {{"restriction", "no_left_turn"}};
const std::vector<io::Tag> kNoTurningRound = {{"restriction", "no_u_turn"}};

// A crossing b with a block to the north-east: from ab one reaches be by b, or round by c, d, e;
// turning round at c is forbidden.
GridMap crossing() {
  GridMap map(R"(
      e-d
      | |
    a-b-c-f
      |
      |
      |
      |
      g
  )",
              {{"ab"}, {"bc"}, {"be"}, {"bg"}, {"cd"}, {"de"}, {"cf"}});
  map.restrict({"bc", "c", "bc", kNoTurningRound});
  return map;
}

}  // namespace

TEST_CASE("A banned left turn sends cars round the block, and nobody else") {
  CHECK(way_of(GridNetwork(crossing()), "ab", "be") == "b");
  const GridNetwork town(crossing().restrict({"ab", "b", "be", kNoLeft}));
  CHECK(town.report().turns.restrictions_used == 2);
  CHECK(way_of(town, "ab", "be") == "bcde");
  CHECK(way_of(town, "ab", "be", Profile::kMinibus) == "bcde");
  CHECK(way_of(town, "ab", "be", Profile::kBike) == "b");
  CHECK(way_of(town, "ab", "be", Profile::kWalk) == "b");
  // The ban is for who comes from ab: the others turn as before, and the way back is free.
  CHECK(way_of(town, "bc", "be") == "b");
  CHECK(way_of(town, "bg", "be") == "b");
  CHECK(way_of(town, "be", "ab") == "b");
  CHECK(way_of(town, "ab", "bg") == "b");
}

TEST_CASE("A mandatory turn bans all others, turning round included") {
  const GridNetwork town(
      crossing().restrict({"ab", "b", "bg", {{"restriction", "only_right_turn"}}}));
  CHECK(way_of(town, "ab", "bg") == "b");
  // To go on straight one turns round at the end of bg.
  CHECK(way_of(town, "ab", "bc") == "bgb");
  CHECK(way_of(town, "bg", "bc") == "b");
}

TEST_CASE("A ban on turning round holds at that junction only") {
  const GridNetwork free(GridMap("a-b-c", {{"ab"}, {"bc"}}));
  const auto back_to_a = [](const GridNetwork& town) {
    const Router router(town.graph(), Profile::kCar);
    RouterScratch scratch;
    // Who must go on past b, because the place lies on a one-way stretch, turns as early as
    // allowed.
    return router
        .trip(town.place('a', 'b', metres(150)), town.place('a', 'b', metres(50)), scratch)
        ->time;
  };
  CHECK(back_to_a(free) == seconds(10));  // on the spot, 100 m
  const GridMap map("a-b-c", {{"ab"}, {"bc"}});
  GridMap banned = map;
  banned.restrict({"ab", "b", "ab", {{"restriction", "no_u_turn"}}});
  const GridNetwork town(banned);
  CHECK(town.report().turns.restrictions_used == 1);
  CHECK(town.graph().bans.size() == 1);
  // From inside ab one still turns on the spot: a ban is about the junction.
  CHECK(back_to_a(town) == seconds(10));
  const Router router(town.graph(), Profile::kCar);
  const TurnStates& turns = router.graph().turns();
  const DirectedEdge ab{town.edge('a', 'b'), true};
  const NodeId at_b = turns.entered_by(ab);
  CHECK(at_b != town.node('b'));
  CHECK(turns.junction(at_b) == town.node('b'));
  CHECK_FALSE(turns.after(at_b, {ab.edge, false}).valid());
  CHECK(turns.after(at_b, {town.edge('b', 'c'), true}) == town.node('c'));
}

TEST_CASE("Exceptions and restrictions of one kind of vehicle hold for them alone") {
  const GridNetwork town(crossing().restrict(
      {"ab", "b", "be", {{"restriction", "no_left_turn"}, {"except", "psv;bicycle"}}}));
  CHECK(way_of(town, "ab", "be", Profile::kCar) == "bcde");
  CHECK(way_of(town, "ab", "be", Profile::kMinibus) == "b");
  CHECK(way_of(town, "ab", "be", Profile::kBus) == "b");
  const GridNetwork buses(
      crossing().restrict({"ab", "b", "be", {{"restriction:bus", "no_left_turn"}}}));
  CHECK(way_of(buses, "ab", "be", Profile::kCar) == "b");
  CHECK(way_of(buses, "ab", "be", Profile::kBus) == "bcde");
}

TEST_CASE("What cannot be used is counted with its reason") {
  GridMap map = crossing();
  map.restrict({"ab", "b", "be", {{"restriction:hgv", "no_left_turn"}}});
  map.restrict({"ab", "b", "be", {{"restriction:conditional", "no_left_turn @ (07:00-09:00)"}}});
  map.restrict({"ab", "b", "be", {{"restriction", "give_way"}}});
  map.restrict({"ab", "c", "cd", kNoLeft});  // ab does not reach c
  map.restrict({"ab", "d", "de", kNoLeft});
  const GridNetwork town(map);
  CHECK(town.report().turns.restrictions_used == 1);  // no turning round at c
  CHECK(town.report().turns.restrictions_dropped ==
        std::map<std::string, std::size_t>{{"for other vehicles", 1},
                                           {"holds at times only", 1},
                                           {"its ways do not meet", 2},
                                           {"of no known kind", 1}});
  CHECK(town.graph().bans.size() == 1);
}

TEST_CASE("A ban via a way holds for those who come all the way") {
  // From ab along bc into cd is banned; from elsewhere into cd, or from ab elsewhere, is not.
  const auto map = [] {
    return GridMap(R"(
      e d
      | |
      | |
      | |
    a-b-c-f
  )",
                   {{"ab"}, {"bc"}, {"be"}, {"cd"}, {"cf"}});
  };
  GridMap banned = map();
  banned.restrict({"ab", "bc", "cd", kNoLeft}).restrict({"bc", "c", "bc", kNoTurningRound});
  const GridNetwork town(banned);
  CHECK(way_of(GridNetwork(map()), "ab", "cd") == "bc");
  CHECK(way_of(town, "be", "cd") == "bc");
  CHECK(way_of(town, "ab", "cf") == "bc");
  CHECK(way_of(town, "bc", "cd") == "c");
  // Whoever turns round at f comes to c from cf, which is allowed.
  CHECK(way_of(town, "ab", "cd") == "bcfc");
}

TEST_CASE("A mandatory turn via a way bans the other ways on") {
  GridMap map(R"(
        d
        |
    a-b-c-f
        |
        g
  )",
              {{"ab"}, {"bc"}, {"cd"}, {"cf"}, {"cg"}});
  map.restrict({"ab", "bc", "cf", {{"restriction", "only_straight_on"}}});
  const GridNetwork town(map);
  CHECK(town.report().turns.restrictions_used == 1);
  CHECK(way_of(town, "ab", "cf") == "bc");
  CHECK(way_of(town, "ab", "cd") == "bcfc");
  CHECK(way_of(town, "bc", "cd") == "c");
}

TEST_CASE("A bollard in a street stops cars, not bikes; a stile stops bikes, too") {
  const auto town_with = [](std::vector<io::Tag> tags) {
    // The street abc has a node x in its middle; the way round leads by d.
    GridMap map(R"(
    a-x-b
    |   |
    c---d
  )",
                {{"axb"}, {"ac"}, {"cd"}, {"bd"}});
    map.put_barrier('x', std::move(tags));
    return GridNetwork(map);
  };
  const GridNetwork bollard = town_with({{"barrier", "bollard"}});
  CHECK(bollard.report().turns.barriers_used == 1);
  CHECK(bollard.graph().edges() == 5);  // the street is cut at x
  CHECK(way_of(bollard, "ax", "xb") == "acdb");
  CHECK(way_of(bollard, "ax", "xb", Profile::kBike) == "x");
  CHECK(way_of(bollard, "ax", "xb", Profile::kWalk) == "x");
  const GridNetwork stile = town_with({{"barrier", "stile"}});
  CHECK(way_of(stile, "ax", "xb", Profile::kBike) == "acdb");
  CHECK(way_of(stile, "ax", "xb", Profile::kWalk) == "x");
  CHECK(way_of(town_with({{"barrier", "gate"}}), "ax", "xb") == "x");
  CHECK(way_of(town_with({{"barrier", "gate"}, {"locked", "yes"}}), "ax", "xb") == "acdb");
  CHECK(way_of(town_with({{"barrier", "gate"}, {"motor_vehicle", "private"}}), "ax", "xb") ==
        "acdb");
  CHECK(way_of(town_with({{"barrier", "bollard"}, {"motor_vehicle", "yes"}}), "ax", "xb") == "x");
  CHECK(way_of(town_with({{"barrier", "bus_trap"}}), "ax", "xb", Profile::kBus) == "x");
}

TEST_CASE("Behind a barrier nobody can come round, there is no way and no place to be used") {
  GridMap map("a-b-x-c", {{"ab"}, {"bxc"}});
  map.put_barrier('x', {{"barrier", "block"}});
  const GridNetwork town(map);
  CHECK(way_of(town, "ab", "xc") == "none");
  const Router car(town.graph(), Profile::kCar);
  CHECK(car.usable(town.edge('a', 'b')));
  CHECK(car.usable(town.edge('b', 'x')));
  CHECK_FALSE(car.usable(town.edge('x', 'c')));
}

TEST_CASE("Rules at a junction of very many roads are left out and counted, not multiplied") {
  // A star of 1,000 roads with a bollard in the middle: every turn banned would be 10^6 bans.
  io::OsmData star;
  const auto position = [](int i) { return geo::LonLat{11 + 1e-4 * i, 60.8 + 1e-7 * i * i}; };
  star.nodes.push_back({0, position(0)});
  for (int i = 1; i <= 1'000; ++i) {
    star.nodes.push_back({i, position(i)});
    star.ways.push_back({i, {0, i}, {{"highway", "residential"}}});
  }
  star.barriers.push_back({0, {{"barrier", "bollard"}}});
  for (int i = 1; i <= 1'000; ++i) {
    star.restrictions.push_back(
        {i, {i}, {0}, {}, {i % 1'000 + 1}, {{"restriction", "only_left_turn"}}});
  }
  const BuiltNetwork built = build_network(star, GridMap::projection(), plain_speeds());
  const char* reason = "at a junction of more than 64 roads";
  CHECK(built.graph.bans.size() == 0);
  CHECK(built.report.turns.barriers_used == 0);
  CHECK(built.report.turns.barriers_dropped.at(reason) == 1);
  CHECK(built.report.turns.restrictions_dropped.at(reason) == 1'000);
}

TEST_CASE("A restriction by way of very many edges is left out and counted") {
  // Way 1 along 200 side roads; to forbid way 2 - way 1 - way 3 would be a ban of 201 edges.
  io::OsmData osm;
  io::OsmWay street{1, {}, {{"highway", "residential"}}};
  for (int i = 0; i < 200; ++i) {
    osm.nodes.push_back({i, {11 + 1e-3 * i, 60.8}});
    street.nodes.push_back(i);
  }
  osm.ways.push_back(street);
  for (int i = 0; i < 200; ++i) {
    osm.nodes.push_back({1'000 + i, {11 + 1e-3 * i, 60.801}});
    osm.ways.push_back({2 + i, {i, 1'000 + i}, {{"highway", "residential"}}});
  }
  osm.restrictions.push_back({1, {2}, {}, {1}, {201}, {{"restriction", "no_entry"}}});
  const BuiltNetwork built = build_network(osm, GridMap::projection(), plain_speeds());
  CHECK(built.graph.bans.size() == 0);
  CHECK(built.report.turns.restrictions_dropped.at("over more than 128 edges") == 1);
}
