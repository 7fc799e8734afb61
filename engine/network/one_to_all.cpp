#include "engine/network/one_to_all.h"

#include <algorithm>

#include "engine/network/router_scratch.h"

namespace grend::network {

OneToAll::OneToAll(const Router& router) : router_(&router) {
  const Hierarchy& hierarchy = router.hierarchy();
  for (Rank node = 0; node < hierarchy.nodes(); ++node) {
    for (const UpArc& arc : hierarchy.arcs(node)) {
      if (arc.down >= kNoWay) continue;
      start_.push_back(arc.head);
      end_.push_back(node);
      cost_.push_back(arc.down);
    }
  }
}

void OneToAll::trips_from(Place from, RouterScratch& scratch, TripsFrom& trips) const {
  const Hierarchy& hierarchy = router_->hierarchy();
  RouterScratch::State& state = scratch.state();
  std::vector<Cost>& costs = state.costs;
  climb_at<true>(router_->graph(), hierarchy, from, state.sweep, state.near);
  costs.assign(hierarchy.nodes(), kNoWay);
  for (const Settled& settled : state.near) costs[settled.node] = settled.cost;
  // One loop over all arcs: a loop for each node would end at a moment no processor can foresee.
  for (std::size_t i = 0; i < cost_.size(); ++i) {
    costs[end_[i]] = std::min(costs[end_[i]], costs[start_[i]] + cost_[i]);
  }
  const TurnStates& turns = router_->graph().turns();
  trips.time.resize(router_->roads().nodes());
  trips.distance.resize(router_->roads().nodes());
  for (const NodeId node : trips.time.ids()) {
    Cost cost = kNoWay;
    turns.for_each_at(node, [&](NodeId at) { cost = std::min(cost, costs[hierarchy.rank(at)]); });
    trips.time[node] = to_reach(cost).time;
    trips.distance[node] = to_reach(cost).distance;
  }
}

}  // namespace grend::network
