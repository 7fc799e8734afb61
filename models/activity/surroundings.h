// What each zone has around it, and how long it takes to get there by car: a list of nodes of the
// zone tree with times and distances. Times are those of the road network where a router is given:
// between all pairs in a region of up to 1,500 zones, else to the nearest 48, from which follows
// how fast the crow gets on around there; without a router the crow's speed is a parameter.
// Immutable.
#pragma once

#include <span>
#include <vector>

#include "engine/network/router.h"
#include "engine/par/executor.h"
#include "models/activity/zones.h"

namespace grend::activity {

struct Entry {
  std::uint32_t node = 0;
  float seconds = 0;
  float metres = 0;
};

class Surroundings {
 public:
  // `places`: where each zone is on the roads; an unset edge where nobody lives.
  Surroundings(const ZoneTree& tree, std::span<const network::Place> places,
               const network::Router* router, Speed crow, par::Executor& executor);

  std::span<const Entry> of(std::uint32_t zone) const {
    return {entries_.data() + first_[zone], first_[zone + 1] - first_[zone]};
  }
  std::size_t first_entry(std::uint32_t zone) const { return first_[zone]; }
  std::size_t size() const { return entries_.size(); }

 private:
  std::vector<std::size_t> first_ = {0};
  std::vector<Entry> entries_;
};

}  // namespace grend::activity
