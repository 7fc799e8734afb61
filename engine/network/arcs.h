// The directed arcs that a traveller may use, as flat lists by their start (or, reversed, by their
// end). Built in O(nodes + edges).
#pragma once

#include <span>
#include <vector>

#include "engine/network/cost.h"
#include "engine/network/travel_graph.h"

namespace grend::network {

struct Arc {
  NodeId node;  // the other end
  DirectedEdge via;
  Cost cost = kNoWay;
};

class Arcs {
 public:
  enum class By { kStart, kEnd };
  Arcs(const TravelGraph& graph, By by);

  std::span<const Arc> operator[](NodeId node) const {
    return {arcs_.data() + first_[node.value()], arcs_.data() + first_[node.value() + 1]};
  }
  std::size_t nodes() const { return first_.size() - 1; }
  std::size_t size() const { return arcs_.size(); }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<Arc> arcs_;
};

}  // namespace grend::network
