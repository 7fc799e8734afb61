#include "engine/base/check.h"
#include "models/routing/assignment.h"
#include "models/routing/insertion.h"

namespace grend::routing {

Plan assign_in_order(const Problem& problem, const Plan& start) {
  Plan plan = start;
  plan.unserved.clear();
  InsertionFinder finder(problem);
  for (const Pair request : start.unserved) {
    Insertion best;
    std::size_t vehicle = plan.routes.size();
    for (std::size_t v = 0; v < plan.routes.size(); ++v) {
      const auto found = finder.find(plan.routes[v], request, {.below = best.cost});
      if (found.found()) best = found, vehicle = v;
    }
    if (!best.found()) {
      plan.unserved.push_back(request);
      continue;
    }
    GREND_CHECK(finder.apply(plan.routes[vehicle], request, best));
    plan.cost += best.cost - problem.unserved_cost;
  }
  return plan;
}

}  // namespace grend::routing
