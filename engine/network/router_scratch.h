// What a RouterScratch holds.
#pragma once

#include "engine/network/climbs.h"
#include "engine/network/router.h"

namespace grend::network {

struct RouterScratch::State {
  Sweep sweep;
  std::vector<Rank> nodes;   // of one half of a path
  std::vector<Cost> costs;   // by rank, of a one-to-all search
  std::vector<Cost> spread;  // by rank, of one end of many trips; kNoWay between searches
  Climb near;                // of that end
  std::vector<std::uint32_t> period_times;  // of a trip that meets a change of periods
};

}  // namespace grend::network
