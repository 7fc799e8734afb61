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
  auto& [sweep, nodes, costs] = scratch.state();
  sweep.start(hierarchy);
  for (const EdgeEnd& end : departures(router_->graph(), router_->profile(), from)) {
    sweep.add_origin(hierarchy.rank(end.node), end.cost);
  }
  costs.assign(hierarchy.nodes(), kNoWay);
  sweep.climb<true>(hierarchy, [&costs = costs](Rank node, Cost cost) { costs[node] = cost; });
  // One loop over all arcs: a loop for each node would end at a moment no processor can foresee.
  for (std::size_t i = 0; i < cost_.size(); ++i) {
    costs[end_[i]] = std::min(costs[end_[i]], costs[start_[i]] + cost_[i]);
  }
  trips.time.resize(hierarchy.nodes());
  trips.distance.resize(hierarchy.nodes());
  for (const NodeId node : trips.time.ids()) {
    const Cost cost = costs[hierarchy.rank(node)];
    trips.time[node] = cost < kNoWay ? cost_time(cost) : kClosed;
    trips.distance[node] = cost < kNoWay ? cost_length(cost) : kClosed;
  }
}

}  // namespace grend::network
