#include "engine/network/ban_list.h"

namespace grend::network {

BanList::BanList(const RoadGraph& graph) : graph_(&graph), arms_(graph.nodes(), 0) {
  for (const EdgeId edge : graph.from.ids()) {
    ++arms_[graph.from[edge]];
    ++arms_[graph.to[edge]];
  }
}

const char* BanList::refuses(NodeId junction) const {
  return arms_[junction] > kMostArms ? kTooManyArms : nullptr;
}

const char* BanList::add(std::span<const DirectedEdge> edges, ProfileSet profiles) {
  if (edges.size() > kLongest) return kTooLong;
  for (const DirectedEdge e : edges.first(edges.size() - 1)) {
    if (const char* reason = refuses(graph_->head(e))) return reason;
  }
  if (edges_ + edges.size() > kMostEdges) return kTooMany;
  edges_ += edges.size();
  bans_.edges.push_row(edges);
  bans_.profiles.push_back(profiles);
  return nullptr;
}

}  // namespace grend::network
