// Tours with several activities, and people who travel together, in the course of a day.
#include <map>

#include "tests/unit/models/simulation/small_world.h"

using namespace grend;
using namespace grend::simulation;
using activity::TourId;
using activity::TripId;

namespace {

// Everybody would use the service, and people do a lot on their way and together.
scenario::Scenario sociable() {
  auto s = small_scenario();
  s.region.generate->inhabitants = 1500;
  s.travellers.choice.drt_considered = 0.8;
  s.travellers.choice.constants.drt = 6;
  s.travellers.activities.second_stop = 0.6;
  s.travellers.activities.on_the_way_home = 1;
  s.travellers.activities.second_person = 0.6;
  s.travellers.activities.latent = {.no_licence = 1, .old = 1, .youth = 1};
  s.services[0].vehicles[0].count = 8;
  s.services[0].dispatch.repair.steps = 0;  // quick
  return s;
}

const DayRecords& sociable_day(const World& world, par::Executor& executor) {
  static const DayRecords day = audited_day(world, {}, executor);
  return day;
}

}  // namespace

TEST_CASE("all trips of a tour are promised or none is ridden") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(sociable(), *executor);
  const auto& day = sociable_day(*world, *executor);
  std::map<TourId, std::vector<const drt::Booking*>> tours;
  for (const auto& b : day.services[0].bookings) {
    tours[day.plans.trips[TripId(b.request.trip)].tour].push_back(&b);
  }
  std::array<std::size_t, activity::kMostStops + 2> whole{}, refused{};
  for (const auto& [id, bookings] : tours) {
    const std::size_t trips = day.plans.tours[id].stops + 1u;
    std::size_t served = 0;
    for (const auto* b : bookings) served += b->status == drt::RequestStatus::kServed;
    CHECK((served == 0 || served == trips));
    if (served > 0) {
      CHECK(bookings.size() == trips);
      // The vehicle comes after the one before has brought them, and there is time between.
      for (std::size_t k = 1; k < trips; ++k) {
        CHECK(bookings[k]->request.earliest >= *bookings[k - 1]->alighted);
        CHECK(bookings[k]->request.from == bookings[k - 1]->request.to);
      }
      ++whole[trips];
    } else if (bookings.back()->status == drt::RequestStatus::kRejected) {
      // Those promised before are withdrawn, for want of a way back.
      for (std::size_t k = 0; k + 1 < bookings.size(); ++k) {
        CHECK(bookings[k]->status == drt::RequestStatus::kCancelled);
        CHECK(bookings[k]->reason == drt::Reason::kNoWayBack);
      }
      ++refused[bookings.size()];
    }
  }
  CHECK((whole[2] > 100 && whole[3] > 40));
  CHECK((refused[1] > 10 && refused[2] > 10 && refused[3] > 3));
}

TEST_CASE("who travels together is one booking with a place for each") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(sociable(), *executor);
  const auto& day = sociable_day(*world, *executor);
  std::size_t parties = 0;
  for (const auto& b : day.services[0].bookings) {
    const TripId trip(b.request.trip);
    CHECK(day.plans.trips[trip].with == trip);
    CHECK(b.request.load.seats + b.request.load.wheelchairs == day.plans.trips[trip].party);
    std::int32_t wheelchairs = world->population.wheelchair[day.plans.tour_of(trip).person];
    day.plans.for_companions(world->population, trip, [&](TripId along) {
      wheelchairs += world->population.wheelchair[day.plans.tour_of(along).person];
      const auto& theirs = day.trips[along.value()];
      if (b.status != drt::RequestStatus::kServed || theirs.status != TripStatus::kMade) return;
      CHECK(theirs.mode == choice::Mode::kDrt);
      CHECK(theirs.arrival == day.trips[trip.value()].arrival);
      ++parties;
    });
    CHECK(b.request.load.wheelchairs == wheelchairs);
  }
  CHECK(parties > 50);
}

TEST_CASE("beside a driver one is a passenger, and hardly anybody is left behind") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(small_scenario(), *executor);
  const auto day = audited_day(*world, {}, *executor);
  std::size_t together = 0, passengers = 0, left = 0;
  for (const auto id : day.plans.trips.ids()) {
    const auto& plan = day.plans.trips[id];
    if (plan.with == id) continue;
    ++together;
    const auto& own = day.trips[id.value()];
    const auto& leader = day.trips[plan.with.value()];
    left += own.reason == TripReason::kLeftBehind;
    CHECK(own.mode != choice::Mode::kCar);
    if (own.status != TripStatus::kMade || leader.mode != choice::Mode::kCar) continue;
    CHECK(own.mode == choice::Mode::kRide);
    CHECK(own.legs[0].kind == LegKind::kRide);
    ++passengers;
  }
  CHECK(passengers > 100);
  // Plans leave time at home between tours; only long ways home are too long for that.
  CHECK(left * 50 < together);
}

TEST_CASE("a child whose way home is off stays, and nobody's records contradict it") {
  auto s = small_scenario();
  // Everybody without a car; the service takes some and turns many away.
  s.travellers.population.first_car = 0;
  s.travellers.choice.ride_offered = 0;
  s.travellers.choice.drt_considered = 1;
  s.travellers.choice.longest_walk = metres(1);
  s.travellers.choice.longest_bike = metres(1);
  s.services[0].dispatch.repair.steps = 0;  // quick
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(s, *executor);
  const auto day = audited_day(*world, {}, *executor);
  std::size_t off = 0;
  for (const auto id : day.plans.trips.ids()) {
    const auto& plan = day.plans.trips[id];
    if (plan.with == id) continue;
    const auto& own = day.trips[id.value()];
    const auto& leader = day.trips[plan.with.value()];
    if (leader.status == TripStatus::kMade) continue;
    CHECK(own.status == TripStatus::kNotMade);
    ++off;
  }
  CHECK(off > 20);
}

TEST_CASE("who does without for want of transport goes if the service takes them") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto world = small_world(sociable(), *executor);
  const auto& day = sociable_day(*world, *executor);
  std::size_t gone = 0, stayed = 0;
  for (const auto id : day.plans.trips.ids()) {
    if (!day.plans.tour_of(id).latent) continue;
    const auto& trip = day.trips[id.value()];
    CHECK_FALSE(trip.otherwise.has_value());
    if (trip.status == TripStatus::kMade) {
      CHECK(trip.mode == choice::Mode::kDrt);
      ++gone;
    } else {
      CHECK((trip.reason == TripReason::kNoMode || trip.reason == TripReason::kRejected ||
             trip.reason == TripReason::kChangedMind || trip.reason == TripReason::kNoShow));
      ++stayed;
    }
  }
  INFO(gone << " trips made, " << stayed << " not");
  CHECK((gone > 10 && stayed > 0));
}

TEST_CASE("batches that end as a request comes in answer everybody who waits for them") {
  auto s = small_scenario();
  s.services[0].booking.lead = minutes(60);
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  for (const auto policy : {drt::Policy::kInsertion, drt::Policy::kAssignment}) {
    for (const Duration every : {minutes(1), minutes(5), minutes(20)}) {
      s.services[0].dispatch.policy = policy;
      s.services[0].dispatch.batch.every = every;
      const auto world = small_world(s, *executor);
      const auto t = tally(audited_day(*world, {}, *executor));
      CHECK((t.served > 20 && t.rejected > 0));
    }
  }
}

TEST_CASE("odd habits break no identity") {
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto lived = [&](auto change) {
    auto s = small_scenario();
    s.region.generate->inhabitants = 800;
    change(s.travellers.activities);
    const auto world = small_world(s, *executor);
    return audited_day(*world, {}, *executor).trips.size();
  };
  using Plan = activity::PlanSpec;
  // Everything on the way; kindergartens that close at once; nights and no time at home; nobody
  // home.
  CHECK(lived([](Plan& p) { p.second_stop = p.on_the_way_home = 1; }) > 1000);
  CHECK(lived([](Plan& p) {
          p.escort.start = {clock_time(3, 0), clock_time(4, 0)};
          p.escort.peak = clock_time(4, 0);
          p.kindergarten_closes = clock_time(5, 0);
          p.work_attendance = 1;
        }) > 1000);
  CHECK(lived([](Plan& p) {
          p.work.start = {clock_time(0, 0), clock_time(23, 0)};
          p.time_between_tours = Duration();
        }) > 1000);
  CHECK(lived([](Plan& p) { p.second_person = 0, p.third_person = 1, p.work_attendance = 1; }) >
        1000);
}
