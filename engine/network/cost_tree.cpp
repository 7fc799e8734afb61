#include "engine/network/cost_tree.h"

#include <algorithm>

#include "engine/network/hierarchy.h"
#include "engine/network/router_scratch.h"

namespace grend::network {

CostTree::CostTree(Router router, One one) : router_(std::move(router)), one_(one) {
  const Hierarchy& hierarchy = router_.hierarchy();
  for (Rank node = 0; node < hierarchy.nodes(); ++node) {
    for (const UpArc& arc : hierarchy.arcs(node)) {
      const Cost cost = one == One::kOrigin ? arc.down : arc.up;
      if (cost >= kNoWay) continue;
      above_.push_back(arc.head);
      below_.push_back(node);
      cost_.push_back(cost);
    }
  }
}

std::span<const Cost> CostTree::costs(Place place, RouterScratch& scratch) const {
  const Hierarchy& hierarchy = router_.hierarchy();
  RouterScratch::State& state = scratch.state();
  if (one_ == One::kOrigin) {
    climb_at<true>(router_.graph(), hierarchy, place, state.sweep, state.near);
  } else {
    climb_at<false>(router_.graph(), hierarchy, place, state.sweep, state.near);
  }
  std::vector<Cost>& costs = state.costs;
  costs.assign(hierarchy.nodes(), kNoWay);
  const Climb& near = state.near;
  for (std::size_t i = 0; i < near.nodes.size(); ++i) costs[near.nodes[i]] = near.costs[i];
  // One loop over all arcs: a loop for each node would end at a moment no processor can foresee.
  for (std::size_t i = 0; i < cost_.size(); ++i) {
    costs[below_[i]] = std::min(costs[below_[i]], costs[above_[i]] + cost_[i]);
  }
  return costs;
}

}  // namespace grend::network
