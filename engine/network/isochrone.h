// How far one gets from a place within a time, or from where one gets to it: the parts of edges
// that can be reached, to the centimetre and by the same rounding as Router::trip(), so that a
// place lies in one of them exactly if the trip takes no longer. Banned turns and one-way roads
// count. Making one costs a pass of the CostTree and O(edges), asking it O(edges). Read-only
// afterwards.
#pragma once

#include <vector>

#include "engine/network/cost_tree.h"
#include "engine/network/stretch.h"

namespace grend::network {

class Isochrone {
 public:
  // By what the tree's one place is: where one gets from it, or who gets to it.
  Isochrone(const CostTree& tree, Place place, RouterScratch& scratch);

  // Ascending, not overlapping. `limit` is not negative and at most 12 days.
  std::vector<Stretch> within(Duration limit) const;

 private:
  void add_from_junctions(EdgeId edge, std::uint32_t limit, std::vector<Stretch>& found) const;
  void add_from_place(std::uint32_t limit, std::vector<Stretch>& found) const;

  const TravelGraph* graph_;  // of the tree's router, which lives longer
  CostTree::One one_;
  Place place_;
  // The time (ms) between the place and the near end of each edge: where travel on it in that
  // direction begins if the place is the origin, where it ends if it is the destination.
  IdVector<EdgeId, EdgeTimes> near_;
};

Distance total_length(const std::vector<Stretch>& stretches);

}  // namespace grend::network
