#include <filesystem>

#include "engine/geo/crs.h"
#include "engine/network/export_network.h"
#include "engine/network/read_network.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/support/folder.h"
#include "tests/support/gridmap.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

NetworkOptions in_zone(int zone) {
  NetworkOptions options;
  options.utm_zone = zone;
  options.speeds = plain_speeds();
  return options;
}

RoadGraph by_way_of_gmns(const RoadGraph& graph, const NetworkOptions& options) {
  const Folder folder;
  write_gmns(folder.path(), graph, geo::utm_crs(*options.utm_zone), true);
  return read_network(folder.path(), options).graph;
}

RoadGraph by_way_of_osm(const RoadGraph& graph, const NetworkOptions& options) {
  const Folder folder;
  const auto crs = geo::utm_crs(*options.utm_zone);
  io::write_osm(folder.file("a.osm.pbf"), to_osm(graph, crs, options.speeds));
  return read_network(folder.file("a.osm.pbf"), options).graph;
}

// A bend, a one-way street, a street that bikes may use against its direction, a path, a loop, a
// slow road, a ferry, a bus lane, a low bridge, banned turns and ways through, a bollard, names.
RoadGraph village() {
  GridMap map(
      R"(
    a--b--c
    |  |  .
    d..e  f--g
    |  |
    h--i--k--l
  )",
      {{"abcf", {{"highway", "primary"}, {"maxspeed", "80"}}},
       {"ad", {{"oneway", "yes"}}},
       {"dh", {{"oneway", "yes"}, {"oneway:bicycle", "no"}}},
       {"be", {{"highway", "footway"}}},
       {"ei", {{"maxspeed:forward", "30"}, {"maxspeed:backward", "60"}}},
       {"hih", {{"maxspeed", "7"}}},
       {"fg",
        {{"highway", ""},
         {"route", "ferry"},
         {"duration", "12"},
         {"interval", "20"},
         {"capacity:car", "14"}}},
       {"ik", {{"access", "no"}, {"bus", "yes"}, {"name", "Bussgata"}}},
       {"kl", {{"maxheight", "3.0"}, {"ref", "Fv 1"}, {"oneway", "yes"}, {"oneway:bus", "no"}}}});
  map.restrict({"be", "e", "ei", {{"restriction", "no_right_turn"}}});
  map.restrict({"ad", "dh", "hih", {{"restriction", "no_left_turn"}, {"except", "psv"}}});
  map.restrict({"be", "b", "be", {{"restriction", "no_u_turn"}}});
  map.restrict({"be", "ei", "ik", {{"restriction", "only_straight_on"}}});  // nor back along ei
  map.restrict({"ik", "k", "kl", {{"restriction:bus", "no_straight_on"}}});
  map.put_barrier('e', {{"barrier", "stile"}});
  map.put_barrier('k', {{"barrier", "bus_trap"}});
  return GridNetwork(map).graph();
}

// The largest difference of two car times, in ms.
std::int64_t largest_difference(const RoadGraph& a, const RoadGraph& b) {
  std::int64_t largest = 0;
  for (const EdgeId edge : a.from.ids()) {
    const EdgeTimes x = a.edge_times(Profile::kCar, edge), y = b.edge_times(Profile::kCar, edge);
    for (const auto& [s, t] :
         {std::pair(x.forward, y.forward), std::pair(x.backward, y.backward)}) {
      largest = std::max(largest, std::abs(std::int64_t{s} - std::int64_t{t}));
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("A network written as GMNS reads back as the same roads for cars") {
  const RoadGraph graph = village();
  const RoadGraph back = by_way_of_gmns(graph, in_zone(33));
  CHECK((back.position == graph.position));
  CHECK((back.from == graph.from));
  CHECK((back.to == graph.to));
  CHECK((back.length == graph.length));
  CHECK((back.road_class == graph.road_class));
  CHECK((back.geometry == graph.geometry));
  CHECK((back.times[0] == graph.times[0]));
  // Bikes and walkers keep their permissions; a bus those of cars where cars may go.
  for (const Profile profile : {Profile::kBike, Profile::kEbike, Profile::kWalk}) {
    for (const EdgeId edge : graph.from.ids()) {
      const EdgeTimes a = graph.edge_times(profile, edge), b = back.edge_times(profile, edge);
      CHECK((a.forward == kClosed) == (b.forward == kClosed));
      CHECK((a.backward == kClosed) == (b.backward == kClosed));
    }
  }
}

TEST_CASE("A network written as OpenStreetMap data keeps roads, directions and speeds") {
  const RoadGraph graph = village();
  const RoadGraph back = by_way_of_osm(graph, in_zone(33));
  REQUIRE(back.edges() == graph.edges());
  CHECK((back.from == graph.from));
  CHECK((back.to == graph.to));
  CHECK((back.road_class == graph.road_class));
  CHECK((back.road == graph.road));
  CHECK((back.roads == graph.roads));
  CHECK((back.ferries == graph.ferries));
  CHECK((back.bans == graph.bans));
  CHECK(graph.bans.size() > 6);
  for (const NodeId node : graph.position.ids()) {
    CHECK(geo::distance(back.position[node], graph.position[node]) <= centimetres(2));
  }
  // Limits have two decimals: on 600 m at 7 km/h, 0.005 km/h are 0.2 s; a ferry's whole second.
  CHECK(largest_difference(graph, back) <= 1'000);
  for (const Profile profile : kProfiles) {
    for (const EdgeId edge : graph.from.ids()) {
      const EdgeTimes a = graph.edge_times(profile, edge), b = back.edge_times(profile, edge);
      CHECK((a.forward == kClosed) == (b.forward == kClosed));
      CHECK((a.backward == kClosed) == (b.backward == kClosed));
    }
  }
}

TEST_CASE("Existing files are kept unless replacing them is allowed") {
  const Folder folder;
  folder.with("link.csv", "precious");
  const Complaint c =
      complaint_of([&] { write_gmns(folder.path(), village(), "EPSG:25833", false); });
  CHECK(c.code == ExitCode::kCannotCreate);
  CHECK(content_of(folder.file("link.csv")) == "precious");
  const auto file = folder.with("file", "");
  const auto inside = file + "/folder";
  CHECK(complaint_of([&] { write_gmns(inside, village(), "", false); }).code ==
        ExitCode::kCannotCreate);
}

TEST_CASE("Without a known plane there are no degrees") {
  CHECK(complaint_of([] { to_osm(village(), "", {}); }).code == ExitCode::kUsage);
  CHECK(complaint_of([] { to_osm(village(), "Atlantis", {}); }).code == ExitCode::kUsage);
}

TEST_CASE("Real networks read back from GMNS as they were") {
  const auto hamar = data_file("hamar/hamar-nvdb-2018.osm.pbf");
  const auto corsica = data_file("corsica/corsica_network.xml.gz");
  if (!hamar || !corsica) return;
  NetworkOptions options;
  for (const std::string& path : {*hamar, *corsica}) {
    const ReadNetwork read = read_network(path, options);
    const Folder folder;
    write_gmns(folder.path(), read.graph, read.crs, true);
    const ReadNetwork back = read_network(folder.path(), options);
    CHECK((back.graph.position == read.graph.position));
    CHECK((back.graph.from == read.graph.from));
    CHECK((back.graph.length == read.graph.length));
    CHECK((back.graph.geometry == read.graph.geometry));
    CHECK((back.graph.times[0] == read.graph.times[0]));
    CHECK((back.crs == read.crs));
  }
}
