#include <cmath>

#include "models/activity/day_plan.h"
#include "tests/support/catch.h"
#include "tests/support/grid_town.h"

using namespace grend;
using namespace grend::activity;

namespace {

struct PlannedTown {
  network::RoadGraph graph = test::grid_town(5, 1000);
  network::Router car{graph, network::Profile::kCar};
  std::array<const network::Router*, 1> routers{&car};
  network::Snapper snapper{graph, routers};
  std::unique_ptr<par::Executor> executor = par::make_executor(par::Backend::kSerial, 1);
  region::RegionInput region = cells();
  population::Population people =
      population::build_population(region, {}, {}, snapper, {7, 0}, *executor).population;
  PlanSpec spec;

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
  Opportunity at(int edge, double weight) const {
    const network::Place place{network::EdgeId(static_cast<std::size_t>(edge)), 100};
    return {place, network::position_of(graph, place), weight};
  }
  Opportunities everything() const {
    Opportunities o;
    for (auto& list : o.by_kind) list = {at(0, 1), at(30, 3)};
    return o;
  }
  DayPlans plans(const Opportunities& o, DayKind day, std::uint32_t replication = 0) const {
    const DestinationModel model(region, people, o, spec, *executor);
    return make_plans(people, model, spec, day, {7, replication}, *executor);
  }
};

}  // namespace

TEST_CASE("tours of a person are in order and leave time between them") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything(), {});
  std::size_t pairs = 0;
  for (const auto person : town.people.household.ids()) {
    const Tour* before = nullptr;
    for (const auto id : plans.of(person)) {
      const Tour& tour = plans.tours[id];
      CHECK(tour.person == person);
      if (before != nullptr) {
        CHECK(tour.start >= before->start + before->duration + town.spec.time_between_tours);
        CHECK(tour.number == before->number + 1);
        ++pairs;
      }
      const auto& limits = town.spec.of(tour.kind);
      CHECK((tour.start >= limits.start.from - minutes(1) && tour.start <= limits.start.to));
      CHECK((tour.duration >= limits.shortest - minutes(1) && tour.duration <= limits.longest));
      before = &tour;
    }
  }
  CHECK(pairs > 500);
}

TEST_CASE("small children make no trips, and school is for pupils alone") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything(), {});
  for (const auto& tour : plans.tours) {
    const int age = town.people.age[tour.person];
    CHECK(age >= 6);
    if (tour.kind == ActivityKind::kSchool) CHECK(age < 19);
    if (tour.kind == ActivityKind::kWork) CHECK(town.people.employed[tour.person]);
  }
}

TEST_CASE("commuters leave the region in the proportion of the statistics") {
  const PlannedTown town;
  auto o = town.everything();
  o.commuting.inside = 3;
  o.commuting.gateways = {town.at(5, 0.75), town.at(6, 0.25)};
  const auto plans = town.plans(o, {});
  double work = 0, outside = 0;
  for (const auto& tour : plans.tours) {
    if (tour.kind != ActivityKind::kWork) continue;
    ++work;
    outside += tour.destination.outside;
  }
  // A quarter of some 1,200 workers: the standard error is 1.3 %, three of them 4 %.
  REQUIRE(work > 1000);
  CHECK(std::abs(outside / work - 0.25) < 0.04);
}

TEST_CASE("pull falls with distance and rises with weight") {
  const PlannedTown town;
  Opportunities o;
  o.by_kind[static_cast<std::size_t>(ActivityKind::kShopping)] = {town.at(0, 1), town.at(38, 2)};
  const DestinationModel two(town.region, town.people, o, town.spec, *town.executor);
  const auto home = population::HouseholdId(0);  // in the south-western cell, beside edge 0
  int near = 0;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    RandomStream random({1, 0}, i, Purpose::kDestination);
    near += two.draw(ActivityKind::kShopping, home, random).place.edge == network::EdgeId(0);
  }
  const auto cell_centre = geo::Point{50'012'500, 680'012'500};
  const Distance a = geo::distance(cell_centre, town.at(0, 1).position);
  const Distance b = geo::distance(cell_centre, town.at(38, 1).position);
  const double pull = 2 * std::exp(-((b - a) / town.spec.shopping.reach));
  const double expected = 1 / (1 + pull);
  CHECK(std::abs(near / 4000.0 - expected) < 0.03);  // the standard error is at most 0.8 %
}

TEST_CASE("a kind of activity without any opportunity is left out") {
  const PlannedTown town;
  auto o = town.everything();
  o.by_kind[static_cast<std::size_t>(ActivityKind::kDoctor)].clear();
  for (const auto& tour : town.plans(o, {}).tours) CHECK(tour.kind != ActivityKind::kDoctor);
}

TEST_CASE("plans differ between replications and not between threads") {
  const PlannedTown town;
  const auto first = town.plans(town.everything(), {}, 0);
  const auto second = town.plans(town.everything(), {}, 1);
  CHECK(first.tours.size() != second.tours.size());
  const DestinationModel model(town.region, town.people, town.everything(), town.spec,
                               *town.executor);
  auto threaded = par::make_executor(par::Backend::kJthread, 3);
  const auto same = make_plans(town.people, model, town.spec, {}, {7, 0}, *threaded);
  REQUIRE(same.tours.size() == first.tours.size());
  for (const auto id : same.tours.ids()) {
    CHECK(same.tours[id].start == first.tours[id].start);
    CHECK(same.tours[id].destination.place == first.tours[id].destination.place);
  }
}
