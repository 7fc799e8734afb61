#include "engine/network/read_network.h"
#include "engine/network/snap.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/unit/engine/network/random_pairs.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

TEST_CASE("Corsica's MATSim network routes as Dijkstra does") {
  const auto path = data_file("corsica/corsica_network.xml.gz");
  if (!path) return;
  const ReadNetwork read = read_network(*path, {});
  // 31,340 nodes and 65,034 links; 23 links are artificial, and 6 nodes serve only these.
  CHECK(read.graph.nodes() == 31'334);
  CHECK(read.nodes_unused == 6);
  CHECK(read.report.ways_used == 65'011);
  std::size_t dropped = 0;
  for (const auto& [reason, count] : read.report.ways_dropped) dropped += count;
  CHECK(dropped == 23);
  // Each link is one direction of one edge.
  std::size_t directions = 0;
  for (const EdgeTimes& times : read.graph.times[static_cast<std::size_t>(Profile::kCar)]) {
    directions += (times.forward != kClosed) + (times.backward != kClosed);
  }
  CHECK(directions == 65'009);
  for (const Profile profile : kProfiles) CHECK(first_difference(read.graph, profile) == "");
}

TEST_CASE("Mielec's MATSim network routes as Dijkstra does") {
  const auto path = data_file("mielec/network.xml");
  if (!path) return;
  const ReadNetwork read = read_network(*path, {});
  // 610 links, all in opposite pairs.
  CHECK(read.graph.nodes() == 214);
  CHECK(read.graph.edges() == 305);
  // Link 1: 209 m at 12.5 m/s are 16.72 s.
  CHECK(read.graph.edge_times(Profile::kCar, EdgeId(0)) == EdgeTimes{16'720, 16'720});
  for (const Profile profile : kProfiles) CHECK(first_difference(read.graph, profile) == "");
}
