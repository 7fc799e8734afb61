// Random trips on a map, the hierarchy's answers against Dijkstra's: 10,000 pairs from 100 places
// to 100 each, because one search of Dijkstra's answers for all destinations of a place.
#pragma once

#include <string>
#include <vector>

#include "engine/base/random.h"
#include "engine/network/dijkstra.h"
#include "tests/support/path_check.h"

namespace grend::test {

inline network::Place random_place(const network::Router& router, RandomStream& random) {
  const network::RoadGraph& roads = router.roads();
  while (true) {
    const network::EdgeId edge(
        static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(roads.edges()) - 1)));
    if (!router.usable(edge)) continue;
    return {edge, static_cast<std::uint32_t>(random.between(0, roads.length[edge]))};
  }
}

// What differs first, empty if nothing does: trips, a matrix, and every tenth path, which must add
// up edge by edge.
inline std::string first_difference(const network::RoadGraph& roads, network::Profile profile) {
  using namespace network;
  constexpr int kSources = 100, kTargets = 100, kPathEvery = 10;
  const Router router(roads, profile);
  const TravelGraph& graph = router.graph();
  Dijkstra reference(graph);
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  RouterScratch scratch;
  std::vector<PathStep> steps;
  RandomStream random({7, 0}, 0, Purpose::kTest);
  for (int i = 0; i < kSources; ++i) {
    const Place from = random_place(router, random);
    std::vector<Place> targets;
    for (int j = 0; j < kTargets; ++j) targets.push_back(random_place(router, random));
    const auto& costs = reference.costs_from(from);
    const TravelMatrix row = router.matrix({&from, 1}, targets, *serial);
    for (int j = 0; j < kTargets; ++j) {
      const Place to = targets[static_cast<std::size_t>(j)];
      Cost cost = direct_travel(graph, from, to).cost;
      for_each_arrival(graph, to, [&](const EdgeEnd& end) {
        cost = std::min(cost, costs[end.node] + end.cost);
      });
      const std::string pair = "place " + std::to_string(i) + " to " + std::to_string(j);
      if (cost >= kNoWay) return pair + ": no way between usable places";
      const auto trip = router.trip(from, to, scratch);
      if (trip != to_trip(cost)) return pair + ": differs from Dijkstra";
      if (row.at(0, static_cast<std::size_t>(j)) != *trip) return pair + ": not the matrix's";
      if (j % kPathEvery != 0) continue;
      router.path(from, to, scratch, steps);
      if (walk_along(roads, profile, from, to, steps) != trip)
        return pair + ": path does not add up";
    }
  }
  return "";
}

}  // namespace grend::test
