#include "models/population/fit.h"
#include "models/population/margins.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"
#include "tests/unit/models/population/settled_town.h"

using namespace grend;
using namespace grend::population;

namespace {

// A town of two municipalities, odd cells and even ones, with margins of their own.
Margins old_and_small() {
  Margins m;
  m.municipality = "1001";
  m.ages = {{0, 19, 150}, {20, 66, 500}, {67, 105, 350}};
  m.women = 540;
  m.household_sizes = {300, 200, 40, 30, 10};
  m.licences = 700;
  m.employed = 333;
  m.wheelchair = 41;
  m.cars = {200, 300, 80};
  return m;
}

Margins young_and_large() {
  Margins m;
  m.municipality = "1002";
  m.ages = {{0, 5, 180}, {6, 18, 270}, {19, 66, 500}, {67, 105, 50}};
  m.household_sizes = {50, 60, 60, 90, 60};
  m.employed = 420;
  return m;
}

}  // namespace

TEST_CASE("all margins of all municipalities are met within rounding") {
  for (const std::int64_t persons : {17, 40, 200}) {
    test::SettledTown town(persons);
    town.region.municipalities = {"1001", "1002"};
    for (std::size_t c = 0; c < town.region.cells.size(); ++c) {
      town.region.cells[c].municipality = c % 2;
    }
    const std::vector<Margins> margins = {old_and_small(), young_and_large()};
    const auto people = town.build(margins).population;
    const auto fit = measure_fit(town.region, margins, {}, people);
    // 3 bands + 5 sizes + women, employed, licences, wheelchair + 3 cars; 4 bands + 5 + employed.
    CHECK(fit.size() == 15 + 10);
    for (const auto& f : fit) {
      INFO(f.municipality << " " << f.margin << ": " << f.got << " of " << f.wanted);
      // Households fill their cells to the last person, which sets single sizes off by up to one
      // household a size; all else is within rounding.
      const double most = f.margin.rfind("households of", 0) == 0 ? 2.5 : 1.0001;
      CHECK(std::abs(f.off()) <= most);
    }
  }
}

TEST_CASE("a city is made in blocks that add up to its margins") {
  test::SettledTown town(1000);  // 64 cells, some 64,000 persons: three blocks
  town.region.municipalities = {"1001"};
  const std::vector<Margins> margins = {old_and_small()};
  const auto fit = measure_fit(town.region, margins, {}, town.build(margins).population);
  for (const auto& f : fit) {
    INFO(f.margin << ": " << f.got << " of " << f.wanted);
    CHECK(std::abs(f.off()) <= 3);  // three blocks round on their own, if at all
  }
  CHECK(summary_of(fit).find("of 15 margins") != std::string::npos);
}

TEST_CASE("a municipality does not know the others") {
  test::SettledTown both(30);
  both.region.municipalities = {"1001", "1002"};
  for (std::size_t c = 0; c < both.region.cells.size(); ++c) {
    both.region.cells[c].municipality = c < 20 ? 0 : 1;
  }
  auto one = both;
  one.region.cells.resize(20);
  const std::vector<Margins> margins = {old_and_small(), young_and_large()};
  const auto all = both.build(margins).population;
  const auto some = one.build(margins).population;
  REQUIRE(some.persons() > 500);
  for (const auto p : some.household.ids()) {
    CHECK(some.age[p] == all.age[p]);
    CHECK(some.licence[p] == all.licence[p]);
    CHECK(some.home[some.household[p]] == all.home[all.household[p]]);
  }
}

TEST_CASE("margins are read with all that is wrong about them") {
  const test::Folder folder;
  const auto good = folder.with("good.csv",
                                "kommunenr,a0_19,a20_66,a67_120,women,grade_1,grade_2,grade_3,"
                                "grade_4,grade_5,grade_6,grade_7,grade_8,grade_9,grade_10,"
                                "grade_11,grade_12,grade_13\n"
                                "3403,10,20,30,31,1,2,3,4,5,6,7,8,9,10,11,12,13\n");
  const auto margins = read_margins(good, {});
  REQUIRE(margins.size() == 1);
  CHECK(margins[0].persons() == 60);
  CHECK(margins[0].women == 31.0);
  CHECK(margins[0].grades.size() == 13);
  CHECK_FALSE(margins[0].licences.has_value());

  const auto gap = folder.with("gap.csv", "municipality,a0_19,a25_120\n1,2,3\n");
  CHECK(test::complaint_of([&] { read_margins(gap, {}); }).says("gap or overlap at age 20"));
  const auto twice = folder.with("twice.csv", "municipality,a0_120\n1,2\n1,3\n");
  CHECK(test::complaint_of([&] { read_margins(twice, {}); }).says("given twice"));
  const auto half = folder.with("half.csv", "municipality,a0_120,cars_0\n1,2,3\n");
  CHECK(test::complaint_of([&] { read_margins(half, {}); }).says("cars_1"));
}

TEST_CASE("pupils by grade share out the years of an age band") {
  test::SettledTown town(100);
  town.region.municipalities = {"1"};
  Margins m;
  m.ages = {{0, 5, 100}, {6, 18, 300}, {19, 105, 600}};
  m.grades = std::vector<double>(13, 0);
  m.grades[0] = 1;   // age 6
  m.grades[12] = 2;  // age 18
  const auto people = town.build({m}).population;
  std::array<std::int64_t, kYears> years{};
  for (const auto p : people.age.ids()) ++years[people.age[p]];
  CHECK(years[7] + years[12] + years[17] == 0);
  CHECK(std::abs(years[18] - 2 * years[6]) <= 2);
}
