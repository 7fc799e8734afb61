// The cost of a way through the network: time in ms in the upper half, length in cm in the lower.
// One addition adds both and one comparison compares by (time, length), so that among equally fast
// ways the shortest wins and every algorithm finds the same pair. A length stays below 2^32 cm
// (42,949 km), a time below 2^30 ms (12 days).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/network/travel_graph.h"
#include "engine/network/trip.h"

namespace grend::network {

using Cost = std::uint64_t;

// No way at all; the sum of two still does not overflow.
inline constexpr Cost kNoWay = Cost{1} << 62;

constexpr Cost make_cost(std::uint32_t time, std::uint32_t length) {
  return Cost{time} << 32 | length;
}
constexpr std::uint32_t cost_time(Cost cost) { return static_cast<std::uint32_t>(cost >> 32); }
constexpr std::uint32_t cost_length(Cost cost) { return static_cast<std::uint32_t>(cost); }
constexpr Trip to_trip(Cost cost) {
  return {Duration(cost_time(cost)), Distance(cost_length(cost))};
}

// A node and the cost between it and a place inside an edge.
struct EdgeEnd {
  NodeId node;
  Cost cost = kNoWay;
  bool forward = true;  // the direction of travel on the edge
};

// The one or two ends that a traveller reaches first.
class EdgeEnds {
 public:
  void add(EdgeEnd end) { ends_[count_++] = end; }
  const EdgeEnd* begin() const { return ends_.data(); }
  const EdgeEnd* end() const { return ends_.data() + count_; }

 private:
  std::array<EdgeEnd, 2> ends_;
  std::size_t count_ = 0;
};
EdgeEnds departures(const TravelGraph& graph, Place place);

// visit(end) for each node from which a traveller may come to the place as the last stretch: the
// one or two ends of the edge, and those copies of them that may turn into it.
template <class Visit>
void for_each_arrival(const TravelGraph& graph, Place place, Visit&& visit);

// Travel inside one edge without passing a junction.
struct DirectTravel {
  Cost cost = kNoWay;
  bool forward = true;
};
DirectTravel direct_travel(const TravelGraph& graph, Place from, Place to);

// The costs of one direction of an edge before and after a place on it.
struct EdgeParts {
  Cost before;
  Cost after;
};
constexpr EdgeParts parts_at(std::uint32_t time, std::uint32_t offset, std::uint32_t length) {
  const std::uint32_t first = partial_time(time, offset, length);
  return {make_cost(first, offset), make_cost(time - first, length - offset)};
}

template <class Visit>
void for_each_arrival(const TravelGraph& graph, Place place, Visit&& visit) {
  const EdgeTimes& times = graph.times(place.edge);
  const std::uint32_t length = graph.roads().length[place.edge];
  const auto arrive = [&](bool forward, std::uint32_t time, std::uint32_t offset) {
    if (time == kClosed) return;
    const DirectedEdge edge{place.edge, forward};
    const Cost cost = parts_at(time, offset, length).before;
    graph.turns().for_each_at(graph.roads().tail(edge), [&](NodeId node) {
      if (graph.turns().after(node, edge).valid()) visit(EdgeEnd{node, cost, forward});
    });
  };
  arrive(true, times.forward, place.offset);
  arrive(false, times.backward, length - place.offset);
}

}  // namespace grend::network
