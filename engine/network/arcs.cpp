#include "engine/network/arcs.h"

namespace grend::network {

Arcs::Arcs(const TravelGraph& graph, By by) : first_(graph.nodes() + 1, 0) {
  const auto key = [by](NodeId start, NodeId end) { return by == By::kStart ? start : end; };
  graph.for_each_open([&](NodeId start, NodeId end, DirectedEdge, std::uint32_t) {
    ++first_[key(start, end).value() + 1];
  });
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  arcs_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  graph.for_each_open([&](NodeId start, NodeId end, DirectedEdge via, std::uint32_t time) {
    const NodeId at = key(start, end);
    arcs_[next[at.value()]++] = {at == start ? end : start, via,
                                 make_cost(time, graph.roads().length[via.edge])};
  });
}

}  // namespace grend::network
