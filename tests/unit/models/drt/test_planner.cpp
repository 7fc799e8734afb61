// Repair, improvement and alternatives: they keep every promise, and they help.
#include "models/drt/request_day.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

struct Result {
  std::size_t served = 0;
  Duration driven;
  std::vector<std::int32_t> vehicle;  // per booking
};

std::vector<TimedRequest> a_day(const Town& town, std::uint32_t day, std::size_t size,
                                Duration notice) {
  RandomStream random({31, day}, 0, Purpose::kTest);
  std::vector<TimedRequest> requests;
  for (std::uint32_t trip = 0; trip < size; ++trip) {
    auto r = random_request(town, trip, random, clock_time(8, 0), clock_time(11, 0));
    r.latest = r.earliest + minutes(25);
    requests.push_back({r, r.earliest - notice - Duration(random.between(0, hours(1).ticks()))});
  }
  return requests;
}

Result run(const Town& town, const DispatchSpec& dispatch,
           const std::vector<TimedRequest>& requests, par::Executor* executor = nullptr) {
  ServiceSpec spec;
  spec.booking.lead = Duration();
  spec.dispatch = dispatch;
  std::vector<Duty> duties(3, {{4, 1}, {clock_time(7, 0), clock_time(13, 0)}});
  for (std::size_t v = 0; v < duties.size(); ++v) duties[v].base = static_cast<PointIndex>(20 * v);
  Service service(spec, town.points, duties, {{1, 0}, executor});
  run_requests(service, requests);
  Result result;
  for (const auto& [trip, b] : service.bookings()) {
    CHECK(b.status != RequestStatus::kUnfinished);
    result.vehicle.push_back(b.vehicle);
    if (b.status != RequestStatus::kServed) continue;
    ++result.served;
    CHECK(b.request.earliest <= *b.boarding);
    CHECK(*b.boarding <= b.request.latest);
    CHECK(*b.arrival - *b.boarded <= b.request.longest_ride);
  }
  for (std::size_t v = 0; v < service.fleet().size(); ++v) {
    const auto& account = service.fleet().vehicle(v).account;
    result.driven += account.empty_drive + account.loaded_drive;
  }
  return result;
}

}  // namespace

TEST_CASE("repair serves some who would be turned away") {
  const Town town;
  DispatchSpec without, with;
  without.repair.steps = 0;
  std::size_t served_without = 0, served_with = 0;
  for (std::uint32_t day = 0; day < 10; ++day) {
    const auto requests = a_day(town, day, 90, minutes(30));
    served_without += run(town, without, requests).served;
    served_with += run(town, with, requests).served;
  }
  CHECK(served_with > served_without + 10);
}

TEST_CASE("improvement overnight and by day saves driving for those it serves") {
  const Town town;
  DispatchSpec plain, nightly, by_day;
  plain.repair.steps = nightly.repair.steps = by_day.repair.steps = 0;
  nightly.improvement.nightly = 100;
  by_day.improvement.during_day = 30;
  Duration driven, driven_nightly, driven_by_day;
  for (std::uint32_t day = 0; day < 5; ++day) {
    const auto prebooked = a_day(town, day, 30, hours(36));
    driven += run(town, plain, prebooked).driven;
    driven_nightly += run(town, nightly, prebooked).driven;
    const auto same_day = a_day(town, day, 30, hours(1));
    const auto one = run(town, plain, same_day);
    const auto other = run(town, by_day, same_day);
    CHECK(one.served == 30);
    CHECK(other.served == 30);
    driven_by_day += other.driven - one.driven;
  }
  CHECK(driven_nightly < driven);
  CHECK(driven_by_day < Duration());
}

TEST_CASE("planning anew gives the same on any number of threads") {
  const Town town;
  DispatchSpec dispatch;
  dispatch.improvement.during_day = 20;
  dispatch.improvement.chains = 3;
  const auto requests = a_day(town, 3, 60, minutes(40));
  const auto three = par::make_executor(par::Backend::kJthread, 3);
  const auto alone = run(town, dispatch, requests);
  const auto together = run(town, dispatch, requests, three.get());
  CHECK(alone.vehicle == together.vehicle);
  CHECK(alone.driven == together.driven);
}

TEST_CASE("the alternative offered is the nearest time at which there is a place") {
  // One seat, taken for a trip at noon; the same trip again is possible once the vehicle is back.
  const Town town;
  RandomStream random({6, 0}, 0, Purpose::kTest);
  ServiceSpec spec;
  spec.booking.lead = minutes(1);
  spec.dispatch.alternative.within = hours(2);
  auto first = random_request(town, 0, random, clock_time(12, 0), clock_time(12, 0));
  first.load = {1, 0};
  first.earliest = first.latest = first.wish;
  auto second = first;
  second.trip = 1;
  const std::vector<Duty> duties = {
      {{1, 0}, {clock_time(11, 59), clock_time(20, 0)}, town.points.index_of(first.from)}};
  Service service(spec, town.points, duties);
  CHECK(service.book(first, clock_time(8, 0), clock_time(8, 0)).accepted);
  const auto answer = service.book(second, clock_time(8, 0), clock_time(8, 0));
  REQUIRE_FALSE(answer.accepted);
  REQUIRE(answer.offered.has_value());
  // There, off, back and on again takes boarding, ride, alighting and the way back.
  const Duration round =
      first.boarding + first.direct + first.alighting +
      town.points.time(town.points.index_of(first.to), town.points.index_of(first.from));
  const auto steps = (round.ticks() + minutes(10).ticks() - 1) / minutes(10).ticks();
  CHECK(*answer.offered == first.wish + minutes(10) * steps);
  auto third = second;
  third.trip = 2;
  third.wish = third.earliest = third.latest = *answer.offered;
  CHECK(service.book(third, clock_time(8, 0), clock_time(8, 0)).accepted);
}
