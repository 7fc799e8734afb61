// Routers for several travellers and conditions on one road graph: equal roads are contracted once
// and shared. A rural map is the same for cars and minibuses, a day without a closure the same at
// any hour. Not thread-safe; the routers it gives are.
#pragma once

#include <vector>

#include "engine/network/day_router.h"
#include "engine/network/road_day.h"

namespace grend::network {

class RouterPool {
 public:
  explicit RouterPool(par::Executor& executor) : executor_(&executor) {}

  // The router of an equal travel graph if there is one, else a new one.
  Router get(TravelGraph graph);
  // One for each period of the day.
  DayRouter get(const RoadDay& day, const RoadGraph& roads, Profile profile);
  // How many hierarchies were built.
  std::size_t size() const { return routers_.size(); }

 private:
  par::Executor* executor_;
  std::vector<Router> routers_;
};

}  // namespace grend::network
