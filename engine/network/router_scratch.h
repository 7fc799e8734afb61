// What a RouterScratch holds.
#pragma once

#include "engine/network/router.h"
#include "engine/network/sweep.h"

namespace grend::network {

struct RouterScratch::State {
  Sweep sweep;
  std::vector<Rank> nodes;  // of one half of a path
  std::vector<Cost> costs;  // by rank, of a one-to-all search
};

}  // namespace grend::network
