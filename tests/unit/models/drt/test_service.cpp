// A service driven by hand through random days: whatever is booked and cancelled, promises hold and
// every second and metre of every shift is accounted for.
#include <queue>

#include "models/drt/service.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

struct Action {
  Time at;
  int kind = 0;  // 0 vehicle, 1 booking, 2 cancellation, 3 planning anew
  std::size_t index = 0;
  std::uint32_t generation = 0;
  friend bool operator>(const Action& a, const Action& b) {
    return std::tuple(a.at, a.kind, a.index) > std::tuple(b.at, b.kind, b.index);
  }
};

class Driver {
 public:
  Driver(Service& service, std::vector<Request> requests)
      : service_(service), requests_(std::move(requests)) {
    for (std::size_t v = 0; v < service.fleet().size(); ++v) wake(v, Time());
  }
  void book_at(Time at, std::size_t request) { queue_.push({at, 1, request, 0}); }
  void cancel_at(Time at, std::size_t request) { queue_.push({at, 2, request, 0}); }
  void run() {
    while (!queue_.empty()) {
      const Action a = queue_.top();
      queue_.pop();
      if (a.kind == 0) {
        if (a.generation != service_.fleet().vehicle(a.index).generation) continue;
        service_.act(a.index, a.generation, a.at);
        wake(a.index, a.at);
        continue;
      }
      if (a.kind == 3) service_.plan_anew(a.at);
      if (a.kind == 1) service_.book(requests_[a.index], a.at, a.at);
      if (a.kind == 2) service_.cancel(requests_[a.index].trip, Reason::kChangedMind, a.at);
      for (const auto vehicle : service_.changed_vehicles()) wake(vehicle, a.at);
      if (service_.next_planning()) queue_.push({*service_.next_planning(), 3, 0, 0});
    }
  }

 private:
  void wake(std::size_t vehicle, Time now) {
    if (const auto next = service_.next_action(vehicle, now)) {
      queue_.push({next->at, 0, vehicle, next->generation});
    }
  }
  Service& service_;
  std::vector<Request> requests_;
  std::priority_queue<Action, std::vector<Action>, std::greater<>> queue_;
};

}  // namespace

TEST_CASE("promises hold through random days of bookings, cancellations and no-shows") {
  const Town town;
  std::size_t served = 0, cancelled = 0, no_shows = 0, rejected = 0, repaired = 0, offered = 0,
              diverted = 0;
  for (std::uint32_t day = 0; day < 60; ++day) {
    RandomStream random({23, day}, 0, Purpose::kTest);
    ServiceSpec spec;
    spec.booking.lead = minutes(1);
    std::vector<Duty> duties(2, {{4, 1}, {clock_time(8, 0), clock_time(12, 0)}});
    for (auto& duty : duties) {
      duty.base = town.point(random);
      if (day % 3 == 0) duty.longest = hours(3);
    }
    // With and without repair, with and without improvement every few minutes.
    if (day % 2 == 0) spec.dispatch.repair.steps = 0;
    if (day % 4 < 2) spec.dispatch.improvement.during_day = 10;
    spec.dispatch.diversion = day % 3 == 1;
    if (day % 5 == 0) spec.dispatch.idle = IdlePolicy::kReturn;
    Service service(spec, town.points, duties);
    std::vector<Request> requests;
    for (std::uint32_t trip = 0; trip < 80; ++trip) {
      requests.push_back(random_request(town, trip, random, clock_time(8, 0), clock_time(11, 30)));
      requests.back().shows_up = !random.chance(0.08);
    }
    Driver driver(service, requests);
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const Time at =
          requests[i].earliest - minutes(1) - Duration(random.between(0, hours(2).ticks()));
      driver.book_at(at, i);
      // Cancellations at any time, some far too late.
      if (random.chance(0.2))
        driver.cancel_at(at + Duration(random.between(0, hours(2).ticks())), i);
    }
    driver.run();
    for (const auto& [trip, b] : service.bookings()) {
      CHECK(b.status != RequestStatus::kUnfinished);
      served += b.status == RequestStatus::kServed;
      cancelled += b.status == RequestStatus::kCancelled;
      no_shows += b.status == RequestStatus::kNoShow;
      rejected += b.status == RequestStatus::kRejected;
      repaired += b.repaired;
      offered += b.offered.has_value();
      if (b.offered) CHECK(b.status == RequestStatus::kRejected);
      if (b.status != RequestStatus::kServed) continue;
      CHECK(b.request.earliest <= *b.boarding);
      CHECK(*b.boarding <= b.request.latest);
      CHECK(*b.arrival - *b.boarded <= b.request.longest_ride);
      CHECK(b.request.shows_up);
    }
    for (const auto& stop : service.fleet().records()) diverted += stop.kind == StopKind::kDiverted;
    for (std::size_t v = 0; v < service.fleet().size(); ++v) {
      const auto& vehicle = service.fleet().vehicle(v);
      const auto& a = vehicle.account;
      CHECK(vehicle.state == VehicleState::kDone);
      CHECK(a.idle + a.empty_drive + a.loaded_drive + a.stand == vehicle.duty.shift.length());
    }
  }
  CHECK(served > 1500);
  CHECK(cancelled > 80);
  CHECK(no_shows > 20);
  CHECK(rejected > 100);
  CHECK(repaired > 50);
  CHECK(diverted > 0);
  CHECK(offered > 50);
}

TEST_CASE("the service keeps its own booking rules") {
  const Town town;
  RandomStream random({29, 0}, 0, Purpose::kTest);
  const auto wish_at = [&](std::uint32_t trip, Time wish) {
    return random_request(town, trip, random, wish, wish);
  };
  ServiceSpec spec;
  spec.open = {clock_time(8, 0), clock_time(16, 0)};
  spec.booking.lead = hours(1);
  const std::vector<Duty> duties = {{{4, 1}, {clock_time(6, 0), clock_time(20, 0)}, 0}};
  Service service(spec, town.points, duties);
  const auto r =
      wish_at(1, clock_time(12, 0));  // its window opens at 11:55, so 10:55 is the last moment
  CHECK(service.book(r, clock_time(10, 56), clock_time(10, 56)).reason == Reason::kTooLate);
  CHECK(
      service.book(wish_at(2, clock_time(12, 0)), clock_time(10, 55), clock_time(10, 55)).accepted);
  CHECK(service.book(wish_at(3, clock_time(16, 0)), clock_time(10, 0), clock_time(10, 0)).reason ==
        Reason::kOutsideHours);
  auto day_before = spec;
  day_before.booking.day_before_only = true;
  Service strict(day_before, town.points, duties);
  const Time four = clock_time(16, 0) - hours(24);
  CHECK(strict.book(wish_at(4, clock_time(12, 0)), four, four).accepted);
  CHECK(strict.book(wish_at(5, clock_time(12, 0)), four + seconds(1), four + seconds(1)).reason ==
        Reason::kTooLate);
}
