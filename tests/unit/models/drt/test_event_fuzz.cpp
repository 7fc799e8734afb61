// Strings of bytes as events of a day: bookings of any kind, cancellations, batches, planning anew,
// time passing. Whatever comes, every promise is kept and every second and seat accounted for.
#include "models/drt/request_day.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

class Bytes {
 public:
  explicit Bytes(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}
  bool left() const { return at_ < bytes_.size(); }
  std::int64_t next() { return left() ? bytes_[at_++] : 0; }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

// Any policy and any of its settings, in one of the two ways to answer.
void choose_policy(std::int64_t bits, DispatchSpec& dispatch) {
  constexpr Policy kPolicies[] = {Policy::kInsertion, Policy::kFirstCome, Policy::kAssignment,
                                  Policy::kGroups};
  dispatch.policy = kPolicies[bits % 4];
  const bool must_wait =
      dispatch.policy == Policy::kAssignment || dispatch.policy == Policy::kGroups;
  const bool may_wait = dispatch.policy == Policy::kInsertion && (bits & 4) != 0;
  if (must_wait || may_wait) dispatch.batch.every = minutes(1 + bits / 16);
  dispatch.batch.group = 1 + bits % 3;
  if ((bits & 8) != 0) dispatch.idle = IdlePolicy::kDemand;
}

ServiceSpec spec_of(std::int64_t bits) {
  ServiceSpec spec;
  spec.booking.lead = Duration();
  spec.open = {clock_time(0, 0), clock_time(30, 0)};
  auto& dispatch = spec.dispatch;
  dispatch.diversion = (bits & 1) != 0;
  dispatch.repair.steps = (bits & 2) != 0 ? 20 : 0;
  dispatch.improvement.during_day = (bits & 4) != 0 ? 2 : 0;
  dispatch.idle = (bits & 8) != 0 ? IdlePolicy::kReturn : IdlePolicy::kStay;
  dispatch.constraints = (bits & 16) != 0 ? Constraints::kSoft : Constraints::kHard;
  dispatch.longest_lateness = minutes(30);
  return spec;
}

Request request_of(const Town& town, std::uint32_t trip, Time now, Bytes& bytes) {
  const auto points = static_cast<std::int64_t>(town.points.size());
  const auto from = static_cast<PointIndex>(bytes.next() % points);
  const auto to = static_cast<PointIndex>(bytes.next() % points);
  Request r;
  r.trip = trip;
  r.from = town.points.place(from);
  r.to = town.points.place(to);
  r.wish = r.earliest = now + minutes(bytes.next() % 90);
  r.latest = r.earliest + minutes(bytes.next() % 30);
  r.direct = town.points.time(from, to);
  r.longest_ride = r.direct + minutes(bytes.next() % 10);
  r.boarding = seconds(bytes.next());
  r.alighting = seconds(bytes.next() / 4);
  r.load = {static_cast<std::int32_t>(bytes.next() % 5), static_cast<std::int32_t>(trip % 7 == 0)};
  const auto more = bytes.next();
  r.shows_up = more % 16 != 0;
  r.walks = more > 127;
  return r;
}

void check_promises(const Service& service) {
  const bool soft = service.spec().dispatch.constraints == Constraints::kSoft;
  const Duration late = soft ? service.spec().dispatch.longest_lateness : Duration();
  for (const auto& [trip, b] : service.bookings()) {
    REQUIRE(b.status != RequestStatus::kUnfinished);
    REQUIRE((b.reason == Reason::kNone) == (b.status == RequestStatus::kServed));
    if (b.status != RequestStatus::kServed) continue;
    REQUIRE(b.request.earliest <= *b.boarding);
    REQUIRE(*b.boarding <= b.request.latest + late);
    REQUIRE(*b.arrival - *b.boarded <= b.request.longest_ride + late);
    REQUIRE(*b.arrival - *b.boarded >= b.request.direct);
  }
}

void check_vehicles(Service& service) {
  std::vector<Load> on_board(service.fleet().size());
  for (const auto& stop : service.fleet().records()) {
    const Load load = stop.kind == StopKind::kPickup || stop.kind == StopKind::kDropoff
                          ? service.bookings().at(stop.trip).request.load
                          : Load();
    auto& now = on_board[stop.vehicle];
    now = stop.kind == StopKind::kDropoff ? now - load : now + load;
    REQUIRE(now == stop.on_board);
    REQUIRE(now.fits(service.fleet().vehicle(stop.vehicle).duty.capacity));
  }
  for (std::size_t v = 0; v < service.fleet().size(); ++v) {
    const auto& vehicle = service.fleet().vehicle(v);
    const auto& a = vehicle.account;
    REQUIRE(vehicle.state == VehicleState::kDone);
    REQUIRE(on_board[v] == Load());
    REQUIRE(a.idle + a.empty_drive + a.loaded_drive + a.stand == vehicle.duty.shift.length());
  }
  REQUIRE(service.plan().open_requests() == 0);
}

// Every door has a crossing or two, which need not be near it.
MeetingTable crossings_of(const Town& town, bool door) {
  MeetingTable meeting;
  meeting.door = door;
  const auto points = static_cast<PointIndex>(town.points.size());
  for (PointIndex p = 0; p < points; ++p) {
    auto& near = meeting.near[town.points.place(p)];
    for (PointIndex k = 1; k <= p % 3; ++k) {
      near.push_back({town.points.place((p + k) % points), {minutes(2 * k), metres(150 * k)}});
    }
  }
  return meeting;
}

std::size_t run_bytes(const Town& town, Bytes bytes) {
  auto spec = spec_of(bytes.next());
  choose_policy(bytes.next(), spec.dispatch);
  const MeetingTable meeting = crossings_of(town, spec.dispatch.batch.group != 2);
  const auto shape = bytes.next();
  std::vector<Duty> duties;
  for (int v = 0; v < 1 + shape % 3; ++v) {
    duties.push_back(
        {{4, v % 2}, {clock_time(7, 0), clock_time(12 + v, 0)}, static_cast<PointIndex>(7 * v)});
    if (shape > 127) duties.back().longest = hours(3);
  }
  Service service(spec, town.points, duties,
                  {.source = {static_cast<std::uint64_t>(shape), 0}, .meeting = &meeting});
  RequestDay day(service);
  Time now = clock_time(6, 30);
  std::uint32_t trips = 0;
  while (bytes.left()) {
    const auto event = bytes.next() % 8;
    if (event < 4) {
      service.book(request_of(town, trips++, now, bytes), now, now);
    } else if (event == 4 && trips > 0) {
      service.cancel(static_cast<std::uint32_t>(bytes.next()) % trips, Reason::kChangedMind, now);
    } else {
      now += seconds(bytes.next() * (event == 7 ? 10 : 1));
      day.move_until(now);
      continue;
    }
    day.wake_changed(now);
  }
  day.move_until(Time::max());
  check_promises(service);
  check_vehicles(service);
  std::size_t served = 0;
  for (const auto& [trip, b] : service.bookings()) served += b.status == RequestStatus::kServed;
  return served;
}

}  // namespace

TEST_CASE("no string of events breaks a promise") {
  const Town town;
  std::size_t served = 0;
  for (std::uint32_t i = 0; i < 1500; ++i) {
    RandomStream random({61, i}, 0, Purpose::kTest);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(random.between(2, 700)));
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random.between(0, 255));
    INFO("string " << i);
    served += run_bytes(town, Bytes(std::move(bytes)));
  }
  CHECK(served > 10'000);
}
