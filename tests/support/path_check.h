// Walks a path edge by edge and adds up what it costs, by the rules of graph.h alone.
#pragma once

#include <optional>
#include <vector>

#include "engine/network/router.h"

namespace grend::test {

// Nothing if the steps do not hang together, use a closed direction, or lead elsewhere.
inline std::optional<network::Trip> walk_along(
    const network::RoadGraph& graph, const IdVector<network::EdgeId, network::EdgeTimes>& times,
    network::Place from, network::Place to, const std::vector<network::PathStep>& steps) {
  using namespace network;
  const auto end_of = [&](Place place) {
    if (place.offset == 0) return graph.from[place.edge];
    return place.offset == graph.length[place.edge] ? graph.to[place.edge] : NodeId::none();
  };
  // Where the walker is, and the junction if it is one.
  Place at = from;
  NodeId node = end_of(from);
  Trip sum{Duration(0), Distance(0)};
  for (const PathStep& step : steps) {
    const std::uint32_t length = graph.length[step.edge];
    const std::uint32_t whole = step.forward ? times[step.edge].forward : times[step.edge].backward;
    if (whole == kClosed || step.length == 0) return std::nullopt;
    std::uint32_t begin = 0;
    if (node.valid()) {
      if (node != (step.forward ? graph.from[step.edge] : graph.to[step.edge])) return std::nullopt;
    } else {
      if (step.edge != at.edge) return std::nullopt;
      begin = step.forward ? at.offset : length - at.offset;
    }
    const std::uint32_t end = begin + step.length;
    if (end > length) return std::nullopt;
    sum.time +=
        Duration(partial_time(whole, end, length)) - Duration(partial_time(whole, begin, length));
    sum.distance += Distance(step.length);
    at = {step.edge, step.forward ? end : length - end};
    node = end_of(at);
  }
  const bool arrived = at == to || (node.valid() && node == end_of(to));
  return arrived ? std::optional(sum) : std::nullopt;
}

// Without snow, closures and queues.
inline std::optional<network::Trip> walk_along(const network::RoadGraph& graph,
                                               network::Profile profile, network::Place from,
                                               network::Place to,
                                               const std::vector<network::PathStep>& steps) {
  return walk_along(graph, graph.times[network::index_of(profile)], from, to, steps);
}

}  // namespace grend::test
