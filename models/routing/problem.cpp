#include "models/routing/problem.h"

#include "engine/base/check.h"

namespace grend::routing {
namespace {

// Driving and forced waiting if `b` follows `a` after a drive; kNever if the windows forbid it.
Ticks following(const Stop& a, Ticks drive, const Stop& b) {
  const Ticks on_the_way = a.service + drive;
  if (a.earliest + on_the_way > b.latest) return kNever;
  return drive + std::max<Ticks>(0, b.earliest - a.latest - on_the_way);
}

Ticks distance(const Problem& problem, Pair a, Pair b) {
  Ticks nearest = kNever;
  for (const StopIndex of_a : {opening(a), closing(a)}) {
    for (const StopIndex of_b : {opening(b), closing(b)}) {
      const Stop& x = problem.stops[of_a];
      const Stop& y = problem.stops[of_b];
      nearest = std::min({nearest, following(x, problem.legs->time(x.place, y.place), y),
                          following(y, problem.legs->time_into(x.place, y.place), x)});
    }
  }
  return nearest;
}

}  // namespace

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

std::vector<std::vector<Pair>> neighbours(const Problem& problem, std::size_t keep) {
  std::vector<std::vector<Pair>> result(problem.pairs());
  std::vector<std::pair<Ticks, Pair>> ranked;
  for (Pair a = problem.request(0); a < problem.pairs(); ++a) {
    if (!problem.movable(a)) continue;
    ranked.clear();
    for (Pair b = problem.request(0); b < problem.pairs(); ++b) {
      if (b != a && problem.movable(b)) ranked.emplace_back(distance(problem, a, b), b);
    }
    const std::size_t kept = std::min(keep, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                      ranked.end());
    for (std::size_t i = 0; i < kept; ++i) result[a].push_back(ranked[i].second);
  }
  return result;
}

}  // namespace grend::routing
