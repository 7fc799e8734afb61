// What tables of trips are joined from (Knopp et al. 2007): the climbs of some places leave their
// costs at every node that they settle, and the climb of another place reads what was left there.
// Only nodes with something left have a bucket, so that refilling is O(what the climbs settled).
// Reading is thread-safe.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "engine/network/climbs.h"

namespace grend::network {

class Buckets {
 public:
  struct Left {
    Cost cost;
    std::uint32_t place;  // whose climb it was, by its index in fill()
  };

  // Empties all buckets, then fills them. `nodes`: of the hierarchy.
  void fill(std::size_t nodes, std::span<const Climb> climbs);

  bool filled(Rank node) const { return bucket_of_[node] != 0; }
  // Of a node that has a bucket.
  std::span<const Left> at(Rank node) const {
    const std::uint32_t bucket = bucket_of_[node];
    return {left_.data() + first_[bucket], left_.data() + first_[bucket + 1]};
  }

 private:
  std::vector<std::uint32_t> bucket_of_;  // by rank; 0: none
  std::vector<Rank> filled_;
  std::vector<std::uint32_t> first_;  // by bucket
  std::vector<std::uint32_t> next_;
  std::vector<Left> left_;
};

// Places in order of their edges, to find those on the edge of another place, which can be reached
// without passing a junction.
class PlacesByEdge {
 public:
  void fill(std::span<const Place> places);

  template <class Visit>
  void on(EdgeId edge, Visit&& visit) const {
    auto at = std::lower_bound(order_.begin(), order_.end(), std::pair(edge, std::uint32_t{0}));
    for (; at != order_.end() && at->first == edge; ++at) visit(at->second);
  }

 private:
  std::vector<std::pair<EdgeId, std::uint32_t>> order_;
};

// The best cost by way of any node to each of row.size() places that left theirs in the buckets.
void join(ClimbView climb, const Buckets& buckets, std::span<Cost> row);

}  // namespace grend::network
