// How an arc of a contraction hierarchy is travelled: along one edge, or by way of a lower node.
#pragma once

#include <cstdint>

#include "engine/network/arcs.h"

namespace grend::network {

class Via {
 public:
  Via() = default;
  static Via edge(DirectedEdge e) { return Via(e.edge.value() << 1 | (e.forward ? 0u : 1u)); }
  static Via node(std::uint32_t n) { return Via(kNodeBit | n); }
  bool is_node() const { return (code_ & kNodeBit) != 0; }
  std::uint32_t node() const { return code_ & ~kNodeBit; }
  DirectedEdge edge() const { return {EdgeId(code_ >> 1), (code_ & 1) == 0}; }
  bool operator==(const Via&) const = default;
  // One bit tells which, one the direction.
  static constexpr std::size_t kMaxEdges = std::size_t{1} << 30;

 private:
  explicit Via(std::uint32_t code) : code_(code) {}
  static constexpr std::uint32_t kNodeBit = 1u << 31;
  std::uint32_t code_ = 0;
};

}  // namespace grend::network
