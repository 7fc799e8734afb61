#include "engine/network/components.h"

#include <algorithm>
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

IdVector<NodeId, bool> largest_component(const RoadGraph& graph, Profile profile) {
  const std::vector<NodeId> order = leaving_order(Arcs(graph, profile, Arcs::By::kStart));
  const Arcs in(graph, profile, Arcs::By::kEnd);
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
  std::uint32_t largest = kUnseen;
  for (const NodeId node : graph.position.ids()) {
    const std::uint32_t c = component[node.value()];
    if (largest == kUnseen || sizes[c] > sizes[largest]) largest = c;
  }
  IdVector<NodeId, bool> inside(graph.nodes(), false);
  const Arcs out(graph, profile, Arcs::By::kStart);
  for (const NodeId node : graph.position.ids()) {
    inside[node] = component[node.value()] == largest && !(out[node].empty() && in[node].empty());
  }
  return inside;
}

}  // namespace grend::network
