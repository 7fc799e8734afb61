// One end of many trips: its climb is spread over the nodes once, and the search from each other
// end looks there for where they meet, going no farther than the best meeting found.
#include <algorithm>

#include "engine/network/hierarchy.h"
#include "engine/network/router_scratch.h"

namespace grend::network {
namespace {

// `kForward`: the one end is where the trips begin.
template <bool kForward>
void reach_many(const Router& router, Place one, std::span<const Place> many,
                RouterScratch::State& state, std::vector<Reach>& reached) {
  const TravelGraph& graph = router.graph();
  const Hierarchy& hierarchy = router.hierarchy();
  state.spread.resize(std::max(state.spread.size(), hierarchy.nodes()), kNoWay);
  climb_at<kForward>(graph, hierarchy, one, state.sweep, state.near);
  const Climb& near = state.near;
  for (std::size_t i = 0; i < near.nodes.size(); ++i) state.spread[near.nodes[i]] = near.costs[i];
  reached.resize(many.size());
  for (std::size_t i = 0; i < many.size(); ++i) {
    const DirectTravel direct =
        kForward ? direct_travel(graph, one, many[i]) : direct_travel(graph, many[i], one);
    start_at<!kForward>(graph, hierarchy, many[i], state.sweep);
    reached[i] = to_reach(state.sweep.meet_known<!kForward>(hierarchy, state.spread, direct.cost));
  }
  for (const Rank node : near.nodes) state.spread[node] = kNoWay;
}

}  // namespace

void Router::one_to_many(Place from, std::span<const Place> to, RouterScratch& scratch,
                         std::vector<Reach>& reached) const {
  reach_many<true>(*this, from, to, scratch.state(), reached);
}

void Router::many_to_one(std::span<const Place> from, Place to, RouterScratch& scratch,
                         std::vector<Reach>& reached) const {
  reach_many<false>(*this, to, from, scratch.state(), reached);
}

}  // namespace grend::network
