// A finished contraction hierarchy and the searches on it. A search climbs only to more important
// nodes; a shortest path is found where the climb from the start meets the climb from the end.
// Immutable and shared by all threads; each thread brings its own Climb objects, which allocate
// nothing once they are warm.
#pragma once

#include <span>
#include <vector>

#include "engine/network/contraction.h"
#include "engine/network/cost.h"
#include "engine/network/min_heap.h"

namespace grend::network {

using Rank = std::uint32_t;
inline constexpr Rank kNoRank = std::numeric_limits<Rank>::max();

class Hierarchy {
 public:
  Hierarchy(const RoadGraph& graph, Profile profile, par::Executor& executor)
      : data_(contract(graph, profile, executor)) {}

  std::size_t nodes() const { return data_.rank.size(); }
  std::size_t arc_count() const { return data_.arcs.size(); }
  Rank rank(NodeId node) const { return data_.rank[node.value()]; }
  std::span<const UpArc> arcs(Rank node) const {
    return {data_.arcs.data() + data_.first[node], data_.arcs.data() + data_.first[node + 1]};
  }
  std::size_t bytes() const;

  // The edges of the arc between `low` and the more important `high`, upward or downward.
  template <class Visit>
  void unpack(Rank low, Rank high, bool upward, Visit&& visit) const {
    const Via via = find_via(low, high, upward);
    if (!via.is_node()) {
      visit(via.edge());
    } else if (upward) {
      unpack(via.node(), low, false, visit);
      unpack(via.node(), high, true, visit);
    } else {
      unpack(via.node(), high, false, visit);
      unpack(via.node(), low, true, visit);
    }
  }

 private:
  Via find_via(Rank low, Rank high, bool upward) const;
  Contracted data_;
};

// One climb: from places' ends upward along the direction of travel (kForward) or against it.
class Climb {
 public:
  struct Label {
    Cost cost = kNoWay;
    Rank parent = kNoRank;
  };

  // Forgets the last climb and makes room for a hierarchy of so many nodes.
  void start(std::size_t nodes) {
    for (const Rank node : touched_) labels_[node].cost = kNoWay;
    touched_.clear();
    heap_.clear();
    if (labels_.size() < nodes) labels_.resize(nodes);
  }

  void reach(Rank node, Cost cost, Rank parent) {
    Label& label = labels_[node];
    if (cost >= label.cost) return;
    if (label.cost == kNoWay) touched_.push_back(node);
    label = {cost, parent};
    heap_.push(cost, node);
  }

  Cost next_cost() const { return heap_.empty() ? kNoWay : heap_.top().cost; }
  const Label& label(Rank node) const { return labels_[node]; }

  // Settles the next node and returns it, or kNoRank if that node need not be looked at: it was
  // overtaken, or reached more cheaply from above (stall-on-demand), so that no shortest path
  // climbs through it. Nodes at `bound` or beyond are not reached.
  template <bool kForward>
  Rank step(const Hierarchy& hierarchy, Cost bound) {
    const auto [cost, node] = heap_.top();
    heap_.pop();
    if (cost > labels_[node].cost) return kNoRank;
    const auto arcs = hierarchy.arcs(node);
    for (const UpArc& arc : arcs) {
      if (labels_[arc.head].cost + (kForward ? arc.down : arc.up) < cost) return kNoRank;
    }
    for (const UpArc& arc : arcs) {
      const Cost next = cost + (kForward ? arc.up : arc.down);
      if (next < bound) reach(arc.head, next, node);
    }
    return node;
  }

 private:
  std::vector<Label> labels_;
  std::vector<Rank> touched_;
  MinHeap heap_;
};

}  // namespace grend::network
