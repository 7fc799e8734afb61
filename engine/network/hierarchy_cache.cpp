#include "engine/network/hierarchy_cache.h"

#include <algorithm>

#include "engine/store/archive.h"
#include "engine/store/hash.h"

namespace grend::network {

template <class Archive>
void archive(Archive& a, Contracted& hierarchy) {
  a(hierarchy.rank);
  a(hierarchy.first);
  a(hierarchy.arcs);
  a(hierarchy.vias);
}

namespace {

constexpr std::string_view kHierarchyKind = "hierarchy";

bool is_permutation(const std::vector<std::uint32_t>& ranks) {
  std::vector<bool> seen(ranks.size(), false);
  for (const std::uint32_t rank : ranks) {
    if (rank >= ranks.size() || seen[rank]) return false;
    seen[rank] = true;
  }
  return true;
}

// A direction that is closed has no way, and nobody asks for its via.
bool is_sound(Via via, Cost cost, std::uint32_t low, const TravelGraph& graph) {
  if (cost >= kNoWay) return cost == kNoWay;
  return via.is_node() ? via.node() > low && via.node() < graph.nodes()
                       : via.edge().edge.value() < graph.roads().edges();
}

}  // namespace

bool is_sound(const Contracted& h, const TravelGraph& graph) {
  const std::size_t nodes = graph.nodes();
  const bool sizes_fit = h.rank.size() == nodes && h.first.size() == nodes + 1 &&
                         h.vias.size() == h.arcs.size() && are_row_starts(h.first, h.arcs.size());
  if (!sizes_fit || !is_permutation(h.rank)) return false;
  for (std::uint32_t low = 0; low < nodes; ++low) {
    for (std::size_t i = h.first[low]; i < h.first[low + 1]; ++i) {
      const UpArc& arc = h.arcs[i];
      const bool sound = arc.head < low && arc.head_first == h.first[arc.head] &&
                         is_sound(h.vias[i].up, arc.up, low, graph) &&
                         is_sound(h.vias[i].down, arc.down, low, graph);
      if (!sound) return false;
    }
  }
  return true;
}

std::string hierarchy_key(const TravelGraph& graph) {
  store::Hasher hasher;
  store::ArchiveWriter key(hasher);
  graph.identify(key);
  return hasher.hex();
}

Contracted contract(const TravelGraph& graph, par::Executor& executor, store::Cache& cache) {
  const std::string key = hierarchy_key(graph);
  if (const auto bytes = cache.load(kHierarchyKind, key)) {
    auto known = store::from_bytes<Contracted>(*bytes);
    if (known && is_sound(*known, graph)) return std::move(*known);
    cache.distrust(kHierarchyKind, key);
  }
  Contracted made = contract(graph, executor);
  cache.save(kHierarchyKind, key, store::to_bytes(made));
  return made;
}

}  // namespace grend::network
