// Nearest edge and position along it, by an R-tree over stretches of a few segments
// (Boost.Geometry). Building is O(n log n) in segments, and quick enough to do for each run; a
// look-up is O(log n). Immutable, thread-safe.
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

  // The nearest usable edge; ties go to the lower edge id, then to the lower offset. Nothing if no
  // edge is usable.
  std::optional<Snapped> nearest(geo::Point point) const;

 private:
  struct Index;
  std::unique_ptr<Index> index_;
};

}  // namespace grend::network
