#include <cmath>
#include <map>

#include "models/population/population.h"
#include "tests/support/catch.h"
#include "tests/unit/models/population/settled_town.h"

using namespace grend;
using namespace grend::population;
using test::SettledTown;

TEST_CASE("every person of every cell gets a home") {
  const SettledTown town;
  const auto built = town.build();
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

TEST_CASE("people do not depend on threads") {
  const SettledTown town(700);  // 64 cells with 703.5 persons: two blocks
  const auto all = town.build().population;
  const auto threaded = town.build({}, par::Backend::kTbb, 3).population;
  CHECK(all.age == threaded.age);
  CHECK(all.employed == threaded.employed);
  CHECK(all.home == threaded.home);
}

TEST_CASE("the number of employed fits the statistics") {
  const SettledTown town;
  Margins margins;
  margins.employed = 1000;
  margins.employed_is_exact = true;
  const auto p = town.build({margins}).population;
  std::size_t employed = 0;
  for (const auto id : p.employed.ids()) {
    employed += p.employed[id];
    if (p.employed[id]) CHECK((p.age[id] >= 20 && p.age[id] < 75));
  }
  CHECK(employed == 1000);
}

TEST_CASE("shares of ages, licences and households lie where the parameters put them") {
  const PopulationSpec spec;
  const auto p = SettledTown(300).build().population;
  double elderly = 0, children = 0, old_women = 0, driving = 0;
  for (const auto i : p.age.ids()) {
    elderly += p.age[i] >= 67;
    children += p.age[i] < 20;
    if (p.female[i] && p.age[i] >= 75) {
      ++old_women;
      driving += p.licence[i];
    }
    CHECK((p.age[i] >= 18 || !p.licence[i]));
    CHECK((p.age[i] >= 8 || !p.bike[i]));
  }
  const auto persons = static_cast<double>(p.persons());
  // Mean size from the shares: (38.5 + 2 * 33 + 3 * 11.5 + 4 * 11.5 + 5.3 * 5.5) / 100 = 2.14.
  CHECK(std::abs(persons / static_cast<double>(p.households()) - 2.14) < 0.01);
  // Age bands of 67 and more: 7.83 + 3.29 + 3.46 + 0.84 = 15.42 %; below 20: 23.26 %.
  CHECK(std::abs(elderly / persons - 0.1542) < 0.001);
  CHECK(std::abs(children / persons - 0.2326) < 0.001);
  // Exactly the share, rounded.
  CHECK(std::abs(driving - spec.licence_women_75 * old_women) <= 1);
}

TEST_CASE("households are such as people live in") {
  const PopulationSpec spec;
  const auto p = SettledTown(300).build().population;
  double with_children = 0, odd = 0, couples = 0, far_apart = 0, alone = 0, young_alone = 0;
  double siblings = 0, twins = 0;
  for (const auto h : p.home.ids()) {
    std::vector<int> adults, children;
    for (const auto m : p.members(h)) (p.age[m] >= 20 ? adults : children).push_back(p.age[m]);
    std::size_t licences = 0;
    for (const auto m : p.members(h)) licences += p.licence[m];
    CHECK(p.licences[h] == licences);
    CHECK(p.cars[h] <= std::min<std::size_t>(licences, 2));
    if (adults.size() == 2 && children.empty()) {
      ++couples;
      far_apart += std::abs(adults[0] - adults[1]) > 15;
    }
    if (adults.size() + children.size() == 1) {
      ++alone;
      young_alone += adults.empty();
    }
    for (std::size_t c = 1; c < children.size(); ++c) {
      ++siblings;
      twins += children[c] == children[c - 1];
    }
    if (children.empty() || adults.empty() || adults.size() > 2) continue;
    ++with_children;
    const int parent = *std::min_element(adults.begin(), adults.end());
    const int child = *std::max_element(children.begin(), children.end());
    odd += parent - child < 16 || parent - child > 50;
  }
  REQUIRE(with_children > 1000);
  CHECK(odd / with_children < 0.02);
  CHECK(far_apart / couples < 0.02);
  CHECK(young_alone / alone <= 0.02);
  CHECK(twins / siblings < 0.25);
}

TEST_CASE("cells too small for families hold what fits") {
  SettledTown town;
  for (auto& cell : town.region.cells) cell.persons = 1;
  const auto p = town.build().population;
  // 64 persons alone in 64 cells, children among them: their ages are what the margins say.
  CHECK(p.persons() == 64);
  CHECK(p.households() == 64);
  std::size_t children = 0;
  for (const auto i : p.age.ids()) children += p.age[i] < 20;
  CHECK(children == 15);  // 23.26 % of 64 in five bands: 4.2 + 5.4 + 2.3 + 1.5 + 1.5
}
