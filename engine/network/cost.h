// The cost of a way through the network: time in ms in the upper half, length in cm in the lower.
// One addition adds both and one comparison compares by (time, length), so that among equally fast
// ways the shortest wins and every algorithm finds the same pair. A length stays below 2^32 cm
// (42,949 km), a time below 2^30 ms (12 days).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/network/graph.h"
#include "engine/network/router.h"

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

// A junction and the cost between it and a place inside an edge.
struct EdgeEnd {
  NodeId node;
  Cost cost = kNoWay;
  bool forward = true;  // the direction of travel on the edge
};

// The one or two ends that a traveller reaches first, or comes from last.
class EdgeEnds {
 public:
  void add(EdgeEnd end) { ends_[count_++] = end; }
  const EdgeEnd* begin() const { return ends_.data(); }
  const EdgeEnd* end() const { return ends_.data() + count_; }

 private:
  std::array<EdgeEnd, 2> ends_;
  std::size_t count_ = 0;
};

EdgeEnds departures(const RoadGraph& graph, Profile profile, Place place);
EdgeEnds arrivals(const RoadGraph& graph, Profile profile, Place place);

// Travel inside one edge without passing a junction.
struct DirectTravel {
  Cost cost = kNoWay;
  bool forward = true;
};
DirectTravel direct_travel(const RoadGraph& graph, Profile profile, Place from, Place to);

}  // namespace grend::network
