#include "engine/network/turn_states.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace grend::network {
namespace {

bool is_open(const RoadGraph& graph, Profile profile, DirectedEdge e) {
  const EdgeTimes& times = graph.edge_times(profile, e.edge);
  return (e.forward ? times.forward : times.backward) != kClosed;
}

}  // namespace

TurnStates::TurnStates(const RoadGraph& graph, Profile profile)
    : graph_(&graph), junctions_(graph.nodes()) {
  add_sequences(graph, profile);
  link_shorter();
  number_copies(graph);
}

// Numbers are given level by level, so that a beginning's parent and shorter ones come before it.
void TurnStates::add_sequences(const RoadGraph& graph, Profile profile) {
  std::vector<std::vector<DirectedEdge>> sequences;
  for (const BanId ban : graph.bans.profiles.ids()) {
    const auto edges = graph.bans.edges[ban];
    const bool holds = graph.bans.profiles[ban].contains(profile) &&
                       std::all_of(edges.begin(), edges.end(),
                                   [&](DirectedEdge e) { return is_open(graph, profile, e); });
    if (holds) sequences.emplace_back(edges.begin(), edges.end());
  }
  std::sort(sequences.begin(), sequences.end());
  sequences.erase(std::unique(sequences.begin(), sequences.end()), sequences.end());
  states_.assign(1, {});
  std::vector<std::uint32_t> at(sequences.size(), 0);  // the beginning that each has reached
  std::vector<std::size_t> longer(sequences.size());
  std::iota(longer.begin(), longer.end(), std::size_t{0});
  for (std::size_t length = 0; !longer.empty(); ++length) {
    std::map<std::pair<std::uint32_t, DirectedEdge>, std::uint32_t> level;
    for (const std::size_t i : longer) {
      const auto key = std::pair(at[i], sequences[i][length]);
      const auto [entry, fresh] = level.emplace(key, static_cast<std::uint32_t>(states_.size()));
      if (fresh) {
        states_.push_back({0, graph.head(key.second)});
        beginnings_.push_back({key.first, key.second, entry->second});
      }
      at[i] = entry->second;
      if (length + 1 == sequences[i].size()) states_[at[i]].node = NodeId::none();
    }
    std::erase_if(longer, [&](std::size_t i) { return sequences[i].size() == length + 1; });
  }
  std::sort(beginnings_.begin(), beginnings_.end(), [](const Beginning& a, const Beginning& b) {
    return std::tie(a.parent, a.edge) < std::tie(b.parent, b.edge);
  });
}

void TurnStates::link_shorter() {
  std::vector<const Beginning*> by_number(states_.size(), nullptr);
  for (const Beginning& b : beginnings_) by_number[b.number] = &b;
  for (std::uint32_t number = 1; number < states_.size(); ++number) {
    const Beginning& b = *by_number[number];
    if (b.parent == 0) continue;
    std::uint32_t end = states_[b.parent].shorter;
    const Beginning* shorter = find(end, b.edge);
    while (shorter == nullptr && end != 0) {
      end = states_[end].shorter;
      shorter = find(end, b.edge);
    }
    if (shorter == nullptr) continue;
    states_[number].shorter = shorter->number;
    // Whatever ends in a banned sequence is banned.
    if (!states_[shorter->number].node.valid()) states_[number].node = NodeId::none();
  }
}

void TurnStates::number_copies(const RoadGraph& graph) {
  std::vector<const Beginning*> by_number(states_.size(), nullptr);
  for (const Beginning& b : beginnings_) by_number[b.number] = &b;
  for (std::uint32_t number = 1; number < states_.size(); ++number) {
    if (!states_[number].node.valid()) continue;
    const NodeId junction = graph.head(by_number[number]->edge);
    const NodeId copy(nodes());
    states_[number].node = copy;
    copy_of_.push_back(junction);
    number_of_copy_.push_back(number);
    at_.push_back({junction, copy});
  }
  std::sort(at_.begin(), at_.end(), [](const AtJunction& a, const AtJunction& b) {
    return std::tie(a.junction, a.node) < std::tie(b.junction, b.node);
  });
}

const TurnStates::Beginning* TurnStates::find(std::uint32_t parent, DirectedEdge edge) const {
  const auto at =
      std::lower_bound(beginnings_.begin(), beginnings_.end(), std::pair(parent, edge),
                       [](const Beginning& b, const auto& key) {
                         return std::tie(b.parent, b.edge) < std::tie(key.first, key.second);
                       });
  if (at == beginnings_.end() || at->parent != parent || at->edge != edge) return nullptr;
  return &*at;
}

NodeId TurnStates::after(NodeId node, DirectedEdge edge) const {
  if (beginnings_.empty()) return graph_->head(edge);
  std::uint32_t number = node.value() < junctions_ ? 0 : number_of_copy_[node.value() - junctions_];
  while (true) {
    if (const Beginning* on = find(number, edge)) return states_[on->number].node;
    if (number == 0) return graph_->head(edge);
    number = states_[number].shorter;
  }
}

std::span<const TurnStates::AtJunction> TurnStates::copies_at(NodeId junction) const {
  const auto first =
      std::lower_bound(at_.begin(), at_.end(), junction,
                       [](const AtJunction& a, NodeId wanted) { return a.junction < wanted; });
  auto last = first;
  while (last != at_.end() && last->junction == junction) ++last;
  return {at_.data() + (first - at_.begin()), static_cast<std::size_t>(last - first)};
}

}  // namespace grend::network
