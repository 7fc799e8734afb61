// The shrinking graph of a contraction and the search for ways around a node in it.
#pragma once

#include <vector>

#include "engine/network/cost.h"
#include "engine/network/min_heap.h"
#include "engine/network/via.h"

namespace grend::network {

// A neighbour of a node, with the costs of both directions (kNoWay: closed).
struct Link {
  Cost out = kNoWay;
  Cost in = kNoWay;
  std::uint32_t node = 0;
  Via via_out;
  Via via_in;
  std::uint32_t edges = 1;  // how many edges it stands for

  bool two_way() const { return out == in; }
};
using Links = std::vector<std::vector<Link>>;  // by node

// Looks for ways from one node to several others that avoid a third and stay below a threshold.
// It may give up early: that costs a shortcut, never correctness. One object per thread.
class WitnessSearch {
 public:
  explicit WitnessSearch(std::size_t nodes) : marks_(nodes) {}

  void clear();
  // `least_in`: no way enters the target for less.
  void add_target(std::uint32_t node, Cost threshold, Cost least_in);
  void run(const Links& links, std::uint32_t start, std::uint32_t avoid);

  // What the last run found; an upper bound.
  Cost cost(std::uint32_t node) const { return marks_[node].cost; }
  // The way found may be travelled back at the same cost.
  bool two_way(std::uint32_t node) const { return marks_[node].two_way; }

 private:
  struct Mark {
    Cost cost = kNoWay;
    std::uint32_t target = kNoTarget;  // index of its threshold
    bool two_way = true;
  };
  static constexpr std::uint32_t kNoTarget = ~std::uint32_t{0};
  void reach(const Link& link, Cost cost, bool two_way);

  std::vector<Mark> marks_;
  std::vector<std::uint32_t> touched_;
  std::vector<Cost> thresholds_;
  MinHeap heap_;
  std::size_t undecided_ = 0;
  Cost limit_ = 0;  // a node at this cost can no longer lead to a way below any threshold
};

}  // namespace grend::network
