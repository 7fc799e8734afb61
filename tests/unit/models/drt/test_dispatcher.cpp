// The reasons of a rejection, and what a service promises under its own rules of the fleet. That
// the insertion itself is the best is held to brute force in tests/unit/models/routing.
#include "models/drt/dispatcher.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

constexpr Interval<Time> kAllDay{clock_time(6, 0), clock_time(20, 0)};

Reason reason_for(const Town& town, Request r, Load load, const std::vector<Duty>& duties) {
  Fleet fleet(town.points, {}, duties);
  r.load = load;
  const auto pair = fleet.plan().add(r, town.points.index_of(r.from), town.points.index_of(r.to));
  return best_insertion(fleet.plan(), pair, fleet.on_duty(), clock_time(6, 0)).reason;
}

}  // namespace

TEST_CASE("the reasons name what is missing") {
  const Town town;
  RandomStream random({4, 0}, 0, Purpose::kTest);
  const auto r = random_request(town, 0, random, clock_time(9, 0), clock_time(9, 0));
  const auto p = town.points.index_of(r.from);
  const auto d = town.points.index_of(r.to);
  CHECK(reason_for(town, r, {1, 0}, {{{4, 1}, kAllDay, p}}) == Reason::kNone);
  CHECK(reason_for(town, r, {1, 0}, {}) == Reason::kOutsideShifts);
  CHECK(reason_for(town, r, {5, 0}, {{{4, 1}, kAllDay, p}}) == Reason::kPartyTooLarge);
  CHECK(reason_for(town, r, {0, 1}, {{{4, 0}, kAllDay, p}}) == Reason::kNoWheelchairPlace);
  // The shift ends, or begins, too early or too late for the trip.
  CHECK(reason_for(town, r, {1, 0}, {{{4, 1}, {clock_time(6, 0), r.earliest}, p}}) ==
        Reason::kOutsideShifts);
  CHECK(reason_for(town, r, {1, 0}, {{{4, 1}, {r.latest + minutes(1), clock_time(20, 0)}, p}}) ==
        Reason::kOutsideShifts);
  // The duty may last ten minutes, the trip from the other end and back takes longer.
  CHECK(reason_for(town, r, {1, 0}, {{{4, 1}, kAllDay, d, minutes(2)}}) == Reason::kOutsideShifts);
  // On duty since a moment ago, but at the other end of the town: more than a second away.
  CHECK(reason_for(town, r, {1, 0}, {{{4, 1}, {r.latest - seconds(1), clock_time(20, 0)}, d}}) ==
        Reason::kVehiclesTooFar);
}

TEST_CASE("who would miss a promise made to others is not called far away") {
  // One seat, taken by somebody who is promised a ride at the same time.
  const Town town;
  RandomStream random({5, 0}, 0, Purpose::kTest);
  // The second vehicle is off duty by then.
  const std::vector<Duty> duties = {{{1, 0}, kAllDay, 0},
                                    {{1, 0}, {clock_time(6, 0), clock_time(9, 0)}, 0}};
  ServiceSpec spec;
  spec.booking.lead = minutes(1);
  Service service(spec, town.points, duties);
  std::vector<Answer> answers;
  for (std::uint32_t trip = 0; trip < 6; ++trip) {
    auto r = random_request(town, trip, random, clock_time(12, 0), clock_time(12, 0));
    r.load = {1, 0};
    r.earliest = r.latest = r.wish;
    answers.push_back(service.book(r, clock_time(8, 0), clock_time(8, 0)));
  }
  CHECK(answers[0].accepted);
  for (std::size_t i = 1; i < answers.size(); ++i) {
    CHECK(answers[i].reason == Reason::kOthersPromised);
  }
}

TEST_CASE("whoever finds the seats taken is told so") {
  // The first party takes the only seat; the second would ride the same way at the same time.
  const Town town;
  RandomStream random({6, 0}, 0, Purpose::kTest);
  ServiceSpec spec;
  spec.booking.lead = minutes(1);
  auto first = random_request(town, 0, random, clock_time(12, 0), clock_time(12, 0));
  first.load = {1, 0};
  first.latest = first.earliest + seconds(90);
  auto second = first;
  second.trip = 1;
  Service one_seat(spec, town.points, std::vector<Duty>{{{1, 0}, kAllDay, 0}});
  CHECK(one_seat.book(first, clock_time(8, 0), clock_time(8, 0)).accepted);
  CHECK(one_seat.book(second, clock_time(8, 0), clock_time(8, 0)).reason == Reason::kVehiclesFull);
  Service two_seats(spec, town.points, std::vector<Duty>{{{2, 0}, kAllDay, 0}});
  CHECK(two_seats.book(first, clock_time(8, 0), clock_time(8, 0)).accepted);
  CHECK(two_seats.book(second, clock_time(8, 0), clock_time(8, 0)).accepted);
}

TEST_CASE(
    "soft constraints break a promise before anybody is turned away, and no more than allowed") {
  // One seat; five people want it at noon to the second. Hard: one rides. Soft: the others wait.
  const Town town;
  RandomStream random({5, 0}, 0, Purpose::kTest);
  const std::vector<Duty> duties = {{{1, 0}, kAllDay, 0}};
  ServiceSpec spec;
  spec.booking.lead = minutes(1);
  spec.dispatch.constraints = Constraints::kSoft;
  spec.dispatch.longest_lateness = hours(2);
  Service service(spec, town.points, duties);
  for (std::uint32_t trip = 0; trip < 5; ++trip) {
    auto r = random_request(town, trip, random, clock_time(12, 0), clock_time(12, 0));
    r.load = {1, 0};
    r.earliest = r.latest = r.wish;
    CHECK(service.book(r, clock_time(8, 0), clock_time(8, 0)).accepted);
  }
  auto& visits = service.plan().visits(0);
  std::size_t late = 0;
  for (const auto& visit : visits) {
    const auto& stop = service.plan().problem().stops[visit.stop];
    late += visit.earliest > stop.due ? 1 : 0;
    CHECK(visit.earliest <= stop.latest);
  }
  CHECK(late >= 4);
}

TEST_CASE("who must be there by a time is there, or is not taken") {
  // The vehicle waits at the door, so that boarding begins at once: there after boarding and drive.
  const Town town;
  RandomStream random({7, 0}, 0, Purpose::kTest);
  auto r = random_request(town, 0, random, clock_time(9, 0), clock_time(9, 0));
  r.load = {1, 0};
  const std::vector<Duty> duties = {{{4, 1}, kAllDay, town.points.index_of(r.from)}};
  const Time soonest = r.earliest + r.boarding + r.direct;
  r.arrive_by = soonest;
  CHECK(reason_for(town, r, {1, 0}, duties) == Reason::kNone);
  r.arrive_by = soonest - milliseconds(1);
  CHECK(reason_for(town, r, {1, 0}, duties) != Reason::kNone);
}
