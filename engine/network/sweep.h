// A search on a contraction hierarchy: from given nodes upward, in order of rank. Because arcs lead
// to lower ranks only, each node is met once, after all that leads to it: no queue by cost, no
// stale entries. Where a node turns out to be reached more cheaply from above (stall-on-demand) it
// leads nowhere. One object per thread; it allocates nothing once it is warm.
//
// In the spirit of the elimination tree query of customizable hierarchies (Dibbelt et al. 2014);
// measured against the usual pair of Dijkstra searches it takes half to two thirds of the time.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/network/hierarchy.h"

namespace grend::network {

// Where a path turns from climbing to descending.
struct Meeting {
  Cost cost = kNoWay;
  Rank top = kNoRank;
};

class Sweep {
 public:
  // Forgets the last search and makes room for the hierarchy.
  void start(const Hierarchy& hierarchy);
  void add_origin(Rank node, Cost cost);       // cost from the origin to the node
  void add_destination(Rank node, Cost cost);  // cost from the node to the destination

  // The cheapest way from the origins to the destinations if it costs less than `bound`.
  Meeting meet(const Hierarchy& hierarchy, Cost bound);

  // The least cost of a way between the origins (kForward) or the destinations and the other end,
  // from which `known` tells the cost by node, if it is less than `bound`.
  template <bool kForward>
  Cost meet_known(const Hierarchy& hierarchy, std::span<const Cost> known, Cost bound);

  // The nodes above the origins (kForward) or the destinations, the most important first, that may
  // be the top of a shortest path: those whose cost is the least of any way. All destinations of
  // an origin are found by these alone.
  template <bool kForward, class Visit>
  void climb(const Hierarchy& hierarchy, Visit&& visit);

  // After meet(): the nodes of the climb from an origin to `top` (kForward), or of the descent from
  // `top` to a destination; in both cases listed from `top`. `is_end` tells whether a node at this
  // cost is where it begins.
  template <bool kForward, class IsEnd>
  void trace(const Hierarchy& hierarchy, Rank top, IsEnd&& is_end, std::vector<Rank>& nodes) const;

  Cost cost_from_origin(Rank node) const { return costs_[node].from_origin; }
  Cost cost_to_destination(Rank node) const { return costs_[node].to_destination; }

 private:
  struct Costs {
    Cost from_origin = kNoWay;
    Cost to_destination = kNoWay;

    Cost get(bool forward) const { return forward ? from_origin : to_destination; }
  };
  enum class Sides { kOrigin, kDestination, kBoth };
  template <Sides kSides>
  static constexpr bool kHasOrigin = kSides != Sides::kDestination;
  template <Sides kSides>
  static constexpr bool kHasDestination = kSides != Sides::kOrigin;
  // The costs without those that are lower by way of a node above.
  template <Sides kSides>
  Costs unstalled(std::span<const UpArc> arcs, Costs costs) const;
  template <Sides kSides>
  void lift(const Hierarchy& hierarchy, std::span<const UpArc> arcs, Costs costs);

  std::vector<Costs> costs_;
  std::vector<Rank> visited_;  // descending
  RankQueue queue_;
};

template <Sweep::Sides kSides>
Sweep::Costs Sweep::unstalled(std::span<const UpArc> arcs, Costs costs) const {
  Costs least = costs;
  for (const UpArc& arc : arcs) {
    const Costs& above = costs_[arc.head];
    if constexpr (kHasOrigin<kSides>) {
      least.from_origin = std::min(least.from_origin, above.from_origin + arc.down);
    }
    if constexpr (kHasDestination<kSides>) {
      least.to_destination = std::min(least.to_destination, above.to_destination + arc.up);
    }
  }
  return {least.from_origin < costs.from_origin ? kNoWay : costs.from_origin,
          least.to_destination < costs.to_destination ? kNoWay : costs.to_destination};
}

template <Sweep::Sides kSides>
void Sweep::lift(const Hierarchy& hierarchy, std::span<const UpArc> arcs, Costs costs) {
  for (const UpArc& arc : arcs) {
    Costs& above = costs_[arc.head];
    if constexpr (kHasOrigin<kSides>) {
      above.from_origin = std::min(above.from_origin, costs.from_origin + arc.up);
    }
    if constexpr (kHasDestination<kSides>) {
      above.to_destination = std::min(above.to_destination, costs.to_destination + arc.down);
    }
    queue_.insert(arc.head);
    hierarchy.prefetch_above(arc);
  }
}

template <bool kForward>
Cost Sweep::meet_known(const Hierarchy& hierarchy, std::span<const Cost> known, Cost bound) {
  constexpr Sides kSides = kForward ? Sides::kOrigin : Sides::kDestination;
  for (Rank node = queue_.take(); node != kNoRank; node = queue_.take()) {
    visited_.push_back(node);
    const Cost cost = costs_[node].get(kForward);
    bound = std::min(bound, cost + known[node]);
    if (cost >= bound) continue;
    const auto arcs = hierarchy.arcs(node);
    const Costs rising = unstalled<kSides>(arcs, costs_[node]);
    if (rising.get(kForward) < kNoWay) lift<kSides>(hierarchy, arcs, rising);
  }
  return bound;
}

template <bool kForward, class Visit>
void Sweep::climb(const Hierarchy& hierarchy, Visit&& visit) {
  constexpr Sides kSides = kForward ? Sides::kOrigin : Sides::kDestination;
  for (Rank node = queue_.take(); node != kNoRank; node = queue_.take()) {
    visited_.push_back(node);
    const auto arcs = hierarchy.arcs(node);
    const Costs rising = unstalled<kSides>(arcs, costs_[node]);
    if (rising.get(kForward) < kNoWay) lift<kSides>(hierarchy, arcs, rising);
  }
  for (auto node = visited_.rbegin(); node != visited_.rend(); ++node) {
    const Cost climbed = costs_[*node].get(kForward);
    Cost least = climbed;
    for (const UpArc& arc : hierarchy.arcs(*node)) {
      least = std::min(least, costs_[arc.head].get(kForward) + (kForward ? arc.down : arc.up));
    }
    if (least == climbed && climbed < kNoWay) visit(*node, climbed);
    (kForward ? costs_[*node].from_origin : costs_[*node].to_destination) = least;
  }
}

template <bool kForward, class IsEnd>
void Sweep::trace(const Hierarchy& hierarchy, Rank top, IsEnd&& is_end,
                  std::vector<Rank>& nodes) const {
  nodes.assign(1, top);
  Rank above = top;
  // Below come first in visited_, and of the nodes on the way the lower always before the upper.
  for (auto node = visited_.rbegin(); node != visited_.rend(); ++node) {
    if (is_end(above, costs_[above].get(kForward))) return;
    for (const UpArc& arc : hierarchy.arcs(*node)) {
      const Cost cost = costs_[*node].get(kForward) + (kForward ? arc.up : arc.down);
      if (arc.head != above || cost != costs_[above].get(kForward)) continue;
      above = *node;
      nodes.push_back(above);
      break;
    }
  }
}

}  // namespace grend::network
