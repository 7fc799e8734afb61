#include "engine/network/build.h"
#include "engine/network/snap.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/support/gridmap.h"
#include "tests/unit/engine/network/random_pairs.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

BuiltNetwork build(const std::string& path, int utm_zone) {
  return build_network(io::read_osm(path), geo::Projection(utm_zone), SpeedParameters{});
}

double total_kilometres(const RoadGraph& graph) {
  Distance sum(0);
  for (const EdgeId edge : graph.length.ids()) sum += Distance(graph.length[edge]);
  return to_kilometres(sum);
}

}  // namespace

TEST_CASE("Hamar: the whole map is used and the hierarchy equals Dijkstra") {
  const auto path = data_file("hamar/hamar-nvdb-2018.osm.pbf");
  if (!path) return;
  const BuiltNetwork built = build(*path, 33);
  // SOURCES.md: 5,659 edges, 679 km.
  CHECK(built.report.ways_used == 5659);
  CHECK(built.graph.edges() == 5659);
  CHECK(total_kilometres(built.graph) > 676);
  CHECK(total_kilometres(built.graph) < 682);
  CHECK(built.report.ways_dropped.empty());
  CHECK(built.report.nodes_missing == 0);
  for (const Profile profile : kProfiles) CHECK(first_difference(built.graph, profile) == "");
}

TEST_CASE("Liechtenstein: the hierarchy equals Dijkstra for each profile") {
  const auto path = data_file("osm/liechtenstein-2021.osm.pbf");
  if (!path) return;
  const BuiltNetwork built = build(*path, 32);
  for (const Profile profile : kProfiles) CHECK(first_difference(built.graph, profile) == "");
  // A motorist cannot use the footpaths, a walker nearly everything.
  const auto open = [&](Profile profile) {
    std::size_t count = 0;
    for (const EdgeId edge : built.graph.from.ids()) {
      count += built.graph.edge_times(profile, edge) != EdgeTimes{};
    }
    return count;
  };
  CHECK(open(Profile::kCar) < open(Profile::kBike));
  CHECK(open(Profile::kBike) < open(Profile::kWalk));
}

TEST_CASE("Liechtenstein: snapping finds the nearest usable edge") {
  const auto path = data_file("osm/liechtenstein-2021.osm.pbf");
  if (!path) return;
  const BuiltNetwork built = build(*path, 32);
  const Router car(built.graph, Profile::kCar);
  const Router* const routers[] = {&car};
  const Snapper snapper(built.graph, routers);
  RandomStream random({8, 0}, 0, Purpose::kTest);
  for (int i = 0; i < 300; ++i) {
    geo::Point point = position_of(built.graph, random_place(car, random));
    point.x += random.between(-50'000, 50'000);
    point.y += random.between(-50'000, 50'000);
    const auto snapped = snapper.nearest(point);
    REQUIRE(snapped);
    CHECK(car.usable(snapped->place.edge));
    // The reported distance is that to the place, to the rounding of both to a centimetre.
    const std::int64_t away =
        geo::distance(point, position_of(built.graph, snapped->place)).ticks();
    CHECK(std::abs(away - snapped->away.ticks()) <= 3);
    // No vertex of a usable edge is nearer.
    for (const EdgeId edge : built.graph.from.ids()) {
      if (!car.usable(edge)) continue;
      for (const geo::Point vertex : built.graph.geometry[edge]) {
        if (geo::distance(point, vertex) < snapped->away) FAIL("a nearer vertex");
      }
    }
  }
}

TEST_CASE("Addison: turn restrictions and barriers of a real county, and the hierarchy") {
  const auto path = data_file("addison/addison.osm.pbf");
  if (!path) return;
  const BuiltNetwork built = build(*path, 18);
  CHECK(built.report.turns.barriers_used > 0);
  for (const Profile profile : kProfiles) {
    INFO(kProfileNames[index_of(profile)]);
    CHECK(first_difference(built.graph, profile) == "");
  }
}

TEST_CASE("A synthetic region of 100,000 junctions: the hierarchy equals Dijkstra") {
  const auto path = data_file("synthetic/s100k.osm.pbf");
  if (!path) return;
  CHECK(first_difference(build(*path, 33).graph, Profile::kCar) == "");
}
