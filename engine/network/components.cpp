#include "engine/network/components.h"

#include <optional>
#include <vector>

#include "engine/network/arcs.h"

namespace grend::network {
namespace {

constexpr std::uint32_t kUnseen = std::numeric_limits<std::uint32_t>::max();

// Nodes in the order in which a depth-first search along the arcs leaves them (Kosaraju's first
// pass); iterative, because a valley road is deep.
std::vector<NodeId> leaving_order(const Arcs& out) {
  std::vector<NodeId> order;
  order.reserve(out.nodes());
  std::vector<std::uint32_t> next(out.nodes(), kUnseen);
  std::vector<NodeId> stack;
  for (const NodeId root : IdRange<NodeId>(out.nodes())) {
    if (next[root.value()] != kUnseen) continue;
    next[root.value()] = 0;
    stack.push_back(root);
    while (!stack.empty()) {
      const NodeId node = stack.back();
      const auto arcs = out[node];
      std::uint32_t& at = next[node.value()];
      while (at < arcs.size() && next[arcs[at].node.value()] != kUnseen) ++at;
      if (at == arcs.size()) {
        order.push_back(node);
        stack.pop_back();
      } else {
        const NodeId child = arcs[at].node;
        next[child.value()] = 0;
        stack.push_back(child);
      }
    }
  }
  return order;
}

}  // namespace

IdVector<NodeId, bool> largest_component(const TravelGraph& graph) {
  const Arcs out(graph, Arcs::By::kStart);
  const std::vector<NodeId> order = leaving_order(out);
  const Arcs in(graph, Arcs::By::kEnd);
  std::vector<std::uint32_t> component(graph.nodes(), kUnseen);
  std::vector<std::size_t> sizes;
  std::vector<NodeId> stack;
  for (auto root = order.rbegin(); root != order.rend(); ++root) {
    if (component[root->value()] != kUnseen) continue;
    const auto number = static_cast<std::uint32_t>(sizes.size());
    sizes.push_back(0);
    component[root->value()] = number;
    stack.push_back(*root);
    while (!stack.empty()) {
      const NodeId node = stack.back();
      stack.pop_back();
      ++sizes[number];
      for (const Arc& arc : in[node]) {
        if (component[arc.node.value()] != kUnseen) continue;
        component[arc.node.value()] = number;
        stack.push_back(arc.node);
      }
    }
  }
  // In order of nodes, so that of equals the component with the lowest node is found first.
  const IdRange<NodeId> nodes(graph.nodes());
  std::uint32_t largest = kUnseen;
  for (const NodeId node : nodes) {
    const std::uint32_t c = component[node.value()];
    if (largest == kUnseen || sizes[c] > sizes[largest]) largest = c;
  }
  IdVector<NodeId, bool> inside(graph.nodes(), false);
  for (const NodeId node : nodes) {
    inside[node] = component[node.value()] == largest && !(out[node].empty() && in[node].empty());
  }
  return inside;
}

IdVector<EdgeId, bool> connected_edges(const TravelGraph& graph) {
  const IdVector<NodeId, bool> inside = largest_component(graph);
  const RoadGraph& roads = graph.roads();
  IdVector<EdgeId, bool> connected(roads.edges(), false);
  for (const EdgeId edge : roads.from.ids()) {
    bool leads_in = false;
    for (const EdgeEnd& end : departures(graph, {edge, 0})) leads_in |= inside[end.node];
    bool led_to = false;
    for_each_arrival(graph, {edge, 0}, [&](const EdgeEnd& end) { led_to |= inside[end.node]; });
    connected[edge] = leads_in && led_to;
  }
  return connected;
}

std::array<std::size_t, kProfileCount> edges_outside_component(const RoadGraph& roads) {
  std::array<std::size_t, kProfileCount> outside{};
  std::optional<TravelGraph> last;  // neighbouring profiles often find the same roads
  for (const Profile profile : kProfiles) {
    TravelGraph graph(roads, profile);
    std::size_t& count = outside[index_of(profile)];
    if (last && graph.same_travel(*last)) {
      count = outside[index_of(profile) - 1];
      continue;
    }
    const auto connected = connected_edges(graph);
    for (const EdgeId edge : roads.from.ids()) {
      count += graph.times(edge) != EdgeTimes{} && !connected[edge];
    }
    last = std::move(graph);
  }
  return outside;
}

}  // namespace grend::network
