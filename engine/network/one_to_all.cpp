#include "engine/network/one_to_all.h"

#include <algorithm>

#include "engine/network/climbs.h"

namespace grend::network {

void OneToAll::trips_from(Place from, RouterScratch& scratch, TripsFrom& trips) const {
  const std::span<const Cost> costs = tree_.costs(from, scratch);
  const Router& router = tree_.router();
  const TurnStates& turns = router.graph().turns();
  trips.time.resize(router.roads().nodes());
  trips.distance.resize(router.roads().nodes());
  for (const NodeId node : trips.time.ids()) {
    Cost cost = kNoWay;
    turns.for_each_at(
        node, [&](NodeId at) { cost = std::min(cost, costs[router.hierarchy().rank(at)]); });
    trips.time[node] = to_reach(cost).time;
    trips.distance[node] = to_reach(cost).distance;
  }
}

}  // namespace grend::network
