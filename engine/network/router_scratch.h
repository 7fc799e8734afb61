// What a RouterScratch holds: one climb from each side of a query.
#pragma once

#include "engine/network/hierarchy.h"
#include "engine/network/router.h"

namespace grend::network {

struct RouterScratch::State {
  Climb from_start;
  Climb from_end;
  std::vector<Rank> climbed;  // the nodes of a path, from its top down to the start
};

}  // namespace grend::network
