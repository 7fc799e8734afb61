#include "engine/network/dijkstra.h"

#include <algorithm>

#include "engine/network/path.h"

namespace grend::network {

Dijkstra::Dijkstra(TravelGraph graph)
    : graph_(std::move(graph)),
      out_(graph_, Arcs::By::kStart),
      cost_(graph_.nodes(), kNoWay),
      reached_by_(graph_.nodes()) {}

template <class Bound>
void Dijkstra::search(Place from, Bound&& bound) {
  std::fill(cost_.begin(), cost_.end(), kNoWay);
  heap_.clear();
  const auto reach = [this](NodeId node, Cost cost, Step step) {
    if (cost >= cost_[node]) return;
    cost_[node] = cost;
    reached_by_[node] = step;
    heap_.push(cost, node.value());
  };
  for (const EdgeEnd& start : departures(graph_, from)) {
    reach(start.node, start.cost, {NodeId::none(), {from.edge, start.forward}});
  }
  while (!heap_.empty()) {
    const Cost cost = heap_.top().cost;
    const NodeId node(heap_.top().node);
    if (cost >= bound()) return;
    heap_.pop();
    if (cost > cost_[node]) continue;
    for (const Arc& arc : out_[node]) reach(arc.node, cost + arc.cost, {node, arc.via});
  }
}

Dijkstra::Found Dijkstra::find(Place from, Place to) {
  const DirectTravel direct = direct_travel(graph_, from, to);
  const auto best = [&] {
    Found found{direct.cost, NodeId::none(), direct.forward};
    for_each_arrival(graph_, to, [&](const EdgeEnd& end) {
      const Cost cost = cost_[end.node] + end.cost;
      if (cost < found.cost) found = {cost, end.node, end.forward};
    });
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
  for (; reached_by_[node].before.valid(); node = reached_by_[node].before) {
    backwards.push_back(reached_by_[node].via);
  }
  add_departure(graph_.roads(), from, reached_by_[node].via.forward, steps);
  for (auto via = backwards.rbegin(); via != backwards.rend(); ++via) {
    add_edge(graph_.roads(), *via, steps);
  }
  add_arrival(graph_.roads(), to, found.last_forward, steps);
}

const IdVector<NodeId, Cost>& Dijkstra::costs_from(Place from) {
  search(from, [] { return kNoWay; });
  return cost_;
}

}  // namespace grend::network
