#include "models/drt/request_day.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

struct Result {
  std::size_t served = 0;
  std::size_t diverted = 0;
  Duration waited;
};

// Requests at once, in a town with one vehicle and few promises.
Result run(const Town& town, bool diversion, std::uint32_t day) {
  ServiceSpec spec;
  spec.booking.lead = Duration();
  spec.dispatch.diversion = diversion;
  spec.dispatch.repair.steps = 0;
  const std::vector<Duty> duties(1, {{8, 1}, {clock_time(7, 0), clock_time(13, 0)}, 0});
  Service service(spec, town.points, duties);
  RandomStream random({41, day}, 0, Purpose::kTest);
  std::vector<TimedRequest> requests;
  for (std::uint32_t trip = 0; trip < 80; ++trip) {
    auto r = random_request(town, trip, random, clock_time(8, 0), clock_time(12, 0));
    r.earliest = r.wish;
    r.longest_ride = r.direct.scaled(3) + minutes(10);
    requests.push_back({r, r.wish});
  }
  run_requests(service, requests);
  Result result;
  for (const auto& [trip, b] : service.bookings()) {
    if (b.status != RequestStatus::kServed) continue;
    ++result.served;
    result.waited += *b.boarding - b.request.earliest;
    CHECK(*b.boarding <= b.request.latest);
    CHECK(*b.arrival - *b.boarded <= b.request.longest_ride);
  }
  network::RouterScratch scratch;
  const StopRecord* before = nullptr;
  for (const auto& stop : service.fleet().records()) {
    // Each drive is a shortest path, in time and length, also from and to a junction.
    if (before != nullptr) {
      const auto way = town.router.trip(before->place, stop.place, scratch);
      REQUIRE(way.has_value());
      CHECK(stop.arrival - stop.departed >= way->time);
      CHECK(stop.driven == way->distance);
    }
    result.diverted += stop.kind == StopKind::kDiverted;
    before = &stop;
  }
  return result;
}

}  // namespace

TEST_CASE("a vehicle on its way picks up who is nearer first, and keeps every promise") {
  const Town town;
  Result plain, diverting;
  for (std::uint32_t day = 0; day < 10; ++day) {
    const auto a = run(town, false, day);
    const auto b = run(town, true, day);
    plain.served += a.served;
    diverting.served += b.served;
    diverting.diverted += b.diverted;
    CHECK(a.diverted == 0);
  }
  // Who is served differs from day to day; that it happens, and breaks nothing, does not.
  CHECK(diverting.diverted > 10);
  CHECK(diverting.served > plain.served * 9 / 10);
}

TEST_CASE("looking for a diversion changes nothing") {
  const Town town;
  const auto plain = run(town, false, 3);
  // A service that looks but never finds one cheap enough would be the same; here the finder itself
  // is asked in the middle of a drive.
  Fleet fleet(town.points, {},
              std::vector<Duty>{{{4, 1}, {clock_time(7, 0), clock_time(13, 0)}, 0}});
  RandomStream random({43, 0}, 0, Purpose::kTest);
  auto r = random_request(town, 0, random, clock_time(8, 0), clock_time(8, 0));
  r.load = {1, 0};
  const auto first = fleet.plan().add(r, town.points.index_of(r.from), town.points.index_of(r.to));
  const auto found = best_insertion(fleet.plan(), first, fleet.on_duty(), clock_time(7, 30));
  REQUIRE(found.placement.has_value());
  fleet.act(0, fleet.vehicle(0).generation, clock_time(7, 0), [](std::uint32_t) { return true; });
  fleet.insert(*found.placement, first, clock_time(7, 30));
  const auto leave = fleet.next_action(0, clock_time(7, 30));
  fleet.act(0, leave->generation, leave->at, [](std::uint32_t) { return true; });
  REQUIRE(fleet.vehicle(0).state == VehicleState::kDriving);
  const auto stops = fleet.plan().route(0).stops;
  const auto at = fleet.plan().visits(0)[1].earliest;
  r.trip = 1;
  const auto second = fleet.plan().add(r, town.points.index_of(r.from), town.points.index_of(r.to));
  DiversionFinder(town.points).find(fleet, second, leave->at, routing::kNever);
  CHECK(fleet.plan().route(0).stops == stops);
  CHECK(fleet.plan().visits(0)[1].earliest == at);
  CHECK(plain.served > 10);
}
