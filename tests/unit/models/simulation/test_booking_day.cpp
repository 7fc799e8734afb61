#include <algorithm>
#include <fmt/format.h>

#include "models/scenario/load.h"
#include "models/simulation/audit.h"
#include "models/simulation/day.h"
#include "models/simulation/replay.h"
#include "models/simulation/result_tables.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::simulation;
using test::complaint_of;
using test::Folder;

namespace {

// A square of four two-way links of 1 km at 10 m/s: 100 s from corner to corner.
constexpr const char* kSquare = R"(<network><nodes>
<node id="a" x="0" y="0"/><node id="b" x="1000" y="0"/>
<node id="c" x="1000" y="1000"/><node id="d" x="0" y="1000"/></nodes><links>
<link id="1" from="a" to="b" length="1000" freespeed="10" modes="car"/>
<link id="2" from="b" to="a" length="1000" freespeed="10" modes="car"/>
<link id="3" from="b" to="c" length="1000" freespeed="10" modes="car"/>
<link id="4" from="c" to="b" length="1000" freespeed="10" modes="car"/>
<link id="5" from="c" to="d" length="1000" freespeed="10" modes="car"/>
<link id="6" from="d" to="c" length="1000" freespeed="10" modes="car"/>
<link id="7" from="d" to="a" length="1000" freespeed="10" modes="car"/>
<link id="8" from="a" to="d" length="1000" freespeed="10" modes="car"/>
</links></network>)";

constexpr const char* kService = R"(
services:
  - id: village
    open: 07:00-20:00
    booking: {lead: 0 s}
    promise: {pickup_before: 0 s, pickup_after: 10 min, ride_factor: 1.5, ride_extra: 5 min}
    stops: {boarding: 60 s, alighting: 30 s, wheelchair: 2 min}
    vehicles:
      - {count: 1, seats: 4, wheelchair_places: 1, shift: 07:00-21:00, at: [0, 0]}
)";

struct Made {
  std::unique_ptr<World> world;
  DayRecords day;

  const drt::Booking& booking(std::uint32_t trip) const {
    for (const auto& service : day.services) {
      for (const auto& b : service.bookings) {
        if (b.request.trip == trip) return b;
      }
    }
    FAIL("no booking " << trip);
    throw InternalError("unreachable");
  }
};

std::unique_ptr<World> world_of(const Folder& folder, const std::string& log,
                                const std::string& more = "",
                                const std::string& services = kService) {
  folder.with("square.xml", kSquare);
  folder.with("log.csv", log);
  const std::string text =
      "region: {network: square.xml}\n"
      "travellers:\n  bookings:\n    file: log.csv\n" +
      more + services;
  Diagnostics diagnostics;
  const auto scenario =
      scenario::load({.path = folder.file("s.yaml"), .text = text}, "", diagnostics);
  INFO(diagnostics.to_string());
  REQUIRE(scenario);
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  return build_world(*scenario, *executor, [](std::string_view, double) {});
}

Made run(const Folder& folder, const std::string& log, const std::string& more = "",
         const std::string& services = kService, const DayOptions& options = {}) {
  Made made;
  made.world = world_of(folder, log, more, services);
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  auto day = run_day(*made.world, options, *executor, {}, [](std::string_view, double) {});
  REQUIRE(day);
  made.day = std::move(*day);
  for (const auto& check : audit_day(*made.world, made.day)) {
    INFO(check.id << ": " << check.statement << ": " << check.example);
    CHECK(check.violations == 0);
  }
  return made;
}

double clock_of(std::optional<Time> time) { return to_seconds(time.value().since_midnight()); }

}  // namespace

TEST_CASE("a logged booking is asked, answered and driven as it says") {
  const Folder folder;
  // The vehicle stands at a. From b at 08:00 to c: it leaves 100 s before, boards for 60 s, drives
  // 100 s, lets off for 30 s.
  const Made made = run(folder,
                        "id,asked,wish,from_x,from_y,to_x,to_y\n"
                        "7,07:30,08:00,1000,0,1000,1000\n");
  const auto& b = made.booking(7);
  CHECK(b.status == drt::RequestStatus::kServed);
  CHECK(clock_of(b.booked) == 27'000);
  CHECK(clock_of(b.boarding) == 28'800);
  CHECK(clock_of(b.boarded) == 28'860);
  CHECK(clock_of(b.arrival) == 28'960);
  CHECK(clock_of(b.alighted) == 28'990);
  CHECK(to_seconds(b.request.direct) == 100);
  CHECK(to_seconds(b.request.longest_ride) == 450);  // 1.5 x 100 + 300
  CHECK(made.day.trips.empty());
}

TEST_CASE("what a log leaves out has its defaults") {
  const Folder folder;
  const Made made = run(folder,
                        "asked;wish;arrive_by;from_x;from_y;to_x;to_y;seats;wheelchairs\n"
                        "08:00;;;0;0;1000;0;;\n"   // now
                        ";09:00;;0;0;1000;0;2;\n"  // asked at noon the day before
                        ";;10:00;0;0;1000;0;;1\n"  // so late that the longest ride is in time
                        "10:30;;;0;0;0;1000;0;1\n");
  CHECK(made.booking(0).request.wish == clock_time(8, 0));
  CHECK(made.booking(0).request.load == drt::Load{1, 0});
  CHECK(made.booking(1).booked == clock_time(-12, 0));
  CHECK(made.booking(1).request.load == drt::Load{2, 0});
  // A wheelchair takes a place of its own and 2 min more at both ends; 10:00 less 180 s of boarding
  // and 450 s of ride.
  CHECK(made.booking(2).request.load == drt::Load{0, 1});
  CHECK(clock_of(made.booking(2).request.wish) == 36'000 - 180 - 450);
  CHECK(made.booking(2).arrival.value() <= clock_time(10, 0));
}

TEST_CASE("columns may have other names, places may be points of a table") {
  const Folder folder;
  folder.with("stops.csv", "id,x,y\nchurch,0,0\nshop,1000,1000\n");
  const Made made = run(folder,
                        "Bestilt,Fra,Til,Antall\n"
                        "2026-01-12T08:00,church,shop,3\n",
                        "    points: stops.csv\n"
                        "    columns: {asked: Bestilt, from_point: Fra, to_point: Til, "
                        "seats: Antall}\n");
  const auto& b = made.booking(0);
  CHECK(b.status == drt::RequestStatus::kServed);
  CHECK(b.request.load.seats == 3);
  CHECK(to_seconds(b.request.direct) == 200);  // two sides of the square
}

TEST_CASE("a log of many days gives each day its own") {
  const Folder folder;
  const std::string log =
      "id,asked,wish,from_x,from_y,to_x,to_y\n"
      "1,2026-01-10T12:00,2026-01-12T08:00,0,0,1000,0\n"
      "2,2026-01-12T12:00,2026-01-13T08:00,0,0,1000,0\n"
      "3,2026-01-11T12:00,2026-01-13T09:00,0,0,1000,0\n"
      "4,08:00,09:30,0,0,1000,0\n";  // every day
  const auto ids = [&](const std::string& calendar) {
    std::vector<std::uint32_t> found;
    const auto world = world_of(folder, log, calendar);
    for (const auto& b : world->bookings) found.push_back(b.trip);
    std::sort(found.begin(), found.end());
    return found;
  };
  CHECK(ids("") == std::vector<std::uint32_t>{1, 4});  // the scenario's day is 12 January
  CHECK(ids("calendar: {date: 2026-01-13}\n") == std::vector<std::uint32_t>{2, 3, 4});
  const auto world = world_of(folder, log);
  const auto& told = world->warnings;
  CHECK(std::count(told.begin(), told.end(),
                   "log.csv: 2 bookings are for 2026-01-12, 2 for other days") == 1);
}

TEST_CASE("all bad rows are told at once, with line, reason and mend") {
  const Folder folder;
  const std::string log =
      "id,asked,from_x,from_y,to_x,to_y,seats,service\n"
      "1,08:00,0,0,1000,0,1,\n"
      "2,8 o'clock,0,0,1000,0,1,\n"
      "3,08:00,50000,0,1000,0,1,\n"
      "3,08:00,0,0,1000,0,1,\n"
      "4,08:00,0,0,1000,0,-1,\n"
      "5,08:00,0,0,1000,0,1,vilage\n"
      "6,,0,0,1000,0,1,\n"
      "7,08:00,0,0,1000,0,0,\n";
  const auto complaint = complaint_of([&] { world_of(folder, log); });
  CHECK(complaint.code == ExitCode::kBadData);
  for (const char* part :
       {"7 of 8 rows", "log.csv:3:", "not a time of day", "log.csv:4:", "off the network",
        "log.csv:5:", "stands twice", "log.csv:6:", "log.csv:7:", "no service 'vilage'",
        "log.csv:8:", "no time at all", "log.csv:9:", "nobody travels"}) {
    INFO(part);
    CHECK(complaint.says(part));
  }
  // Where so many are allowed they are left out, counted and told.
  const auto world = world_of(folder, log, "    max_bad_rows: 7\n");
  REQUIRE(world->bookings.size() == 1);
  CHECK(world->bookings[0].trip == 1);
  const auto& warnings = world->warnings;
  CHECK(std::count(warnings.begin(), warnings.end(), "7 of 8 rows are bad and left out:") == 1);
}

TEST_CASE("a log without places, or with a column that is not there, is refused") {
  const Folder folder;
  CHECK(complaint_of([&] { world_of(folder, "asked\n08:00\n"); }).says("where bookings go from"));
  CHECK(complaint_of([&] {
          world_of(folder, "asked,from_x,from_y,to_x,to_y\n08:00,0,0,0,1000\n",
                   "    columns: {seats: persons}\n");
        }).says("no column 'persons'"));
  CHECK(complaint_of([&] {
          world_of(folder, "asked,from_point,to_x,to_y\n08:00,church,0,1000\n");
        }).says("there is no point 'church'"));
}

TEST_CASE("each booking goes to the service it names, or to the first that takes it") {
  const Folder folder;
  const std::string services = std::string(kService) + R"(  - id: evening
    open: 18:00-23:00
    booking: {lead: 0 s}
    vehicles: [{count: 1, seats: 4, shift: 17:00-24:00, at: [1000, 1000]}]
)";
  const Made made = run(folder,
                        "asked,from_x,from_y,to_x,to_y,service\n"
                        "08:00,0,0,1000,0,\n"
                        "19:00,0,0,1000,0,evening\n"
                        "21:00,0,0,1000,0,\n"
                        "03:00,0,0,1000,0,\n",
                        "", services);
  REQUIRE(made.day.services.size() == 2);
  const auto trips = [&](std::size_t service) {
    std::vector<std::uint32_t> found;
    for (const auto& b : made.day.services[service].bookings) found.push_back(b.request.trip);
    return found;
  };
  // At three in the night nobody is open: the first service says so.
  CHECK(trips(0) == std::vector<std::uint32_t>{0, 3});
  CHECK(trips(1) == std::vector<std::uint32_t>{1, 2});
  CHECK(made.booking(3).reason == drt::Reason::kOutsideHours);
}

TEST_CASE("what was cancelled is not driven, and nobody at the door is a no-show") {
  const Folder folder;
  const Made made = run(folder,
                        "asked,wish,from_x,from_y,to_x,to_y,cancelled,no_show\n"
                        "08:00,09:00,1000,0,1000,1000,08:30,\n"
                        "08:00,10:00,1000,0,1000,1000,,yes\n"
                        "08:00,11:00,1000,0,1000,1000,11:30,no\n");
  CHECK(made.booking(0).status == drt::RequestStatus::kCancelled);
  CHECK(made.booking(0).reason == drt::Reason::kChangedMind);
  CHECK(made.booking(1).status == drt::RequestStatus::kNoShow);
  CHECK(made.booking(2).status == drt::RequestStatus::kServed);  // cancelled after the ride
  // Two drives from a to b and one on to c, and back: the first is spared.
  CHECK(made.day.services[0].vehicles[0].account.loaded_distance == metres(1000));
  CHECK(complaint_of([&] {
          world_of(folder, "asked,from_x,from_y,to_x,to_y,cancelled\n08:00,0,0,0,1000,07:00\n");
        }).says("before it was booked"));
}

TEST_CASE("the order of rows and the ids change nothing but the labels") {
  const Folder folder;
  std::vector<std::string> rows;
  for (int i = 0; i < 40; ++i) {
    // Four bookings at each of ten moments, so that ties matter.
    rows.push_back(fmt::format("{:02}:{:02},{},{},{},{}", 8 + i / 16, i / 4 * 5 % 60, i % 3 * 500,
                               0, 1000, i % 4 * 250));
  }
  const auto outcome = [&](bool backwards, int first_id) {
    std::string log = "id,asked,from_x,from_y,to_x,to_y\n";
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const std::size_t i = backwards ? rows.size() - 1 - k : k;
      log += fmt::format("{},{}\n", first_id + 3 * static_cast<int>(i), rows[i]);
    }
    const Made made = run(folder, log);
    std::vector<std::tuple<drt::RequestStatus, drt::Reason, Time, network::Place, network::Place,
                           std::optional<Time>, std::optional<Time>>>
        all;
    for (const auto& b : made.day.services[0].bookings) {
      all.emplace_back(b.status, b.reason, b.booked, b.request.from, b.request.to, b.boarding,
                       b.alighted);
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto plain = outcome(false, 1);
  CHECK(plain.size() == 40);
  CHECK(outcome(true, 1) == plain);
  CHECK(outcome(false, 500) == plain);
}

TEST_CASE("zero demand and zero fleet are days as well") {
  const Folder folder;
  const Made nobody = run(folder, "asked,from_x,from_y,to_x,to_y\n");
  CHECK(nobody.day.services[0].bookings.empty());
  CHECK(nobody.day.services[0].vehicles[0].account.distance() == Distance());
  const Made no_fleet =
      run(folder, "asked,from_x,from_y,to_x,to_y\n08:00,0,0,1000,0\n09:00,0,0,1000,0\n", "",
          "services: [{id: none, booking: {lead: 0 s}}]\n");
  for (const auto& b : no_fleet.day.services[0].bookings) {
    CHECK(b.status == drt::RequestStatus::kRejected);
    CHECK(b.reason == drt::Reason::kOutsideShifts);  // no vehicle is on duty
  }
}

TEST_CASE("a logged request can be explained") {
  const Folder folder;
  const Made made = run(folder, "id,asked,from_x,from_y,to_x,to_y\n42,08:00,0,0,1000,0\n", "",
                        kService, {.explain = 42});
  const auto text = explain_request(*made.world, made.day, 42);
  CHECK(text.find("request of trip 42 to 'village'") != std::string::npos);
  CHECK(text.find("decision: accepted") != std::string::npos);
}
