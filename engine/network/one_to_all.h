// Trips from one place to every junction, for isochrones and accessibility. PHAST (Delling et al.
// 2011): after a climb on the hierarchy every node is reached from a node above it or not at all,
// so one pass over the arcs by rank settles all; that takes a tenth of Dijkstra's time. Holds 16
// bytes an arc beside the router's hierarchy. Immutable and shared; each thread brings its scratch.
#pragma once

#include <vector>

#include "engine/network/router.h"

namespace grend::network {

// Times (ms) and distances (cm) to every junction, kClosed where there is no way.
struct TripsFrom {
  IdVector<NodeId, std::uint32_t> time;
  IdVector<NodeId, std::uint32_t> distance;
};

class OneToAll {
 public:
  // The router must outlive this.
  explicit OneToAll(const Router& router);

  void trips_from(Place from, RouterScratch& scratch, TripsFrom& trips) const;

 private:
  const Router* router_;
  // The open downward arcs by rank of their end, in columns, because the pass is bound by memory.
  std::vector<std::uint32_t> start_;
  std::vector<std::uint32_t> end_;
  std::vector<std::uint64_t> cost_;
};

}  // namespace grend::network
