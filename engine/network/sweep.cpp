#include "engine/network/sweep.h"

namespace grend::network {

void Sweep::start(const Hierarchy& hierarchy) {
  for (const Rank node : visited_) costs_[node] = {};
  visited_.clear();
  if (costs_.size() < hierarchy.nodes()) costs_.resize(hierarchy.nodes());
  queue_.start(hierarchy.nodes());
}

void Sweep::add_origin(Rank node, Cost cost) {
  costs_[node].from_origin = std::min(costs_[node].from_origin, cost);
  queue_.insert(node);
}

void Sweep::add_destination(Rank node, Cost cost) {
  costs_[node].to_destination = std::min(costs_[node].to_destination, cost);
  queue_.insert(node);
}

Meeting Sweep::meet(const Hierarchy& hierarchy, Cost bound) {
  Meeting best{bound, kNoRank};
  for (Rank node = queue_.take(); node != kNoRank; node = queue_.take()) {
    visited_.push_back(node);
    const Costs costs = costs_[node];
    const Cost through = costs.from_origin + costs.to_destination;
    if (through < best.cost) best = {through, node};
    if (std::min(costs.from_origin, costs.to_destination) >= best.cost) continue;
    const auto arcs = hierarchy.arcs(node);
    const Costs rising = unstalled<Sides::kBoth>(arcs, costs);
    if (std::min(rising.from_origin, rising.to_destination) >= kNoWay) continue;
    lift<Sides::kBoth>(hierarchy, arcs, rising);
  }
  return best;
}

}  // namespace grend::network
