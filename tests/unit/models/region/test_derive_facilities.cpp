#include "engine/geo/projection.h"
#include "models/region/cell_grid.h"
#include "models/region/derive_facilities.h"
#include "models/region/region_files.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace grend;
using namespace grend::region;

namespace {

// A cell some 250 m squares east and north of a corner near 61 N 9 E.
PopulationCell cell_at(std::int64_t east, std::int64_t north, std::int64_t persons) {
  PopulationCell cell = grid_cell_at({20'000'000 + east * 25'000, 680'000'000 + north * 25'000});
  cell.persons = persons;
  return cell;
}

// Two places 10 km apart: a town of 5 cells around a densest one, and a village of two.
std::vector<PopulationCell> town_and_village() {
  return {cell_at(-1, 0, 100), cell_at(0, -1, 100), cell_at(0, 0, 300), cell_at(0, 1, 100),
          cell_at(1, 0, 100),  cell_at(40, 0, 150), cell_at(41, 0, 50)};
}

std::vector<Facility> of_kind(const std::vector<Facility>& all, FacilityKind kind) {
  std::vector<Facility> some;
  for (const auto& f : all) {
    if (f.kind == kind) some.push_back(f);
  }
  return some;
}

geo::Point position_of(const Facility& facility) {
  return geo::Projection(33).to_plane(facility.position);
}

FacilityRules rules() {
  FacilityRules rules;
  rules.shop = {metres(1'000), kilometres(2), 200};
  rules.centre = {kilometres(4), kilometres(8), 2'000};
  return rules;
}

}  // namespace

TEST_CASE("Shops stand at the densest cells that keep their distance, and serve the nearest") {
  const auto shops =
      of_kind(derive_facilities(town_and_village(), 33, rules()), FacilityKind::kShop);
  // The town's middle cell first; its neighbours are nearer than 2 km; then the village's larger
  // cell, with 200 inhabitants within 1 km: just enough.
  REQUIRE(shops.size() == 2);
  CHECK(geo::distance(position_of(shops[0]), centre_of(cell_at(0, 0, 0))) < centimetres(3));
  CHECK(geo::distance(position_of(shops[1]), centre_of(cell_at(40, 0, 0))) < centimetres(3));
  CHECK(shops[0].weight == 700);
  CHECK(shops[1].weight == 200);
}

TEST_CASE("A place too small for a kind has none, but the densest always has one") {
  auto strict = rules();
  strict.shop.smallest = 201;
  CHECK(of_kind(derive_facilities(town_and_village(), 33, strict), FacilityKind::kShop).size() ==
        1);
  strict.shop.smallest = 100'000;
  const auto all = derive_facilities(town_and_village(), 33, strict);
  for (const auto kind : {FacilityKind::kWorkplace, FacilityKind::kSchool, FacilityKind::kShop,
                          FacilityKind::kClinic, FacilityKind::kCentre, FacilityKind::kStation}) {
    CHECK(of_kind(all, kind).size() >= 1);
  }
  CHECK(derive_facilities({}, 33, rules()).empty());
  CHECK(derive_facilities({cell_at(0, 0, 0)}, 33, rules()).empty());
}

TEST_CASE("The main centre serves everybody, jobs add up and concentrate in the centre") {
  const auto all = derive_facilities(town_and_village(), 33, rules());
  CHECK(of_kind(all, FacilityKind::kCentre)[0].weight == 900);
  double jobs = 0;
  const auto workplaces = of_kind(all, FacilityKind::kWorkplace);
  for (const auto& w : workplaces) jobs += w.weight;
  CHECK(jobs == 441);  // 900 * 0.49
  REQUIRE(workplaces.size() == 2);
  // 700 inhabitants around one and 200 around the other: more than in that proportion.
  CHECK(workplaces[0].weight * 200 > workplaces[1].weight * 700);
}

TEST_CASE("Equally dense cells are taken in the order of their numbers") {
  const std::vector<PopulationCell> cells = {cell_at(0, 0, 50), cell_at(100, 0, 50),
                                             cell_at(200, 0, 50)};
  auto easy = rules();
  easy.shop.smallest = 1;
  const auto shops = of_kind(derive_facilities(cells, 33, easy), FacilityKind::kShop);
  REQUIRE(shops.size() == 3);
  for (std::size_t i = 1; i < 3; ++i) CHECK(position_of(shops[i - 1]).x < position_of(shops[i]).x);
}

TEST_CASE("Hamar's main centre is found within 2 km of its railway station") {
  const auto path = test::data_file("hamar/hamar-pop-250m-2017.csv");
  if (!path) return;
  const auto all = derive_facilities(read_population(*path, {}), 33, {});
  const auto centre = of_kind(all, FacilityKind::kCentre)[0];
  const geo::Point station = geo::Projection(33).to_plane({11.0795, 60.7913});
  CHECK(geo::distance(position_of(centre), station) < kilometres(2));
}
