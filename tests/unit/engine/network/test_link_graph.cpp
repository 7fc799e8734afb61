#include "engine/base/error.h"
#include "engine/network/link_graph.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"

using namespace grend;
using namespace grend::network;

namespace {

constexpr ProfileSet kCars = ProfileSet::motor();
constexpr ProfileSet kAll = ProfileSet::all();

// Nodes 100 m apart on a line; links of 100 m taking 5 s unless told.
LinkNetwork line_of_nodes(std::size_t count) {
  LinkNetwork network;
  for (std::size_t i = 0; i < count; ++i) {
    network.nodes.push_back({static_cast<std::int64_t>(i) * 10'000, 0});
  }
  return network;
}

DirectedLink link(std::uint32_t from, std::uint32_t to, ProfileSet uses = kAll) {
  DirectedLink made;
  made.from = from;
  made.to = to;
  made.length = metres(100);
  made.free_flow = seconds(5);
  made.uses = uses;
  made.road_class = RoadClass::kResidential;
  return made;
}

// Walkers make 1 m/s, cyclists 5 m/s.
LinkGraph build(LinkNetwork network) {
  return build_from_links(std::move(network), test::plain_speeds());
}

EdgeTimes times(const LinkGraph& built, Profile profile, std::size_t edge) {
  return built.graph.edge_times(profile, EdgeId(edge));
}

}  // namespace

TEST_CASE("Two opposite links become one edge with two directions") {
  LinkNetwork network = line_of_nodes(2);
  network.links = {link(0, 1), link(1, 0)};
  network.links[1].free_flow = seconds(7);
  const LinkGraph built = build(network);
  REQUIRE(built.graph.edges() == 1);
  CHECK(built.graph.length[EdgeId(0)] == 10'000);
  CHECK(times(built, Profile::kCar, 0) == EdgeTimes{5'000, 7'000});
  // 100 m at 5 m/s are 20 s, at 1 m/s 100 s.
  CHECK(times(built, Profile::kBike, 0) == EdgeTimes{20'000, 20'000});
  CHECK(times(built, Profile::kWalk, 0) == EdgeTimes{100'000, 100'000});
  CHECK(built.report.ways_used == 2);
  CHECK(built.notes.empty());
}

TEST_CASE("A link without its opposite is one way, and each direction has its own users") {
  LinkNetwork network = line_of_nodes(3);
  network.links = {link(0, 1), link(1, 2, kCars), link(2, 1, {Profile::kWalk})};
  const LinkGraph built = build(network);
  REQUIRE(built.graph.edges() == 2);
  CHECK(times(built, Profile::kCar, 0) == EdgeTimes{5'000, kClosed});
  CHECK(times(built, Profile::kCar, 1) == EdgeTimes{5'000, kClosed});
  CHECK(times(built, Profile::kWalk, 1) == EdgeTimes{kClosed, 100'000});
  CHECK(times(built, Profile::kBike, 1) == EdgeTimes{});
}

TEST_CASE("Only links alike in length and shape are joined") {
  LinkNetwork network = line_of_nodes(2);
  network.links = {link(0, 1), link(1, 0), link(0, 1), link(1, 0)};
  SECTION("another length") {
    network.links[1].length = metres(101);
    // 0-1 of 100 m finds the second 1-0 of 100 m; the other 0-1 and the 101 m stay alone.
    const LinkGraph built = build(network);
    REQUIRE(built.graph.edges() == 3);
    CHECK(times(built, Profile::kCar, 0) == EdgeTimes{5'000, 5'000});
    CHECK(times(built, Profile::kCar, 1) == EdgeTimes{5'000, kClosed});
    CHECK(built.graph.length[EdgeId(1)] == 10'100);
    CHECK(times(built, Profile::kCar, 2) == EdgeTimes{5'000, kClosed});
  }
  SECTION("another shape") {
    network.links[0].bends = {{1'000, 500}, {9'000, 600}};
    network.links[1].bends = {{1'000, 500}, {9'000, 600}};  // not turned round
    network.links[3].bends = {{9'000, 600}, {1'000, 500}};
    const LinkGraph built = build(network);
    REQUIRE(built.graph.edges() == 3);
    CHECK(times(built, Profile::kCar, 0) == EdgeTimes{5'000, 5'000});
    const auto shape = built.graph.geometry[EdgeId(0)];
    CHECK(std::vector<geo::Point>(shape.begin(), shape.end()) ==
          std::vector<geo::Point>{{0, 0}, {1'000, 500}, {9'000, 600}, {10'000, 0}});
    CHECK(times(built, Profile::kCar, 1) == EdgeTimes{5'000, kClosed});
  }
  SECTION("parallel roads are paired in the order of the file") {
    network.links[2].free_flow = seconds(6);
    network.links[3].free_flow = seconds(7);
    const LinkGraph built = build(network);
    REQUIRE(built.graph.edges() == 2);
    CHECK(times(built, Profile::kCar, 0) == EdgeTimes{5'000, 5'000});
    CHECK(times(built, Profile::kCar, 1) == EdgeTimes{6'000, 7'000});
  }
}

TEST_CASE("Loops with a length stay, and two alike are one loop's directions") {
  LinkNetwork network = line_of_nodes(2);
  network.links = {link(0, 1), link(1, 1), link(1, 1), link(1, 1), link(1, 1)};
  network.links[3].two_way = true;
  const LinkGraph built = build(network);
  REQUIRE(built.graph.edges() == 4);
  CHECK(times(built, Profile::kCar, 1) == EdgeTimes{5'000, 5'000});
  CHECK(times(built, Profile::kCar, 2) == EdgeTimes{5'000, 5'000});
  CHECK(times(built, Profile::kCar, 3) == EdgeTimes{5'000, kClosed});
}

TEST_CASE("Links without length: loops go, others count as 1 cm") {
  LinkNetwork network = line_of_nodes(3);
  network.links = {link(0, 1), link(1, 1), link(1, 2)};
  network.links[1].length = network.links[2].length = Distance(0);
  const LinkGraph built = build(network);
  REQUIRE(built.graph.edges() == 2);
  CHECK(built.graph.length[EdgeId(1)] == 1);
  CHECK(built.report.zero_length_edges == 2);
}

TEST_CASE("Nodes are numbered in the order of the file, unused ones are left out") {
  LinkNetwork network = line_of_nodes(5);
  network.links = {link(4, 2), link(2, 0)};
  const LinkGraph built = build(network);
  CHECK(built.nodes_unused == 2);
  REQUIRE(built.graph.nodes() == 3);
  CHECK(built.graph.position[NodeId(1)] == geo::Point{20'000, 0});
  CHECK(built.graph.from[EdgeId(0)] == NodeId(2));
  CHECK(built.graph.to[EdgeId(0)] == NodeId(1));
}

TEST_CASE("Where no link knows walkers, they use the roads both ways, but no motorway") {
  LinkNetwork network = line_of_nodes(3);
  network.links = {link(0, 1, kCars), link(1, 2, kCars)};
  network.links[1].road_class = RoadClass::kMotorway;
  const LinkGraph built = build(network);
  CHECK(times(built, Profile::kWalk, 0) == EdgeTimes{100'000, 100'000});
  // Bikes obey the one-way street.
  CHECK(times(built, Profile::kBike, 0) == EdgeTimes{20'000, kClosed});
  CHECK(times(built, Profile::kWalk, 1) == EdgeTimes{});
  CHECK(times(built, Profile::kCar, 1) == EdgeTimes{5'000, kClosed});
  REQUIRE(built.notes.size() == 2);
  CHECK(built.notes[1].find("no link is open to walk") == 0);
}

TEST_CASE("A single footpath means that the network knows walkers") {
  LinkNetwork network = line_of_nodes(3);
  network.links = {link(0, 1, kCars), link(1, 2, {Profile::kWalk})};
  const LinkGraph built = build(network);
  CHECK(times(built, Profile::kWalk, 0) == EdgeTimes{});
  CHECK(built.notes.size() == 1);
}

TEST_CASE("Nobody is faster than the link, and a ferry carries all at its own pace") {
  LinkNetwork network = line_of_nodes(3);
  network.links = {link(0, 1), link(1, 2)};
  network.links[0].free_flow = seconds(50);
  network.links[1].free_flow = seconds(40);
  network.links[1].road_class = RoadClass::kFerry;
  const LinkGraph built = build(network);
  CHECK(times(built, Profile::kBike, 0).forward == 50'000);
  CHECK(times(built, Profile::kWalk, 0).forward == 100'000);
  for (const Profile profile : kProfiles) CHECK(times(built, profile, 1).forward == 40'000);
}

TEST_CASE("Edges that one cannot come back from are counted") {
  LinkNetwork network = line_of_nodes(4);
  network.links = {link(0, 1), link(1, 0), link(1, 2), link(2, 3)};
  const LinkGraph built = build(network);
  for (const std::size_t outside : built.report.edges_outside_component) CHECK(outside == 2);
}

TEST_CASE("A network that nobody can travel is bad data") {
  LinkNetwork network = line_of_nodes(2);
  CHECK_THROWS_AS(build(network), Error);
  network.links = {link(1, 1)};
  network.links[0].length = Distance(0);
  CHECK_THROWS_AS(build(network), Error);
}

TEST_CASE("Free-flow times are exact to the millisecond") {
  // 49.391591 m at 8.333333 m/s: 5.92699 s.
  CHECK(free_flow_time(49.391591, 8.333333333333334) == milliseconds(5'927));
  CHECK(free_flow_time(0, 10) == milliseconds(0));
  // A speed next to nothing does not overflow the network's times.
  CHECK(free_flow_time(1e7, 1e-3).ticks() == 1'000'000'000);
}

TEST_CASE("Road types in the words of mappers and planners") {
  CHECK(road_class_of("primary") == RoadClass::kPrimary);
  CHECK(road_class_of("motorway_link") == RoadClass::kMotorway);
  CHECK(road_class_of("ferry") == RoadClass::kFerry);
  CHECK(road_class_of("Minor Arterial") == RoadClass::kSecondary);
  CHECK(road_class_of("SIDEWALK") == RoadClass::kPath);
  CHECK(road_class_of("living_street") == RoadClass::kResidential);
  CHECK(road_class_of("") == RoadClass::kUnclassified);
  CHECK(road_class_of("boulevard") == RoadClass::kUnclassified);
}

TEST_CASE("Bans between links become bans between directions of edges") {
  // 0 <-> 1 <-> 2 and 1 -> 3; from 0 into 3 is banned, and turning round at 2.
  LinkNetwork network = line_of_nodes(4);
  network.links = {link(0, 1), link(1, 0), link(1, 2), link(2, 1), link(1, 3), link(3, 3)};
  network.links[5].length = Distance(0);  // is left out
  network.bans = {
      {{0, 4}, ProfileSet::motor()}, {{2, 3}, ProfileSet::motor()}, {{4, 5}, ProfileSet::motor()}};
  const LinkGraph built = build(network);
  REQUIRE(built.graph.bans.size() == 2);
  const auto edges = [&](std::size_t ban) {
    const auto row = built.graph.bans.edges[BanId(ban)];
    return std::vector<DirectedEdge>(row.begin(), row.end());
  };
  CHECK(edges(0) == std::vector<DirectedEdge>{{EdgeId(0), true}, {EdgeId(2), true}});
  CHECK(edges(1) == std::vector<DirectedEdge>{{EdgeId(1), true}, {EdgeId(1), false}});
}
