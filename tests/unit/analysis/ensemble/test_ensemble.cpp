// Replications: independent of threads and of how they are cut up, with common random numbers.
#include <cmath>
#include <map>

#include "analysis/ensemble/ensemble.h"
#include "analysis/ensemble/merge.h"
#include "engine/base/error.h"
#include "engine/store/append.h"
#include "models/simulation/day.h"
#include "models/simulation/decide.h"
#include "tests/support/catch.h"

using namespace grend;

namespace {

const ensemble::Progress kSilent = [](std::string_view, double) {};

scenario::Scenario small_scenario() {
  scenario::Scenario s;
  s.name = "small";
  s.region.generate.emplace();
  s.region.generate->inhabitants = 1500;
  drt::ServiceSpec service;
  service.id = "bestill";
  drt::VehicleSpec vehicle;
  vehicle.count = 2;
  service.vehicles = {vehicle};
  s.services = {service};
  s.travellers.choice.drt_considered = 0.3;
  s.simulation.replications = 4;
  return s;
}

simulation::Worlds worlds_of(const scenario::Scenario& s) {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  return simulation::build_worlds(s, *executor, kSilent);
}

store::Results run(const scenario::Scenario& s, ensemble::Options options = {},
                   std::size_t threads = 1, par::Backend backend = par::Backend::kJthread) {
  auto executor = par::make_executor(backend, threads);
  options.audit = true;
  auto outcome = ensemble::run(worlds_of(s), options, *executor, {}, kSilent);
  REQUIRE(outcome.has_value());
  for (const auto& check : outcome->audit) {
    INFO(check.id << ": " << check.statement << ": " << check.example);
    CHECK(check.checked > 0);
    CHECK(check.violations == 0);
  }
  outcome->results.manifest.resolved_scenario = s.name;
  store::validate(outcome->results);
  return std::move(outcome->results);
}

const std::vector<double>& values(const store::Results& results, const std::string& id) {
  for (const auto& i : results.indicators) {
    if (i.id == id) return i.values;
  }
  throw std::logic_error("no " + id);
}

}  // namespace

TEST_CASE("threads, executors and batches change no bit of an ensemble") {
  const auto s = small_scenario();
  const auto expected = store::content_digest(run(s, {.raw = ensemble::Raw::kAll}));
  CHECK(store::content_digest(run(s, {.raw = ensemble::Raw::kAll}, 2)) == expected);
  CHECK(store::content_digest(run(s, {.raw = ensemble::Raw::kAll}, 3, par::Backend::kTbb)) ==
        expected);
}

TEST_CASE("a replication alone is that replication in a batch, and parts merge to the whole") {
  auto s = small_scenario();
  for (const auto raw : {ensemble::Raw::kAll, ensemble::Raw::kFirst}) {
    s.simulation.replications = 4;
    const auto whole = run(s, {.raw = raw});
    s.simulation.replications = 1;
    std::vector<ensemble::NamedResults> parts;
    for (const std::int32_t k : {2, 0, 3, 1}) {
      parts.push_back({"part", run(s, {.first_replication = k, .raw = raw})});
      CHECK(values(parts.back().results, "wait_mean")[0] ==
            values(whole, "wait_mean")[static_cast<std::size_t>(k)]);
    }
    CHECK(store::content_digest(ensemble::merge(parts)) == store::content_digest(whole));
  }
}

TEST_CASE("what does not belong together is not merged") {
  auto s = small_scenario();
  s.simulation.replications = 2;
  const auto first = run(s);
  const auto words = [&](const store::Results& other) {
    try {
      ensemble::merge({{"a.h5", first}, {"b.h5", other}});
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("merged");
  };
  const auto second = run(s, {.first_replication = 2});
  CHECK(words(second) == "merged");
  CHECK(words(run(s, {.first_replication = 1})).find("overlap") != std::string::npos);
  auto other = second;
  other.manifest.seed = 2;
  CHECK(words(other).find("differ in seed") != std::string::npos);
  CHECK(words(run(s, {.first_replication = 2, .raw = ensemble::Raw::kNone})).find("raw tables") !=
        std::string::npos);
  CHECK(ensemble::missing_replications({0, 1, 4, 6}) == std::vector<std::int32_t>{2, 3, 5});
}

TEST_CASE("sequential stopping goes on in batches until the precision is reached") {
  auto s = small_scenario();
  s.simulation.replications = 3;
  s.simulation.batch = 2;
  s.simulation.most_replications = 9;
  s.simulation.until = {{"trips_made", 0.5}};  // known at once
  CHECK(run(s).replications.size() == 3);
  s.simulation.until = {{"requests_no_show", 0.001}};  // never
  const auto most = run(s);
  CHECK(most.replications.size() == 9);
  CHECK(store::content_digest(run(s, {}, 3)) == store::content_digest(most));
  s.simulation.until = {{"wait_men", 0.1}};
  CHECK_THROWS_AS(run(s), Error);
}

TEST_CASE("two designs with one seed see the same people, wishes and no-shows, path by path") {
  auto few = small_scenario();
  auto many = few;
  many.services[0].vehicles[0].count = 4;
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world_few = worlds_of(few), world_many = worlds_of(many);
  std::size_t compared = 0, differ = 0;
  for (std::uint32_t k = 0; k < 3; ++k) {
    const auto a = simulation::run_day(*world_few[0], {.replication = k}, *executor, {}, kSilent);
    const auto b = simulation::run_day(*world_many[0], {.replication = k}, *executor, {}, kSilent);
    REQUIRE(a->plans.tours.size() == b->plans.tours.size());
    REQUIRE(a->plans.trips.size() == b->plans.trips.size());
    for (const auto trip : a->plans.trips.ids()) {
      const auto &x = a->plans.trips[trip], &y = b->plans.trips[trip];
      CHECK((x.tour == y.tour && x.with == y.with && x.start == y.start &&
             x.duration == y.duration && x.to == y.to && x.party == y.party));
      CHECK(a->plans.tours[x.tour].person == b->plans.tours[y.tour].person);
    }
    // Whom both services were asked by: the same wish, booking time and secret no-show.
    std::map<std::uint32_t, const drt::Booking*> of_few;
    for (const auto& booking : a->services[0].bookings) of_few[booking.request.trip] = &booking;
    for (const auto& booking : b->services[0].bookings) {
      const auto found = of_few.find(booking.request.trip);
      if (found == of_few.end()) continue;
      const auto& other = *found->second;
      CHECK(booking.request.wish == other.request.wish);
      CHECK(booking.request.shows_up == other.request.shows_up);
      CHECK(booking.booked == other.booked);
      CHECK(booking.request.load == other.request.load);
      ++compared;
      differ += booking.status != other.status;
    }
    CHECK(of_few.size() <= b->services[0].bookings.size() + 5);
  }
  CHECK(compared > 100);
  CHECK(differ > 0);  // they do differ where the design does
}

TEST_CASE("a week is a replication of seven days, each as if it were alone") {
  auto s = small_scenario();
  s.simulation.replications = 2;
  const auto monday = run(s, {.raw = ensemble::Raw::kAll});
  s.calendar.days = 7;  // from a Monday
  const auto week = run(s, {.raw = ensemble::Raw::kAll});
  const auto* trips = store::find_table(week.tables, "trips");
  const auto& day = std::get<std::vector<std::int32_t>>(trips->column("day").data);
  const auto& replication = std::get<std::vector<std::int32_t>>(trips->column("replication").data);
  const auto of_first_monday = [&](std::size_t i) { return day[i] == 0 && replication[i] == 0; };
  const auto* trips_monday = store::find_table(monday.tables, "trips");
  const auto& x = std::get<std::vector<double>>(trips->column("departure").data);
  const auto& y = std::get<std::vector<double>>(trips_monday->column("departure").data);
  std::size_t same = 0;
  for (std::size_t i = 0; i < x.size() && of_first_monday(i); ++i) {
    same += x[i] == y[i] || (std::isnan(x[i]) && std::isnan(y[i]));
  }
  CHECK(same > 1000);
  CHECK(values(week, "persons") == values(monday, "persons"));
  CHECK(values(week, "trips_made")[0] > 6 * values(monday, "trips_made")[0]);
  const auto* days = store::find_table(week.tables, "days");
  const auto& weights = std::get<std::vector<double>>(days->column("days_per_year").data);
  CHECK(weights == std::vector<double>{50.2, 50.2, 50.2, 50.2, 50.2, 52, 62});
}
