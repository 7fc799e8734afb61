// What a Router holds.
#pragma once

#include "engine/network/contraction.h"
#include "engine/network/hierarchy.h"
#include "engine/network/router.h"

namespace grend::network {

struct Router::Core {
  Core(TravelGraph travel_graph, Contracted contracted);

  TravelGraph graph;
  Hierarchy hierarchy;
  IdVector<EdgeId, bool> usable;
};

}  // namespace grend::network
