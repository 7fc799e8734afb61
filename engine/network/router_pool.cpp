#include "engine/network/router_pool.h"

#include "engine/network/hierarchy_cache.h"

namespace grend::network {

Router RouterPool::get(TravelGraph graph) {
  for (const Router& known : routers_) {
    if (known.graph().same_travel(graph)) return known;
  }
  if (cache_ == nullptr) return routers_.emplace_back(std::move(graph), *executor_);
  Contracted hierarchy = contract(graph, *executor_, *cache_);
  return routers_.emplace_back(std::move(graph), std::move(hierarchy));
}

DayRouter RouterPool::get(const RoadDay& day, const RoadGraph& roads, Profile profile) {
  std::vector<Router> routers;
  for (std::size_t period = 0; period < day.starts().size(); ++period) {
    routers.push_back(get({roads, profile, day.times(profile, period)}));
  }
  return {DayPeriods(day.starts()), std::move(routers)};
}

}  // namespace grend::network
