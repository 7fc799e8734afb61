#include "engine/base/random.h"
#include "engine/network/dijkstra.h"
#include "engine/network/read_network.h"
#include "engine/network/snap.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/unit/engine/network/path_check.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

constexpr int kPairs = 500;

Place random_place(const RoadGraph& graph, const Router& router, RandomStream& random) {
  while (true) {
    const EdgeId edge(
        static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(graph.edges()) - 1)));
    if (!router.usable(edge)) continue;
    return {edge, static_cast<std::uint32_t>(random.between(0, graph.length[edge]))};
  }
}

std::string first_difference(const RoadGraph& graph, Profile profile) {
  const Router router(graph, profile);
  Dijkstra reference(graph, profile);
  RouterScratch scratch;
  std::vector<PathStep> steps;
  RandomStream random({9, 0}, 0, Purpose::kTest);
  for (int i = 0; i < kPairs; ++i) {
    const Place from = random_place(graph, router, random);
    const Place to = random_place(graph, router, random);
    const auto trip = router.trip(from, to, scratch);
    const std::string pair = "pair " + std::to_string(i);
    if (!trip) return pair + ": no way between usable places";
    if (trip != reference.trip(from, to)) return pair + ": differs from Dijkstra";
    router.path(from, to, scratch, steps);
    if (walk_along(graph, profile, from, to, steps) != trip) return pair + ": path does not add up";
  }
  return "";
}

}  // namespace

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
