// Nearest edge and position along it. The graph must outlive it. Immutable, thread-safe; a query
// allocates nothing.
#pragma once

#include <optional>
#include <span>

#include "engine/network/piece_tree.h"
#include "engine/network/router.h"

namespace grend::network {

struct Snapped {
  Place place;
  Distance away;  // straight line from the point to the road
};

class Snapper {
 public:
  // Considers only edges that every one of `routers` can use.
  Snapper(const RoadGraph& graph, std::span<const Router* const> routers);

  const RoadGraph& graph() const { return *graph_; }
  // The nearest usable edge; ties go to the lower edge id. Nothing if no edge is usable.
  std::optional<Snapped> nearest(geo::Point point) const;

 private:
  const RoadGraph* graph_;
  PieceTree pieces_;
};

}  // namespace grend::network
