// One end of many trips: its climb is spread over the nodes once, and each other end's climb is
// read against it.
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
  for (const Settled& s : state.near) state.spread[s.node] = s.cost;
  reached.resize(many.size());
  for (std::size_t i = 0; i < many.size(); ++i) {
    Cost best = kForward ? direct_travel(graph, one, many[i]).cost
                         : direct_travel(graph, many[i], one).cost;
    climb_at<!kForward>(graph, hierarchy, many[i], state.sweep, state.far);
    for (const Settled& s : state.far) best = std::min(best, state.spread[s.node] + s.cost);
    reached[i] = to_reach(best);
  }
  for (const Settled& s : state.near) state.spread[s.node] = kNoWay;
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
