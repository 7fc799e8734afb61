#include "engine/network/dijkstra.h"

#include <algorithm>

#include "engine/network/path.h"

namespace grend::network {

Dijkstra::Dijkstra(const RoadGraph& graph, Profile profile)
    : graph_(&graph),
      profile_(profile),
      out_(graph, profile, Arcs::By::kStart),
      cost_(graph.nodes(), kNoWay),
      reached_by_(graph.nodes()) {}

template <class Bound>
void Dijkstra::search(Place from, Bound&& bound) {
  std::fill(cost_.begin(), cost_.end(), kNoWay);
  heap_.clear();
  const auto reach = [this](NodeId node, Cost cost, DirectedEdge via) {
    if (cost >= cost_[node]) return;
    cost_[node] = cost;
    reached_by_[node] = via;
    heap_.push(cost, node.value());
  };
  for (const EdgeEnd& start : departures(*graph_, profile_, from)) {
    reach(start.node, start.cost, {EdgeId::none(), start.forward});
  }
  while (!heap_.empty()) {
    const Cost cost = heap_.top().cost;
    const NodeId node(heap_.top().node);
    if (cost >= bound()) return;
    heap_.pop();
    if (cost > cost_[node]) continue;
    for (const Arc& arc : out_[node]) reach(arc.node, cost + arc.cost, arc.via);
  }
}

Dijkstra::Found Dijkstra::find(Place from, Place to) {
  const EdgeEnds ends = arrivals(*graph_, profile_, to);
  const DirectTravel direct = direct_travel(*graph_, profile_, from, to);
  const auto best = [&] {
    Found found{direct.cost, NodeId::none(), direct.forward};
    for (const EdgeEnd& end : ends) {
      const Cost cost = cost_[end.node] + end.cost;
      if (cost < found.cost) found = {cost, end.node, end.forward};
    }
    return found;
  };
  search(from, [&] { return best().cost; });
  return best();
}

std::optional<Trip> Dijkstra::trip(Place from, Place to) {
  const Found found = find(from, to);
  if (found.cost >= kNoWay) return std::nullopt;
  return to_trip(found.cost);
}

void Dijkstra::path(Place from, Place to, std::vector<PathStep>& steps) {
  steps.clear();
  const Found found = find(from, to);
  if (found.cost >= kNoWay) return;
  if (!found.last_node.valid()) {
    add_direct(from.edge, {found.cost, found.last_forward}, steps);
    return;
  }
  std::vector<DirectedEdge> backwards;
  NodeId node = found.last_node;
  while (reached_by_[node].edge.valid()) {
    const DirectedEdge via = reached_by_[node];
    backwards.push_back(via);
    node = via.forward ? graph_->from[via.edge] : graph_->to[via.edge];
  }
  add_departure(*graph_, from, reached_by_[node].forward, steps);
  for (auto via = backwards.rbegin(); via != backwards.rend(); ++via) {
    add_edge(*graph_, *via, steps);
  }
  add_arrival(*graph_, to, found.last_forward, steps);
}

const IdVector<NodeId, Cost>& Dijkstra::costs_from(Place from) {
  search(from, [] { return kNoWay; });
  return cost_;
}

}  // namespace grend::network
