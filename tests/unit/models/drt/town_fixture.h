// A small town with points to stop at, and random requests in it.
#pragma once

#include "engine/base/random.h"
#include "models/drt/service.h"
#include "tests/support/grid_town.h"

namespace grend::drt {

struct Town {
  network::RoadGraph graph = test::grid_town(6, 800);
  network::Router router{graph, network::Profile::kCar};
  std::unique_ptr<par::Executor> executor = par::make_executor(par::Backend::kSerial, 1);
  std::vector<network::Place> places = some_places(graph);
  ServicePoints points{router, places, *executor};

  static std::vector<network::Place> some_places(const network::RoadGraph& graph) {
    std::vector<network::Place> places;
    for (const auto edge : graph.from.ids()) {
      places.push_back({edge, graph.length[edge] / 3});
    }
    return places;
  }
  PointIndex point(RandomStream& random) const {
    return static_cast<PointIndex>(random.between(0, static_cast<std::int64_t>(points.size()) - 1));
  }
};

inline Request random_request(const Town& town, std::uint32_t trip, RandomStream& random, Time from,
                              Time to) {
  Request r;
  r.trip = trip;
  r.from = town.points.place(town.point(random));
  do {
    r.to = town.points.place(town.point(random));
  } while (r.to == r.from);
  r.wish = Time(random.between(from.ticks(), to.ticks()));
  r.earliest = r.wish - minutes(5);
  r.latest = r.wish + minutes(15);
  r.direct = town.points.time(town.points.index_of(r.from), town.points.index_of(r.to));
  r.longest_ride = r.direct.scaled(1.2) + minutes(4);
  r.boarding = seconds(60);
  r.alighting = seconds(30);
  const bool wheelchair = random.chance(0.1);
  r.load = {static_cast<std::int32_t>(random.between(wheelchair ? 0 : 1, 3)), wheelchair ? 1 : 0};
  return r;
}

}  // namespace grend::drt
