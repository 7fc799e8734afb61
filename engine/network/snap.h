// Nearest edge and position along it. The graph must outlive it. Immutable, thread-safe; a query
// allocates nothing. For many points of one small area an AreaSnapper gives the same answers in a
// fraction of the time, because the roads around are looked up once.
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
  friend class AreaSnapper;
  std::optional<Snapped> snapped(const NearestPiece& found) const;

  const RoadGraph* graph_;
  PieceTree pieces_;
};

// Of one thread. The snapper must outlive it.
class AreaSnapper {
 public:
  explicit AreaSnapper(const Snapper& snapper) : snapper_(&snapper) {}

  // From now on points from `low` to `high` in both directions, both included, may be asked for.
  // Costs about as much as a few single questions.
  void move_to(geo::Point low, geo::Point high) { snapper_->pieces_.list_leaves(low, high, near_); }
  // The same as Snapper::nearest.
  std::optional<Snapped> nearest(geo::Point point) {
    return snapper_->snapped(snapper_->pieces_.nearest(point, near_));
  }

 private:
  const Snapper* snapper_;
  LeavesNear near_;
};

}  // namespace grend::network
