#include "engine/network/arcs.h"

namespace grend::network {
namespace {

// visit(start, end, cost, via) for each direction of each edge that the profile may travel.
template <class Visit>
void for_each_open(const RoadGraph& graph, Profile profile, Visit&& visit) {
  for (const EdgeId edge : graph.from.ids()) {
    const EdgeTimes& times = graph.edge_times(profile, edge);
    const NodeId from = graph.from[edge];
    const NodeId to = graph.to[edge];
    const std::uint32_t length = graph.length[edge];
    if (times.forward != kClosed) {
      visit(from, to, make_cost(times.forward, length), DirectedEdge{edge, true});
    }
    if (times.backward != kClosed) {
      visit(to, from, make_cost(times.backward, length), DirectedEdge{edge, false});
    }
  }
}

}  // namespace

Arcs::Arcs(const RoadGraph& graph, Profile profile, By by) : first_(graph.nodes() + 1, 0) {
  const auto key = [by](NodeId start, NodeId end) { return by == By::kStart ? start : end; };
  for_each_open(graph, profile, [&](NodeId start, NodeId end, Cost, DirectedEdge) {
    ++first_[key(start, end).value() + 1];
  });
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  arcs_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for_each_open(graph, profile, [&](NodeId start, NodeId end, Cost cost, DirectedEdge via) {
    const NodeId at = key(start, end);
    arcs_[next[at.value()]++] = {at == start ? end : start, via, cost};
  });
}

}  // namespace grend::network
