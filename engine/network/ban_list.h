// Collects the banned turns of a network, within bounds that real maps keep by far: a ban may not
// lead through a junction of very many roads, nor be very long, and together they may not be too
// many. Without bounds a barrier where 1,000 roads meet would mean 10^6 bans, and a small hostile
// file could ask for more memory than there is. What is refused is told by its reason.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "engine/network/graph.h"

namespace grend::network {

class BanList {
 public:
  static constexpr std::size_t kMostArms = 64;                     // ends of edges at a junction
  static constexpr std::size_t kLongest = 128;                     // edges of one ban
  static constexpr std::size_t kMostEdges = std::size_t{1} << 21;  // of all bans together

  // What it says of these.
  static constexpr const char* kTooManyArms = "at a junction of more than 64 roads";
  static constexpr const char* kTooLong = "over more than 128 edges";
  static constexpr const char* kTooMany = "beyond 2 million edges in all banned turns";

  // O(edges). The graph must outlive the list.
  explicit BanList(const RoadGraph& graph);

  // Why no turn can be banned at this junction; null: it can.
  const char* refuses(NodeId junction) const;
  // Adds the ban, or tells why not.
  const char* add(std::span<const DirectedEdge> edges, ProfileSet profiles);
  TurnBans take() { return std::move(bans_); }

 private:
  const RoadGraph* graph_;
  IdVector<NodeId, std::uint32_t> arms_;  // ends of edges
  TurnBans bans_;
  std::size_t edges_ = 0;
};

}  // namespace grend::network
