#include "tests/fuzz/oracle.h"

#include <algorithm>

#include "engine/network/dijkstra.h"
#include "tests/fuzz/finding.h"
#include "tests/support/path_check.h"

namespace grend::fuzz {

using namespace network;

namespace {

// Costs hold lengths up to this (cost.h); only invented edges add up to more.
constexpr Distance kLongestTrip = kilometres(40'000);

IdVector<EdgeId, EdgeTimes> times_of(const TravelGraph& graph) {
  IdVector<EdgeId, EdgeTimes> times;
  for (const EdgeId edge : graph.roads().from.ids()) times.push_back(graph.times(edge));
  return times;
}

bool makes_banned_turn(const RoadGraph& roads, Profile profile,
                       const std::vector<PathStep>& steps) {
  std::vector<DirectedEdge> travelled;
  for (const PathStep& step : steps) travelled.push_back({step.edge, step.forward});
  for (const BanId ban : roads.bans.profiles.ids()) {
    if (!roads.bans.profiles[ban].contains(profile)) continue;
    const auto edges = roads.bans.edges[ban];
    const auto at = std::search(travelled.begin(), travelled.end(), edges.begin(), edges.end());
    if (at != travelled.end()) return true;
  }
  return false;
}

Distance length_of(const RoadGraph& roads) {
  Distance sum;
  for (const std::uint32_t length : roads.length) sum += Distance(length);
  return sum;
}

}  // namespace

std::vector<Place> some_places(const RoadGraph& graph, std::size_t edges) {
  std::vector<Place> places;
  const std::size_t count = std::min(edges, graph.edges());
  for (std::size_t i = 0; i < count; ++i) {
    const EdgeId edge(i * graph.edges() / count);
    const std::uint32_t length = graph.length[edge];
    for (const std::uint32_t offset : {0u, length / 2, length}) places.push_back({edge, offset});
  }
  return places;
}

void check_trips(const Router& router, Profile profile, std::span<const Place> places) {
  const RoadGraph& roads = router.roads();
  if (length_of(roads) > kLongestTrip) return;
  const auto times = times_of(router.graph());
  Dijkstra dijkstra(router.graph());
  RouterScratch scratch;
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  const TravelMatrix matrix = router.matrix(places, places, *serial);
  std::vector<PathStep> steps;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      const auto trip = router.trip(places[i], places[j], scratch);
      must(trip == dijkstra.trip(places[i], places[j]), "the hierarchy is not Dijkstra's");
      must(trip.has_value() == matrix.reachable(i, j) && (!trip || *trip == matrix.at(i, j)),
           "a matrix is not its trips");
      router.path(places[i], places[j], scratch, steps);
      if (!trip) {
        must(steps.empty(), "a path where there is no trip");
        continue;
      }
      must(test::walk_along(roads, times, places[i], places[j], steps) == trip,
           "a path does not add up to its trip");
      must(!makes_banned_turn(roads, profile, steps), "a path makes a banned turn");
    }
  }
}

}  // namespace grend::fuzz
