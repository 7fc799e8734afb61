// What a search from a place settles on its way up the hierarchy, as a list: a fastest trip between
// two places leads over a node that is in both their lists. Tables of trips join such lists instead
// of searching for each pair.
#pragma once

#include <vector>

#include "engine/network/sweep.h"

namespace grend::network {

struct Settled {
  Rank node;
  Cost cost;  // between the place and the node
};
using Climb = std::vector<Settled>;  // the least important first

// From the place upward (kForward), or from above down to it. O(nodes above it), about 100.
template <bool kForward>
void climb_at(const TravelGraph& graph, const Hierarchy& hierarchy, Place place, Sweep& sweep,
              Climb& climb) {
  climb.clear();
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
  sweep.climb<kForward>(hierarchy, [&](Rank node, Cost cost) { climb.push_back({node, cost}); });
}

constexpr Reach to_reach(Cost cost) {
  return cost < kNoWay ? Reach{cost_time(cost), cost_length(cost)} : Reach{};
}

}  // namespace grend::network
