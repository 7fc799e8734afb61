#include "tests/unit/models/simulation/small_world.h"

using namespace grend;
using namespace grend::simulation;

TEST_CASE("a day satisfies every identity, and none of the checks is empty") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(small_scenario(), *executor);
  const auto day = audited_day(*world, {}, *executor);
  for (const auto& check : audit_day(*world, day)) {
    INFO(check.id);
    CHECK(check.checked > 0);
  }
  const auto t = tally(day);
  CHECK(t.served > 20);
  CHECK(t.rejected > 0);
}

TEST_CASE("the audit notices what is wrong") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(small_scenario(), *executor);
  const auto day = audited_day(*world, {}, *executor);
  const auto violated = [&](const DayRecords& broken) {
    std::string ids;
    for (const auto& check : audit_day(*world, broken)) {
      if (check.violations > 0) ids += check.id + " ";
    }
    return ids;
  };
  const auto served = [](DayRecords& d) -> drt::Booking& {
    for (auto& b : d.services[0].bookings) {
      if (b.status == drt::RequestStatus::kServed) return b;
    }
    throw std::logic_error("nobody was served");
  };
  auto broken = day;
  served(broken).status = drt::RequestStatus::kRejected;
  CHECK(violated(broken).find("A1 ") != std::string::npos);
  broken = day;
  served(broken).request.load.seats += 1;
  CHECK(violated(broken).find("A2 ") != std::string::npos);
  broken = day;
  broken.services[0].vehicles[0].account.idle += milliseconds(1);
  CHECK(violated(broken).find("A3 ") != std::string::npos);
  broken = day;
  broken.services[0].stops[1].driven += centimetres(1);
  CHECK(violated(broken).find("A4 ") != std::string::npos);
  broken = day;
  broken.trips[served(broken).request.trip].legs[0].arrival += milliseconds(1);
  CHECK(violated(broken).find("A5 ") != std::string::npos);
  CHECK(violated(broken).find("A10 ") != std::string::npos);
  broken = day;
  for (auto& trip : broken.trips) {
    if (trip.mode != choice::Mode::kDrt)
      trip.legs[0].arrival = trip.legs[0].arrival - milliseconds(1);
  }
  CHECK(violated(broken).find("A8 ") != std::string::npos);
  broken = day;
  served(broken).request.latest = *served(broken).boarding - milliseconds(1);
  CHECK(violated(broken).find("A11 ") != std::string::npos);
  broken = day;
  served(broken).added_driving = milliseconds(-1);
  CHECK(violated(broken).find("A12 ") != std::string::npos);
}

TEST_CASE("neither threads nor executors nor partitions change a single bit") {
  auto serial = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(small_scenario(), *serial);
  const auto expected = store::content_digest(results_of(*world, audited_day(*world, {}, *serial)));
  for (const auto backend : {par::Backend::kJthread, par::Backend::kTbb}) {
    for (const std::size_t threads : {1, 2, 3, 7}) {
      auto executor = par::make_executor(backend, threads);
      const auto same_world = small_world(small_scenario(), *executor);
      for (const std::size_t partitions : {1, 2, 5}) {
        const auto day =
            audited_day(*same_world, {.replication = 0, .partitions = partitions}, *executor);
        CHECK(store::content_digest(results_of(*same_world, day)) == expected);
      }
    }
  }
}

TEST_CASE("two services in two partitions answer passengers of both") {
  auto s = small_scenario();
  auto second = s.services[0];
  second.id = "eldre";
  s.services[0].minimum_age = 67;  // the first service is for the elderly, the second for all
  s.services.push_back(second);
  auto executor = par::make_executor(par::Backend::kJthread, 2);
  const auto world = small_world(s, *executor);
  const auto day = audited_day(*world, {.replication = 0, .partitions = 2}, *executor);
  std::size_t crossed = 0;
  for (std::size_t k = 0; k < 2; ++k) {
    CHECK(!day.services[k].bookings.empty());
    for (const auto& b : day.services[k].bookings) {
      const auto person = day.plans.tour_of(activity::TripId(b.request.trip)).person;
      crossed += world->population.household[person].value() % 2 != k;
    }
  }
  CHECK(crossed > 0);  // messages did go from one partition to the other
}

TEST_CASE("replications differ, but people and their workplaces stay") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(small_scenario(), *executor);
  const auto first = audited_day(*world, {.replication = 0}, *executor);
  const auto second = audited_day(*world, {.replication = 1}, *executor);
  CHECK(store::content_digest(results_of(*world, first)) !=
        store::content_digest(results_of(*world, second)));
  IdVector<population::PersonId, network::Place> workplace(world->population.persons());
  const auto each_workplace = [](const DayRecords& day, auto visit) {
    for (const auto& trip : day.plans.trips) {
      const auto& tour = day.plans.tours[trip.tour];
      const bool home = trip.duration == Duration();
      if (trip.kind == activity::ActivityKind::kWork && !home) visit(tour.person, trip.to);
    }
  };
  each_workplace(first, [&](population::PersonId p, network::Place to) { workplace[p] = to; });
  std::size_t compared = 0;
  each_workplace(second, [&](population::PersonId p, network::Place to) {
    if (!workplace[p].edge.valid()) return;
    CHECK(to == workplace[p]);
    ++compared;
  });
  CHECK(compared > 100);
}

TEST_CASE("no fleet: everything is rejected, with the reason") {
  auto s = small_scenario();
  s.services[0].vehicles.clear();
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(s, *executor);
  const auto day = audited_day(*world, {}, *executor);
  const auto t = tally(day);
  CHECK(t.requests > 50);
  CHECK(t.rejected == t.requests);
  for (const auto& b : day.services[0].bookings) CHECK(b.reason == drt::Reason::kOutsideShifts);
}

TEST_CASE("every identity holds with every way of planning") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  std::size_t diverted = 0, relocated = 0;
  for (int way = 0; way < 4; ++way) {
    auto s = small_scenario();
    auto& dispatch = s.services[0].dispatch;
    dispatch.diversion = way == 1 || way == 3;
    if (way >= 2) dispatch.idle = drt::IdlePolicy::kReturn;
    if (way == 2) dispatch.constraints = drt::Constraints::kSoft;
    // Whoever books the moment before meets vehicles on their way.
    s.services[0].booking.lead = minutes(1);
    s.travellers.booking.day_before = way == 2 ? 0.5 : 0;
    s.travellers.booking.longest_lead = minutes(2);
    dispatch.improvement.nightly = 20;
    dispatch.improvement.during_day = way;
    const auto day = audited_day(*small_world(s, *executor), {}, *executor);
    CHECK(tally(day).served > 0);
    for (const auto& stop : day.services[0].stops) {
      diverted += stop.kind == drt::StopKind::kDiverted;
      relocated += stop.kind == drt::StopKind::kRelocated;
    }
  }
  CHECK(diverted > 0);
  CHECK(relocated > 0);
}

TEST_CASE("no demand: nothing happens, and the shifts are idle") {
  auto s = small_scenario();
  s.travellers.choice.drt_considered = 0;
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(s, *executor);
  const auto day = audited_day(*world, {}, *executor);
  CHECK(tally(day).requests == 0);
  for (const auto& vehicle : day.services[0].vehicles)
    CHECK(vehicle.account.idle == vehicle.duty.shift.length());
}

TEST_CASE("a vehicle that is never on duty changes nothing for the others") {
  auto s = small_scenario();
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto without = audited_day(*small_world(s, *executor), {}, *executor);
  drt::VehicleSpec useless;
  useless.shift = {clock_time(0, 0), clock_time(0, 1)};
  s.services[0].vehicles.push_back(useless);
  const auto with = audited_day(*small_world(s, *executor), {}, *executor);
  REQUIRE(with.services[0].bookings.size() == without.services[0].bookings.size());
  for (std::size_t i = 0; i < with.services[0].bookings.size(); ++i) {
    CHECK(with.services[0].bookings[i].boarding == without.services[0].bookings[i].boarding);
    CHECK(with.services[0].bookings[i].vehicle == without.services[0].bookings[i].vehicle);
  }
}

TEST_CASE("on a Sunday few go to work and nobody to school") {
  auto s = small_scenario();
  s.calendar.date = {2026, 1, 18};
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(s, *executor);
  const auto day = audited_day(*world, {}, *executor);
  CHECK(day.plans.tours.size() > 100);
  std::size_t work = 0;
  for (const auto& tour : day.plans.tours) {
    CHECK(tour.kind != activity::ActivityKind::kSchool);
    work += tour.kind == activity::ActivityKind::kWork;
  }
  // 15 % of the 78 % of some 730 employed who go on a weekday: 85.
  CHECK((work > 50 && work < 125));
}

TEST_CASE("a booking deadline the day before is kept") {
  auto s = small_scenario();
  s.services[0].booking.day_before_only = true;
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(s, *executor);
  const auto day = audited_day(*world, {}, *executor);
  CHECK(tally(day).served > 20);
  for (const auto& b : day.services[0].bookings) {
    // 16:00 on the day before is eight hours before midnight; the messages take a few epochs.
    CHECK(b.booked <= Time() - hours(8) + minutes(1));
  }
}
