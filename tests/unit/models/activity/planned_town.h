// A town of 4 km x 4 km with 16 cells of 200 persons and two of everything, for tests of plans.
#pragma once

#include <array>
#include <memory>

#include "models/activity/day_plan.h"
#include "tests/support/grid_town.h"

namespace grend::test {

struct PlannedTown {
  network::RoadGraph graph = grid_town(5, 1000);
  network::Router car{graph, network::Profile::kCar};
  std::array<const network::Router*, 1> routers{&car};
  network::Snapper snapper{graph, routers};
  std::unique_ptr<par::Executor> executor = par::make_executor(par::Backend::kSerial, 1);
  region::RegionInput region = cells();
  population::Population people =
      population::build_population(region, {}, {}, snapper, {7, 0}, *executor).population;
  activity::PlanSpec spec;

  static region::RegionInput cells() {
    region::RegionInput r;
    for (int i = 0; i < 16; ++i) {
      region::PopulationCell cell;
      cell.id = i;
      cell.south_west = {50'000'000 + (i % 4) * 100'000, 680'000'000 + (i / 4) * 100'000};
      cell.persons = 200;
      r.cells.push_back(cell);
    }
    return r;
  }
  activity::Opportunity at(int edge, double weight) const {
    const network::Place place{network::EdgeId(static_cast<std::size_t>(edge)), 100};
    return {place, network::position_of(graph, place), weight};
  }
  activity::Opportunities everything() const {
    activity::Opportunities o;
    for (auto& list : o.by_kind) list = {at(0, 1), at(30, 3)};
    return o;
  }
  activity::DestinationModel model(activity::Opportunities o, bool by_road = true) const {
    return {{.region = region,
             .population = people,
             .opportunities = std::move(o),
             .spec = spec,
             .random = {7, 0},
             .router = by_road ? &car : nullptr},
            *executor};
  }
  activity::DayPlans plans(const activity::Opportunities& o, activity::DayKind day = {},
                           std::uint32_t replication = 0, bool would_ask = false) const {
    const auto destinations = model(o);
    return activity::make_plans({.population = people,
                                 .destinations = destinations,
                                 .spec = spec,
                                 .day = day,
                                 .random = {7, replication},
                                 .would_ask = [=](population::PersonId) { return would_ask; }},
                                *executor);
  }
};

}  // namespace grend::test
