// What a search from a place settles on its way up the hierarchy, as a list: a fastest trip between
// two places leads over a node that is in both their lists. Tables of trips join such lists instead
// of searching for each pair.
#pragma once

#include <span>
#include <vector>

#include "engine/network/sweep.h"

namespace grend::network {

// Nodes, the least important first, and the costs between the place and them. In two columns,
// because joins look at most nodes in vain.
struct ClimbView {
  std::span<const Rank> nodes;
  std::span<const Cost> costs;
  std::size_t size() const { return nodes.size(); }
};

struct Climb {
  std::vector<Rank> nodes;
  std::vector<Cost> costs;

  void clear() {
    nodes.clear();
    costs.clear();
  }
  void push_back(Rank node, Cost cost) {
    nodes.push_back(node);
    costs.push_back(cost);
  }
  operator ClimbView() const { return {nodes, costs}; }
};

// Begins a search from the place upward (kForward), or from above down to it.
template <bool kForward>
void start_at(const TravelGraph& graph, const Hierarchy& hierarchy, Place place, Sweep& sweep) {
  sweep.start(hierarchy);
  if constexpr (kForward) {
    for (const EdgeEnd& end : departures(graph, place)) {
      sweep.add_origin(hierarchy.rank(end.node), end.cost);
    }
  } else {
    for_each_arrival(graph, place, [&](const EdgeEnd& end) {
      sweep.add_destination(hierarchy.rank(end.node), end.cost);
    });
  }
}

// From the place upward (kForward), or from above down to it. O(nodes above it), about 100.
template <bool kForward>
void climb_at(const TravelGraph& graph, const Hierarchy& hierarchy, Place place, Sweep& sweep,
              Climb& climb) {
  climb.clear();
  start_at<kForward>(graph, hierarchy, place, sweep);
  sweep.climb<kForward>(hierarchy, [&](Rank node, Cost cost) { climb.push_back(node, cost); });
}

constexpr Reach to_reach(Cost cost) {
  return cost < kNoWay ? Reach{cost_time(cost), cost_length(cost)} : Reach{};
}

}  // namespace grend::network
