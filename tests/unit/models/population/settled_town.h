// A town of 2 km x 2 km on its own plane, with 64 population cells over it.
#pragma once

#include <array>

#include "models/population/population.h"
#include "tests/support/grid_town.h"

namespace grend::test {

inline region::RegionInput town_cells(std::int64_t persons) {
  region::RegionInput r;
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; ++x) {
      region::PopulationCell cell;
      cell.id = 1000 + y * 8 + x;
      cell.south_west = {50'000'000 + x * 25'000, 680'000'000 + y * 25'000};
      cell.persons = persons + x;
      r.cells.push_back(cell);
    }
  }
  return r;
}

struct TownRoads {
  network::RoadGraph graph = grid_town(5, 500);
  network::Router car{graph, network::Profile::kCar};
  network::Router walk{graph, network::Profile::kWalk};
  std::array<const network::Router*, 2> routers{&car, &walk};
  network::Snapper snapper{graph, routers};
};

struct SettledTown {
  explicit SettledTown(std::int64_t persons = 40) : region(town_cells(persons)) {}
  region::RegionInput region;

  population::BuiltPopulation build(const std::vector<population::Margins>& margins = {},
                                    par::Backend backend = par::Backend::kSerial,
                                    std::size_t threads = 1) const {
    static const TownRoads roads;
    auto executor = par::make_executor(backend, threads);
    return build_population(region, {}, margins, roads.snapper, {7, 0}, *executor);
  }
};

}  // namespace grend::test
