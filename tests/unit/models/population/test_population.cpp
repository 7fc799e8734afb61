#include <cmath>
#include <map>

#include "models/population/household_model.h"
#include "models/population/population.h"
#include "tests/support/catch.h"
#include "tests/support/grid_town.h"

using namespace grend;
using namespace grend::population;

namespace {

// A town of 2 km x 2 km on its own plane, with population cells over it.
struct SettledTown {
  network::RoadGraph graph = test::grid_town(5, 500);
  network::Router car{graph, network::Profile::kCar};
  network::Router walk{graph, network::Profile::kWalk};
  std::array<const network::Router*, 2> routers{&car, &walk};
  network::Snapper snapper{graph, routers};
  region::RegionInput region = cells(40);

  static region::RegionInput cells(std::int64_t persons) {
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
  BuiltPopulation build(double employed, par::Backend backend, std::size_t threads) const {
    auto executor = par::make_executor(backend, threads);
    return build_population(region, {}, snapper, employed, {7, 0}, *executor);
  }
};

}  // namespace

TEST_CASE("every person of every cell gets a home") {
  const SettledTown town;
  const auto built = town.build(0, par::Backend::kSerial, 1);
  const auto& p = built.population;
  // 64 cells with 40 + x persons, x = 0..7 in each of 8 rows: 64 * 40 + 8 * 28 = 2784.
  CHECK(p.persons() == 2784);
  std::map<std::uint32_t, std::int64_t> per_cell;
  for (const auto id : p.household.ids()) ++per_cell[p.cell[p.household[id]].value()];
  for (std::size_t c = 0; c < town.region.cells.size(); ++c) {
    CHECK(per_cell[static_cast<std::uint32_t>(c)] == town.region.cells[c].persons);
  }
  CHECK(built.report.cells_without_road == 0);
  // Streets are 500 m apart, so that nobody lives more than 250 m from one.
  CHECK(built.report.farthest_home <= metres(251));
}

TEST_CASE("people do not depend on threads, nor on other cells") {
  const SettledTown town;
  const auto all = town.build(0, par::Backend::kSerial, 1).population;
  const auto threaded = town.build(0, par::Backend::kTbb, 3).population;
  CHECK(all.age == threaded.age);
  CHECK(all.home == threaded.home);
  SettledTown fewer;
  fewer.region.cells.erase(fewer.region.cells.begin(), fewer.region.cells.begin() + 63);
  const auto last = fewer.build(0, par::Backend::kSerial, 1).population;
  for (std::size_t i = 0; i < last.persons(); ++i) {
    const PersonId in_all(all.persons() - last.persons() + i);
    CHECK(last.age[PersonId(i)] == all.age[in_all]);
    CHECK(last.licence[PersonId(i)] == all.licence[in_all]);
  }
}

TEST_CASE("the number of employed fits the statistics") {
  const SettledTown town;
  const auto p = town.build(1000, par::Backend::kSerial, 1).population;
  std::size_t employed = 0;
  for (const auto id : p.employed.ids()) {
    employed += p.employed[id];
    if (p.employed[id]) CHECK((p.age[id] >= 20 && p.age[id] < 75));
  }
  CHECK(employed == 1000);
}

TEST_CASE("shares of ages, licences and households lie where the parameters put them") {
  const PopulationSpec spec;
  std::size_t persons = 0, households = 0, elderly = 0, children = 0, women = 0, driving_women = 0;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    RandomStream random({3, 0}, i, Purpose::kHousehold);
    const auto h = draw_household(spec, 100, random);
    ++households;
    std::size_t licences = 0;
    for (const auto& m : h.members) {
      ++persons;
      elderly += m.age >= 67;
      children += m.age < 20;
      licences += m.licence;
      if (m.female && m.age >= 75) {
        ++women;
        driving_women += m.licence;
      }
      CHECK((m.age >= 18 || !m.licence));
    }
    CHECK(h.licences == licences);
    CHECK(h.cars <= 2);
    if (licences == 0) CHECK(h.cars == 0);
  }
  const auto share = [](std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  // Mean size from the shares: (38.5 + 2 * 33 + 3 * 11.5 + 4 * 11.5 + 5.3 * 5.5) / 100 = 2.14.
  CHECK(std::abs(share(persons, households) - 2.14) < 0.03);
  CHECK((share(elderly, persons) > 0.14 && share(elderly, persons) < 0.20));
  CHECK((share(children, persons) > 0.20 && share(children, persons) < 0.28));
  // 55 % of women of 75 or more drive; the standard error with some 3,000 of them is 1 %.
  CHECK(std::abs(share(driving_women, women) - spec.licence_women_75) < 0.04);
}

TEST_CASE("a household is never larger than what is left of the cell") {
  for (std::int64_t most = 1; most <= 6; ++most) {
    for (std::uint32_t i = 0; i < 500; ++i) {
      RandomStream random({9, 0}, i, Purpose::kHousehold);
      const auto size = static_cast<std::int64_t>(draw_household({}, most, random).members.size());
      CHECK((size >= 1 && size <= most));
    }
  }
}
