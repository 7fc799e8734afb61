// Walking to a crossing near the door, when that saves more driving than it costs.
#include "models/drt/service.h"
#include "models/drt/stop_choice.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

// Doors 0 and 1 at the ends of lanes; 2 is the crossing near door 0: 3 min on foot, 10 min by car
// round the block, so that from 2 the drive to 1 takes 10 min instead of 20. 3 is the base.
struct Lane {
  std::vector<network::Place> places;
  std::unique_ptr<ServicePoints> points;
  MeetingTable meeting;

  Lane() {
    constexpr std::uint32_t kMinutes[4][4] = {
        {0, 20, 10, 10}, {20, 0, 10, 10}, {10, 10, 0, 1}, {10, 10, 1, 0}};
    std::vector<std::uint32_t> times;
    for (int a = 0; a < 4; ++a) {
      places.push_back({network::EdgeId(a), 0});
      for (int b = 0; b < 4; ++b) times.push_back(kMinutes[a][b] * 60'000);
    }
    points = std::make_unique<ServicePoints>(places,
                                             std::make_shared<routing::Legs>(4, std::move(times)));
    meeting.near[places[0]] = {{places[2], {minutes(3), metres(240)}}};
  }

  Request request() const {
    Request r;
    r.trip = 1;
    r.from = places[0];
    r.to = places[1];
    r.wish = r.earliest = clock_time(8, 0);
    r.latest = clock_time(8, 20);
    r.direct = minutes(20);
    r.longest_ride = minutes(40);
    r.load = {1, 0};
    r.walks = true;
    return r;
  }
};

}  // namespace

TEST_CASE("each pair of stops is a request with the walk inside its promise") {
  const Lane lane;
  const auto variants = stop_variants(lane.request(), *lane.points, lane.meeting, 1000);
  REQUIRE(variants.size() == 2);
  CHECK(variants[0].walking_cost == 0);
  CHECK(variants[0].request.direct == minutes(20));
  CHECK(variants[1].walking_cost == 180'000'000);  // 3 min at weight 1
  CHECK(variants[1].request.from == lane.places[2]);
  CHECK(variants[1].request.direct == minutes(10));
  CHECK(variants[1].request.earliest == clock_time(8, 3));
  CHECK(variants[1].request.latest == clock_time(8, 20));
}

TEST_CASE("who cannot walk, or has no time to, is met at the door") {
  const Lane lane;
  auto r = lane.request();
  r.walks = false;
  CHECK(stop_variants(r, *lane.points, lane.meeting, 1000).size() == 1);
  r.walks = true;
  r.latest = clock_time(8, 2);
  CHECK(stop_variants(r, *lane.points, lane.meeting, 1000).size() == 1);
  auto no_doors = lane.meeting;
  no_doors.door = false;
  CHECK(stop_variants(lane.request(), *lane.points, no_doors, 1000).size() == 1);
}

TEST_CASE("the dispatcher weighs the walk against the drive") {
  const Lane lane;
  // Base 3 -> door 0 -> 1 -> base: 10 + 20 + 10 = 40 min. Over the crossing: 1 + 10 + 10 = 21 min
  // and 3 min on foot: worth it unless a second on foot counts more than 6 of driving.
  for (const double weight : {1.0, 6.0, 7.0}) {
    ServiceSpec spec;
    spec.booking.lead = Duration();
    spec.dispatch.objective = {.driving = 1, .waiting = 0, .detour = 0, .walking = weight};
    const std::vector<Duty> duties(1, {{8, 1}, {clock_time(6, 0), clock_time(20, 0)}, 3});
    Service service(spec, *lane.points, duties, {.meeting = &lane.meeting});
    CHECK(service.book(lane.request(), clock_time(7, 0), clock_time(7, 0)).accepted);
    const auto& booked = service.bookings().at(1).request;
    const bool walks = weight < 6.5;
    CHECK((booked.from == lane.places[2]) == walks);
    CHECK(booked.walk_before.time == (walks ? minutes(3) : Duration()));
  }
}
