#include "models/routing/problem.h"

#include "engine/base/check.h"

namespace grend::routing {
void tighten(Problem& problem, Pair request) {
  Stop& pickup = problem.stops[opening(request)];
  Stop& dropoff = problem.stops[closing(request)];
  const Ticks ride = problem.time(opening(request), closing(request));
  const Ticks longest = problem.longest[request];
  pickup.earliest = std::max(pickup.earliest, dropoff.earliest - longest - pickup.service);
  pickup.latest = std::min(pickup.latest, dropoff.latest - ride - pickup.service);
  dropoff.earliest = std::max(dropoff.earliest, pickup.earliest + pickup.service + ride);
  dropoff.latest = std::min(dropoff.latest, pickup.latest + pickup.service + longest);
}

void tighten_windows(Problem& problem) {
  GREND_CHECK(problem.longest.size() >= problem.vehicles.size());
  GREND_CHECK(problem.stops.size() == 2 * problem.longest.size());
  GREND_CHECK(problem.legs != nullptr);
  for (std::size_t r = 0; r < problem.requests(); ++r) tighten(problem, problem.request(r));
}

}  // namespace grend::routing
