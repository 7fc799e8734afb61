// A finished contraction hierarchy: for each node the arcs to more important nodes, which have
// lower ranks. A shortest path climbs such arcs from its start to a top and descends to its end.
// Immutable, shared by all threads.
#pragma once

#include <span>
#include <vector>

#include "engine/network/contraction.h"
#include "engine/network/cost.h"
#include "engine/network/rank_queue.h"

namespace grend::network {

class Hierarchy {
 public:
  explicit Hierarchy(Contracted data) : data_(std::move(data)) {}

  std::size_t nodes() const { return data_.rank.size(); }
  std::size_t arc_count() const { return data_.arcs.size(); }
  std::size_t bytes() const;
  Rank rank(NodeId node) const { return data_.rank[node.value()]; }
  const std::vector<Rank>& ranks() const { return data_.rank; }

  std::span<const UpArc> arcs(Rank node) const {
    return {data_.arcs.data() + data_.first[node], data_.arcs.data() + data_.first[node + 1]};
  }
  // Tells the processor that arcs(arc.head) will soon be asked for: they are far apart in memory.
  void prefetch_above(const UpArc& arc) const {
    __builtin_prefetch(&data_.first[arc.head]);
    __builtin_prefetch(data_.arcs.data() + arc.head_first);
    __builtin_prefetch(data_.arcs.data() + arc.head_first + kArcsPerCacheLine);
  }

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
  static constexpr std::size_t kArcsPerCacheLine = 64 / sizeof(UpArc);
  Via find_via(Rank low, Rank high, bool upward) const;
  Contracted data_;
};

}  // namespace grend::network
