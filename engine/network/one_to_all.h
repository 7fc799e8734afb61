// Trips from one place to every junction, for accessibility. Immutable and shared; each thread
// brings its scratch. Cost: engine/network/cost_tree.h.
#pragma once

#include "engine/network/cost_tree.h"

namespace grend::network {

// Times (ms) and distances (cm) to every junction, kClosed where there is no way.
struct TripsFrom {
  IdVector<NodeId, std::uint32_t> time;
  IdVector<NodeId, std::uint32_t> distance;
};

class OneToAll {
 public:
  explicit OneToAll(const Router& router) : tree_(router, CostTree::One::kOrigin) {}

  void trips_from(Place from, RouterScratch& scratch, TripsFrom& trips) const;

 private:
  CostTree tree_;
};

}  // namespace grend::network
