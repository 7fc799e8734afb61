// Nearest edge and position along it, by an R-tree over the edges' segments (Boost.Geometry).
// Immutable, thread-safe.
#pragma once

#include <memory>
#include <optional>

#include "engine/network/graph.h"
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
  ~Snapper();
  Snapper(Snapper&&) noexcept;

  // The nearest usable edge; ties go to the lower edge id. Nothing if no edge is usable.
  std::optional<Snapped> nearest(geo::Point point) const;

 private:
  struct Index;
  std::unique_ptr<Index> index_;
};

}  // namespace grend::network
