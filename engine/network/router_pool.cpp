#include "engine/network/router_pool.h"

namespace grend::network {

Router RouterPool::get(TravelGraph graph) {
  for (const Router& known : routers_) {
    if (known.graph().same_travel(graph)) return known;
  }
  return routers_.emplace_back(std::move(graph), *executor_);
}

}  // namespace grend::network
