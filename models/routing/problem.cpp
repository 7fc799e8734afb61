#include "models/routing/problem.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::routing {
namespace {

// Driving and forced waiting if `to` follows `from`; kNever if the windows forbid it.
Ticks following(const Problem& problem, StopIndex from, StopIndex to) {
  const Stop& a = problem.stops[from];
  const Stop& b = problem.stops[to];
  if (problem.arrival(from, a.earliest, to) > b.latest) return kNever;
  const Ticks waiting = std::max<Ticks>(0, b.earliest - problem.arrival(from, a.latest, to));
  return problem.leg(from, to).cost + waiting;
}

Ticks distance(const Problem& problem, Pair a, Pair b) {
  Ticks nearest = kNever;
  for (const StopIndex from : {opening(a), closing(a)}) {
    for (const StopIndex to : {opening(b), closing(b)}) {
      nearest = std::min({nearest, following(problem, from, to), following(problem, to, from)});
    }
  }
  return nearest;
}

}  // namespace

void tighten_windows(Problem& problem) {
  GREND_CHECK(problem.longest.size() == problem.requests + problem.vehicles());
  GREND_CHECK(problem.stops.size() == 2 * problem.longest.size());
  GREND_CHECK(problem.legs.size() == problem.places * problem.places);
  for (Pair r = 0; r < problem.requests; ++r) {
    Stop& pickup = problem.stops[opening(r)];
    Stop& dropoff = problem.stops[closing(r)];
    const Ticks ride = problem.leg(opening(r), closing(r)).time;
    const Ticks longest = problem.longest[r];
    pickup.earliest = std::max(pickup.earliest, dropoff.earliest - longest - pickup.service);
    pickup.latest = std::min(pickup.latest, dropoff.latest - ride - pickup.service);
    dropoff.earliest = std::max(dropoff.earliest, pickup.earliest + pickup.service + ride);
    dropoff.latest = std::min(dropoff.latest, pickup.latest + pickup.service + longest);
  }
}

std::vector<std::vector<Pair>> neighbours(const Problem& problem) {
  std::vector<std::vector<Pair>> result(problem.requests);
  std::vector<std::pair<Ticks, Pair>> ranked;
  for (Pair a = 0; a < problem.requests; ++a) {
    ranked.clear();
    for (Pair b = 0; b < problem.requests; ++b) {
      if (b != a) ranked.emplace_back(distance(problem, a, b), b);
    }
    std::sort(ranked.begin(), ranked.end());
    for (const auto& [_, b] : ranked) result[a].push_back(b);
  }
  return result;
}

}  // namespace grend::routing
