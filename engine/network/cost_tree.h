// Costs between one place and every node of a travel graph. PHAST (Delling et al. 2011): after a
// climb on the hierarchy every node is reached from a node above it or not at all, so one pass over
// the arcs by rank settles all; that takes a tenth of Dijkstra's time. Holds 16 bytes an arc beside
// the router's hierarchy. Immutable and shared; each thread brings its scratch.
#pragma once

#include <span>
#include <vector>

#include "engine/network/cost.h"
#include "engine/network/router.h"

namespace grend::network {

class CostTree {
 public:
  // Whether the one place is where all trips begin, or where they end.
  enum class One { kOrigin, kDestination };

  explicit CostTree(Router router, One one);

  const Router& router() const { return router_; }
  One one() const { return one_; }
  // By rank of the node (and of the copies of junctions), kNoWay where there is no way. Valid until
  // the scratch is used again.
  std::span<const Cost> costs(Place place, RouterScratch& scratch) const;

 private:
  Router router_;
  One one_;
  // The open arcs by rank of their lower end, in columns, because the pass is bound by memory.
  std::vector<std::uint32_t> above_;
  std::vector<std::uint32_t> below_;
  std::vector<Cost> cost_;
};

}  // namespace grend::network
