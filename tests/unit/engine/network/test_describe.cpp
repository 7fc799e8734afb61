#include "engine/network/describe.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

const Oddity* oddity(const NetworkDescription& d, const std::string& part) {
  for (const Oddity& o : d.oddities) {
    if (o.what.find(part) != std::string::npos) return &o;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("Length by class, ferries, pieces and one-way roads of a drawn village") {
  // Cells of 100 m: a-c is 600 m of main road, c-d a one-way street of 300 m, e-f a path of 300 m
  // on an island of its own, d-g a ferry.
  const GridMap map(R"(
    a--b--c--d--g
    .
    e--f
  )",
                    {{"abc", {{"highway", "primary"}}},
                     {"cd", {{"oneway", "yes"}}},
                     {"ef", {{"highway", "footway"}}},
                     {"dg", {{"highway", ""}, {"route", "ferry"}, {"name", "Fjordferja"}}}});
  const GridNetwork network(map);
  const NetworkDescription d = describe_network(network.graph());
  CHECK(d.nodes == network.graph().nodes());
  CHECK(d.edges == network.graph().edges());
  const auto near = [](Distance a, Distance b) { return std::abs((a - b).ticks()) <= 4; };
  CHECK(near(d.length_by_class.at(RoadClass::kPrimary), metres(600)));
  CHECK(near(d.length_by_class.at(RoadClass::kResidential), metres(300)));
  CHECK(near(d.length_by_class.at(RoadClass::kPath), metres(300)));
  CHECK(near(d.length, metres(1'500)));
  REQUIRE(d.ferries.size() == 1);
  CHECK(d.ferries[0].name == "Fjordferja");
  CHECK(d.ferries[0].crossing == seconds(75));  // 300 m at 4 m/s
  CHECK(d.ferries[0].wait == minutes(10));
  CHECK(d.road_names == 1);
  CHECK(d.one_way_edges == 1);
  const ProfileReach& car = d.reach[static_cast<std::size_t>(Profile::kCar)];
  CHECK(near(car.open, metres(1'200)));
  CHECK(car.pieces == 1);
  // Nobody comes back from d by car: the main road alone is the largest component.
  CHECK(near(car.in_largest, metres(600)));
  const ProfileReach& walk = d.reach[static_cast<std::size_t>(Profile::kWalk)];
  CHECK(near(walk.open, metres(1'500)));
  CHECK(walk.pieces == 2);
  CHECK(near(walk.in_largest, metres(1'200)));
  CHECK(d.oddities.empty());
}

TEST_CASE("Odd lengths and speeds are found and counted") {
  RoadGraph graph;
  // Five edges of 1 km in a row.
  for (std::int64_t i = 0; i < 6; ++i) graph.position.push_back({i * 100'000, 0});
  for (std::size_t i = 0; i < 5; ++i) {
    graph.from.push_back(NodeId(i));
    graph.to.push_back(NodeId(i + 1));
    graph.length.push_back(100'000);
    graph.road_class.push_back(RoadClass::kResidential);
    // 72 km/h: 50 s.
    for (auto& times : graph.times) times.push_back({50'000, 50'000});
    const geo::Point ends[] = {graph.position[NodeId(i)], graph.position[NodeId(i + 1)]};
    graph.road.push_back(RoadId::none());
    graph.geometry.push_row(ends);
  }
  CHECK(describe_network(graph).oddities.empty());
  auto& car = graph.times[static_cast<std::size_t>(Profile::kCar)];

  SECTION("shorter than the straight line") {
    graph.length[EdgeId(1)] = 99'900;  // 1 m: rounding to metres
    CHECK(describe_network(graph).oddities.empty());
    graph.length[EdgeId(1)] = 99'000;
    const auto d = describe_network(graph);
    REQUIRE(oddity(d, "shorter than the straight line"));
    CHECK(oddity(d, "shorter than the straight line")->examples ==
          std::vector<std::string>{"990 m for 1000 m at (1000, 0)"});
  }
  SECTION("much longer than its shape") {
    graph.length[EdgeId(2)] = 500'001;
    const auto d = describe_network(graph);
    REQUIRE(oddity(d, "more than five times"));
  }
  SECTION("too fast, in one direction is enough, counted once") {
    // 1 km in 27 s are 133 km/h, in 28 s 129 km/h.
    car[EdgeId(0)] = {28'000, 27'000};
    car[EdgeId(1)] = {28'000, 28'000};
    car[EdgeId(2)] = {27'000, 27'000};
    const auto d = describe_network(graph);
    REQUIRE(oddity(d, "faster than 130"));
    CHECK(oddity(d, "faster than 130")->count == 2);
  }
  SECTION("too slow") {
    // 1 km in 1,300 s are 2.8 km/h.
    car[EdgeId(4)] = {kClosed, 1'300'000};
    const auto d = describe_network(graph);
    REQUIRE(oddity(d, "slower than 3 km/h"));
  }
  SECTION("closed to everybody") {
    for (auto& times : graph.times) times[EdgeId(3)] = EdgeTimes{};
    const auto d = describe_network(graph);
    REQUIRE(oddity(d, "closed to everybody"));
  }
  SECTION("only the first are shown") {
    for (std::size_t i = 0; i < 5; ++i) graph.length[EdgeId(i)] = 50'000;
    const auto d = describe_network(graph);
    CHECK(oddity(d, "shorter")->count == 5);
    CHECK(oddity(d, "shorter")->examples.size() == 3);
  }
}
