// Small nasty graphs from a random stream: one-way traps, parallel edges, self-loops, zero times,
// ties, islands, edges closed to everybody.
#pragma once

#include <vector>

#include "engine/base/random.h"
#include "engine/network/router.h"

namespace grend::test {

struct RandomGraphShape {
  std::int64_t nodes = 8;
  std::int64_t edges = 14;
  std::int64_t highest_length = 9;  // low: many ties
  std::int64_t highest_time = 9;
  double one_way = 0.3;
  double closed = 0.05;
};

inline network::RoadGraph random_graph(const RandomGraphShape& shape, RandomStream& random) {
  using namespace network;
  RoadGraph graph;
  for (std::int64_t i = 0; i < shape.nodes; ++i) {
    const std::int64_t x = random.between(0, 100'000);
    graph.position.push_back({x, random.between(0, 100'000)});
  }
  const auto time = [&](double closed) {
    const bool open = !random.chance(closed);
    return open ? static_cast<std::uint32_t>(random.between(0, shape.highest_time)) : kClosed;
  };
  for (std::int64_t i = 0; i < shape.edges; ++i) {
    const NodeId from(static_cast<std::size_t>(random.between(0, shape.nodes - 1)));
    const NodeId to(static_cast<std::size_t>(random.between(0, shape.nodes - 1)));
    graph.from.push_back(from);
    graph.to.push_back(to);
    graph.length.push_back(static_cast<std::uint32_t>(random.between(1, shape.highest_length)));
    graph.road_class.push_back(RoadClass::kResidential);
    for (auto& times : graph.times) {
      EdgeTimes t{time(shape.closed), time(shape.closed + shape.one_way)};
      // Most roads take as long either way.
      if (t.backward != kClosed && random.chance(0.7)) t.backward = t.forward;
      times.push_back(t);
    }
    const geo::Point ends[] = {graph.position[from], graph.position[to]};
    graph.road.push_back(RoadId::none());
    graph.geometry.push_row(ends);
  }
  return graph;
}

// Bans of two to four edges that hang together, many of them sharing beginnings and ends.
inline void add_random_bans(network::RoadGraph& graph, int count, RandomStream& random) {
  using namespace network;
  constexpr std::int64_t kLongestBan = 4;
  const auto number = [&](std::size_t below) {
    return static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(below) - 1));
  };
  for (int i = 0; i < count; ++i) {
    std::vector<DirectedEdge> ban = {{EdgeId(number(graph.edges())), random.chance(0.5)}};
    const auto length = static_cast<std::size_t>(random.between(2, kLongestBan));
    while (ban.size() < length) {
      std::vector<DirectedEdge> next;
      for (const EdgeId e : graph.from.ids()) {
        for (const bool forward : {true, false}) {
          if (graph.tail({e, forward}) == graph.head(ban.back())) next.push_back({e, forward});
        }
      }
      if (next.empty()) break;
      ban.push_back(next[number(next.size())]);
    }
    if (ban.size() < 2) continue;
    graph.bans.edges.push_row(ban);
    graph.bans.profiles.push_back(ProfileSet::motor());
  }
}

// Both ends of every edge and a place inside.
inline std::vector<network::Place> places_on(const network::RoadGraph& graph) {
  std::vector<network::Place> places;
  for (const network::EdgeId edge : graph.from.ids()) {
    const std::uint32_t length = graph.length[edge];
    places.push_back({edge, 0});
    if (length > 1) places.push_back({edge, length / 2});
    places.push_back({edge, length});
  }
  return places;
}

}  // namespace grend::test
