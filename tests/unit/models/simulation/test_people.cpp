// The plans of whole regions against what travel surveys find (DOMAIN: national travel survey RVU
// 2018/19 and 2013/14). Bands are wide where a small region may differ from the country, and say
// why.
#include "engine/network/router.h"
#include "models/scenario/load.h"
#include "tests/support/data.h"
#include "tests/unit/models/simulation/small_world.h"

using namespace grend;
using namespace grend::simulation;

namespace {

struct Survey {
  double trips_per_person = 0;  // of 13 years or more
  double under_3_km = 0;        // share of trips inside the region
  double work_and_school = 0;   // share
  double shopping = 0;          // with errands and doctor
  double afternoon = 0;         // share of departures from home or to it from 14 to 18
  double latent = 0;            // tours a person
};

Survey survey(const World& world, par::Executor& executor) {
  const auto plans =
      activity::make_plans(world.population, *world.destinations,
                           world.scenario.travellers.activities, {}, {1, 0}, executor);
  constexpr int kYoungest = 13;
  double persons = 0, tours = 0, local = 0, near = 0, duty = 0, shopping = 0, afternoon = 0;
  for (const auto age : world.population.age) persons += age >= kYoungest;
  travel::Scratch scratch;
  const auto in_afternoon = [](Time t) { return t >= clock_time(14, 0) && t < clock_time(18, 0); };
  for (const auto& tour : plans.tours) {
    if (world.population.age[tour.person] < kYoungest) continue;
    using activity::ActivityKind;
    ++tours;
    duty += tour.kind == ActivityKind::kWork || tour.kind == ActivityKind::kSchool;
    shopping += tour.kind == ActivityKind::kShopping || tour.kind == ActivityKind::kService ||
                tour.kind == ActivityKind::kDoctor;
    afternoon += (in_afternoon(tour.start) + in_afternoon(tour.start + tour.duration)) / 2.0;
    if (tour.destination.outside) continue;
    const auto home = world.population.home[world.population.household[tour.person]];
    const auto way =
        world.travel->trip(choice::Mode::kCar, home, tour.destination.place, tour.start, scratch);
    REQUIRE(way);
    ++local;
    near += way->distance < kilometres(3);
  }
  return {2 * tours / persons, near / local,
          duty / tours,        shopping / tours,
          afternoon / tours,   static_cast<double>(plans.latent.size()) / persons};
}

void compare_with_surveys(const Survey& s) {
  // RVU 2018/19: 2.98 trips, 2013/14: 3.26, of persons of 13 or more; 5 % beyond either.
  CHECK((s.trips_per_person > 2.98 * 0.95 && s.trips_per_person < 3.26 * 1.05));
  // RVU: 39 % of all trips are under 3 km, those to other municipalities among them; inside one
  // region more of them are short.
  CHECK((s.under_3_km > 0.36 && s.under_3_km < 0.58));
  // Work and school about a third, shopping and errands about as much.
  CHECK((s.work_and_school > 0.25 && s.work_and_school < 0.42));
  CHECK((s.shopping > 0.22 && s.shopping < 0.38));
  // The afternoon peak.
  CHECK((s.afternoon > 0.33 && s.afternoon < 0.50));
  // Trips not made are few against those made, and some.
  CHECK((s.latent > 0.005 && s.latent < 0.05));
}

}  // namespace

TEST_CASE("a generated valley travels as surveys say people do") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  auto s = small_scenario();
  s.region.generate->inhabitants = 6000;
  compare_with_surveys(survey(*small_world(s, *executor), *executor));
}

TEST_CASE("Hamar travels as surveys say people do, and its people are Hamar's") {
  const auto roads = test::data_file("hamar/hamar-nvdb-2018.osm.pbf");
  if (!roads) return;
  const auto data = std::filesystem::path(*roads).parent_path().parent_path().string();
  Diagnostics diagnostics;
  const auto s =
      scenario::load({.path = GREND_SOURCE_DIR "/scenarios/hamar.yaml"}, data, diagnostics);
  REQUIRE(s);
  auto executor = par::make_executor(par::Backend::kJthread, 2);
  const auto world = small_world(*s, *executor);
  for (const auto& fit : world->population_fit) {
    INFO(fit.margin << ": " << fit.got << " instead of " << fit.wanted);
    CHECK(fit.within_rounding());
  }
  compare_with_surveys(survey(*world, *executor));
}
