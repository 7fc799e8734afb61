// Random graphs with all that a road graph can hold: names, bans of turns and of ways through,
// ferries, bends.
#pragma once

#include <algorithm>

#include "tests/unit/engine/network/random_graph.h"

namespace grend::test {

inline void add_names(network::RoadGraph& graph, RandomStream& random) {
  using namespace network;
  graph.roads.push_back({"", "Ås vei"});
  graph.roads.push_back({"Fv 27", ""});
  for (const EdgeId edge : graph.from.ids()) {
    const std::int64_t road = random.between(-1, 1);
    if (road >= 0) graph.road[edge] = RoadId(static_cast<std::size_t>(road));
  }
}

inline network::RoadGraph rich_graph(const RandomGraphShape& shape, RandomStream& random) {
  using namespace network;
  RoadGraph graph = random_graph(shape, random);
  add_names(graph, random);
  // Where two edges follow one another, some turns are banned, and some ways on to a third.
  std::vector<DirectedEdge> directed;
  for (const EdgeId edge : graph.from.ids()) {
    directed.push_back({edge, true});
    directed.push_back({edge, false});
  }
  for (const DirectedEdge a : directed) {
    for (const DirectedEdge b : directed) {
      if (graph.head(a) != graph.tail(b) || !random.chance(0.1)) continue;
      std::vector<DirectedEdge> banned = {a, b};
      const DirectedEdge c = directed[static_cast<std::size_t>(
          random.between(0, static_cast<std::int64_t>(directed.size()) - 1))];
      if (graph.head(b) == graph.tail(c)) banned.push_back(c);
      graph.bans.edges.push_row(banned);
      graph.bans.profiles.push_back(random.chance(0.5) ? ProfileSet::all() : ProfileSet::motor());
    }
  }
  const EdgeId ferry(graph.edges() - 1);
  graph.road_class[ferry] = RoadClass::kFerry;
  graph.ferries.push_back({ferry, minutes(9), minutes(15), 21});
  return graph;
}

}  // namespace grend::test
