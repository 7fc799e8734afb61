// The plans of whole regions against what travel surveys find (DOMAIN: national travel survey RVU
// 2018/19 and 2013/14). Bands are wide where a small region may differ from the country, and say
// why.
#include <cmath>

#include "engine/network/router.h"
#include "models/scenario/load.h"
#include "tests/support/data.h"
#include "tests/unit/models/simulation/small_world.h"

using namespace grend;
using namespace grend::simulation;

namespace {

struct Survey {
  double trips = 0;       // made a day, by persons of 13 or more
  double under_3_km = 0;  // share of them
  std::array<double, choice::kModeCount> modes{};
  double kilometres = 0;       // a person and day, to the region's gateways
  double work_and_school = 0;  // share of activities
  double shopping = 0;         // with errands and doctor
  double afternoon = 0;        // share of trips from 14 to 18
  double accompanied = 0;      // share of trips
  double several_stops = 0;    // share of tours
  double latent = 0;           // tours a person
};

Survey survey(const World& world, par::Executor& executor) {
  using activity::ActivityKind;
  const auto day = run_day(world, {}, executor, {}, kSilent);
  const auto& plans = day->plans;
  constexpr int kYoungest = 13;
  double persons = 0, activities = 0, tours = 0;
  Survey s;
  for (const auto age : world.population.age) persons += age >= kYoungest;
  for (const auto id : plans.trips.ids()) {
    const auto& trip = plans.trips[id];
    const auto& record = day->trips[id.value()];
    const auto& tour = plans.tours[trip.tour];
    if (record.status != TripStatus::kMade || world.population.age[tour.person] < kYoungest) {
      continue;
    }
    ++s.trips;
    tours += plans.starts_at_home(id);
    s.several_stops += plans.starts_at_home(id) && tour.stops > 1;
    s.accompanied += tour.accompanied;
    ++s.modes[static_cast<std::size_t>(*record.mode)];
    s.afternoon += record.departure >= clock_time(14, 0) && record.departure < clock_time(18, 0);
    Distance way;
    for (std::size_t i = 0; i < record.leg_count; ++i) way += record.legs[i].distance;
    s.under_3_km += way < kilometres(3);
    s.kilometres += to_kilometres(way);
    if (plans.ends_at_home(id)) continue;
    ++activities;
    s.work_and_school += trip.kind == ActivityKind::kWork || trip.kind == ActivityKind::kSchool;
    s.shopping += trip.kind == ActivityKind::kShopping || trip.kind == ActivityKind::kService ||
                  trip.kind == ActivityKind::kDoctor;
  }
  for (double* share : {&s.under_3_km, &s.afternoon, &s.accompanied}) *share /= s.trips;
  for (double& mode : s.modes) mode /= s.trips;
  s.work_and_school /= activities;
  s.shopping /= activities;
  s.several_stops /= tours;
  s.trips /= persons;
  s.kilometres /= persons;
  s.latent = static_cast<double>(plans.latent.size()) / persons;
  return s;
}

double share_of(const Survey& s, choice::Mode mode) {
  return s.modes[static_cast<std::size_t>(mode)];
}

void compare_with_surveys(const Survey& s) {
  INFO("trips " << s.trips << ", under 3 km " << s.under_3_km << ", kilometres " << s.kilometres
                << ", duty " << s.work_and_school << ", shopping " << s.shopping << ", afternoon "
                << s.afternoon << ", accompanied " << s.accompanied << ", several stops "
                << s.several_stops << ", latent " << s.latent << ", on foot " << s.modes[0]
                << ", bicycle " << s.modes[1] << ", driver " << s.modes[2] << ", passenger "
                << s.modes[3]);
  // RVU 2018/19: 2.98 trips, 2013/14: 3.26, of persons of 13 or more; 5 % beyond either.
  CHECK((s.trips > 2.98 * 0.95 && s.trips < 3.26 * 1.05));
  // RVU: 39 %, in the whole country; ten points to either side for the shape of one region.
  CHECK(std::abs(s.under_3_km - 0.39) < 0.10);
  // Drivers 53 % in the country, 60 in rural parts; five points beyond either.
  CHECK((share_of(s, choice::Mode::kCar) > 0.48 && share_of(s, choice::Mode::kCar) < 0.65));
  CHECK((share_of(s, choice::Mode::kWalk) > 0.14 && share_of(s, choice::Mode::kWalk) < 0.25));
  CHECK((share_of(s, choice::Mode::kBike) > 0.01 && share_of(s, choice::Mode::kBike) < 0.08));
  // Passengers 11 %, and public transport, which is not there yet, 5 to 11 %.
  CHECK((share_of(s, choice::Mode::kRide) > 0.11 && share_of(s, choice::Mode::kRide) < 0.27));
  // Work and school about a third, shopping and errands about as much.
  CHECK((s.work_and_school > 0.25 && s.work_and_school < 0.42));
  CHECK((s.shopping > 0.22 && s.shopping < 0.38));
  // The afternoon peak.
  CHECK((s.afternoon > 0.33 && s.afternoon < 0.50));
  // People do go together, and do one thing on the way to another.
  CHECK((s.accompanied > 0.03 && s.accompanied < 0.20));
  CHECK((s.several_stops > 0.08 && s.several_stops < 0.35));
  // Trips not made are few against those made, and some.
  CHECK((s.latent > 0.005 && s.latent < 0.05));
}

}  // namespace

TEST_CASE("a generated valley travels as surveys say people do") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  auto s = small_scenario();
  s.region.generate->inhabitants = 6000;
  s.services.clear();
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
