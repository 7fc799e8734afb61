// Routers for several travellers and conditions on one road graph: equal roads are contracted once
// and shared. A rural map is the same for cars and minibuses, a day without a closure the same at
// any hour. With a cache, once for all runs. Not thread-safe; the routers it gives are.
#pragma once

#include <vector>

#include "engine/network/day_router.h"
#include "engine/network/road_day.h"
#include "engine/store/cache.h"

namespace grend::network {

class RouterPool {
 public:
  explicit RouterPool(par::Executor& executor, store::Cache* cache = nullptr)
      : executor_(&executor), cache_(cache) {}

  // The router of an equal travel graph if there is one, else a new one.
  Router get(TravelGraph graph);
  // One for each period of the day.
  DayRouter get(const RoadDay& day, const RoadGraph& roads, Profile profile);
  // How many hierarchies it holds.
  std::size_t size() const { return routers_.size(); }

 private:
  par::Executor* executor_;
  store::Cache* cache_;  // may be null
  std::vector<Router> routers_;
};

}  // namespace grend::network
