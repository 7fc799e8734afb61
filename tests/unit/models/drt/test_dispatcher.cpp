// The dispatcher against the slow obvious version: every vehicle, every pair of positions, each
// sequence decided by Bellman-Ford on the whole system of difference constraints.
#include <optional>

#include "models/drt/dispatcher.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

// B[a] >= B[b] + gap
struct Constraint {
  std::size_t a, b;
  std::int64_t gap;
};

// The least solution with B[0] = 0, by longest paths; nothing if there is none.
std::optional<std::vector<std::int64_t>> least_solution(std::size_t variables,
                                                        const std::vector<Constraint>& all) {
  constexpr std::int64_t kLow = -(std::int64_t{1} << 60);
  std::vector<std::int64_t> b(variables, kLow);
  b[0] = 0;
  for (std::size_t round = 0; round <= variables; ++round) {
    bool changed = false;
    for (const auto& c : all) {
      if (b[c.b] == kLow || b[c.a] >= b[c.b] + c.gap) continue;
      b[c.a] = b[c.b] + c.gap;
      changed = true;
    }
    if (!changed) return b[0] == 0 ? std::optional(b) : std::nullopt;
  }
  return std::nullopt;
}

// Variable 0 is midnight, i + 1 is the start of service at stop i, the last is the return to base.
std::optional<std::vector<std::int64_t>> slow_schedule(const ServicePoints& points,
                                                       const RouteView& route,
                                                       const std::vector<PlannedStop>& stops) {
  std::vector<Constraint> all;
  Load load = route.start.on_board;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const auto& s = stops[i];
    load = load + s.change;
    if (!load.fits(route.capacity)) return std::nullopt;
    all.push_back({i + 1, 0, s.earliest.ticks()});
    all.push_back({0, i + 1, -s.latest.ticks()});
    const auto drive =
        points.time(i == 0 ? route.start.point : stops[i - 1].point, s.point).ticks();
    if (i == 0) all.push_back({1, 0, route.start.free_at.ticks() + drive});
    if (i > 0) all.push_back({i + 1, i, stops[i - 1].stand.ticks() + drive});
    for (std::size_t p = 0; p < i; ++p) {
      if (!s.pickup && stops[p].pickup && stops[p].trip == s.trip) {
        all.push_back({p + 1, i + 1, -s.longest_ride.ticks() - stops[p].stand.ticks()});
      }
    }
  }
  const std::size_t last = stops.size();
  const auto home = points.time(stops.back().point, route.end.base).ticks();
  all.push_back({last + 1, last, stops.back().stand.ticks() + home});
  all.push_back({0, last + 1, -route.end.back_by.ticks()});
  return least_solution(last + 2, all);
}

Duration driving(const ServicePoints& points, const RouteView& route,
                 const std::vector<PlannedStop>& stops) {
  Duration sum;
  PointIndex at = route.start.point;
  for (const auto& s : stops) {
    sum += points.time(at, s.point);
    at = s.point;
  }
  return sum + points.time(at, route.end.base);
}

std::optional<Insertion> slow_decide(const ServicePoints& points, const PlannedStop& pickup,
                                     const PlannedStop& dropoff,
                                     const std::vector<RouteView>& vehicles,
                                     std::int64_t rider_permille) {
  std::optional<Insertion> best;
  for (std::size_t v = 0; v < vehicles.size(); ++v) {
    const std::vector<PlannedStop> old(vehicles[v].stops.begin(), vehicles[v].stops.end());
    for (std::size_t i = 0; i <= old.size(); ++i) {
      for (std::size_t j = i + 1; j <= old.size() + 1; ++j) {
        auto stops = old;
        stops.insert(stops.begin() + static_cast<std::ptrdiff_t>(i), pickup);
        stops.insert(stops.begin() + static_cast<std::ptrdiff_t>(j), dropoff);
        const auto begin = slow_schedule(points, vehicles[v], stops);
        if (!begin) continue;
        const Duration added =
            driving(points, vehicles[v], stops) - driving(points, vehicles[v], old);
        std::int64_t riders = 0;
        for (std::size_t k = 0; k < stops.size(); ++k) {
          if (stops[k].pickup) continue;
          if (stops[k].trip == pickup.trip) {
            riders += (*begin)[k + 1] - (*begin)[i + 1] - pickup.stand.ticks();
            continue;
          }
          for (std::size_t o = 0; o < old.size(); ++o) {
            if (!old[o].pickup && old[o].trip == stops[k].trip)
              riders += (*begin)[k + 1] - vehicles[v].begin[o].ticks();
          }
        }
        const std::int64_t cost = added.ticks() * 1000 + rider_permille * riders;
        if (!best || cost < best->cost) best = Insertion{v, i, j, added, cost};
      }
    }
  }
  return best;
}

}  // namespace

TEST_CASE("the dispatcher finds what exhaustive search finds") {
  const Town town;
  ServiceSpec spec;
  std::size_t compared = 0, inserted = 0, refused = 0, longest = 0;
  for (std::uint32_t day = 0; day < 10; ++day) {
    RandomStream random({17, day}, 0, Purpose::kTest);
    std::vector<Vehicle> vehicles(3);
    for (auto& v : vehicles) {
      v.capacity = {4, 1};
      v.shift = {clock_time(8, 0), clock_time(11, 30)};
      v.base = town.point(random);
    }
    Fleet fleet(town.points, vehicles);
    Dispatcher dispatcher(town.points, spec.dispatch);
    for (std::uint32_t trip = 0; trip < 90; ++trip) {
      const auto r = random_request(town, trip, random, clock_time(8, 0), clock_time(11, 0));
      const PlannedStop pickup{trip,           true,     town.points.index_of(r.from),
                               r.earliest,     r.latest, r.boarding,
                               r.longest_ride, r.load};
      const PlannedStop dropoff{trip,           false,       town.points.index_of(r.to),
                                r.earliest,     Time::max(), r.alighting,
                                r.longest_ride, -r.load};
      const auto views = fleet.views(clock_time(7, 0));
      const auto slow = slow_decide(town.points, pickup, dropoff, views, 500);
      const auto fast = dispatcher.decide(pickup, dropoff, views);
      ++compared;
      REQUIRE(fast.insertion.has_value() == slow.has_value());
      if (!slow) {
        CHECK(fast.reason != Reason::kNone);
        ++refused;
        continue;
      }
      CHECK(fast.insertion->cost == slow->cost);
      CHECK(fast.insertion->vehicle == slow->vehicle);
      CHECK(fast.insertion->pickup_at == slow->pickup_at);
      CHECK(fast.insertion->dropoff_at == slow->dropoff_at);
      fleet.insert(*fast.insertion, pickup, dropoff, clock_time(7, 0));
      longest = std::max(longest, fleet.vehicle(fast.insertion->vehicle).stops.size());
      ++inserted;
    }
  }
  // The cases must not be trivial: many insertions, many refusals, long routes.
  CHECK(compared == 900);
  CHECK(inserted > 400);
  CHECK(refused > 100);
  CHECK(longest >= 12);
}

TEST_CASE("a pick-up is delayed where its ride limit asks for it") {
  // A waits at point a from 8:00 and must ride at most 10 min. On the way the vehicle picks up B,
  // who is not there before 9:00. Earliest times alone would pick A up at about 8:00 and then break
  // A's ride limit; the right answer picks A up late enough. A's window is wide, so this is
  // feasible.
  const Town town;
  RandomStream random({3, 0}, 0, Purpose::kTest);
  const PointIndex a = 0, b = 1, c = 2;
  const RouteStart start{a, clock_time(7, 0), {}};
  const RouteEnd end{a, clock_time(12, 0)};
  const Duration ride = town.points.time(a, b) + town.points.time(b, c) + minutes(3);
  const std::vector<PlannedStop> stops = {
      {1, true, a, clock_time(8, 0), clock_time(9, 30), minutes(1), ride, {1, 0}},
      {2, true, b, clock_time(9, 0), clock_time(9, 30), minutes(1), hours(1), {1, 0}},
      {1, false, c, clock_time(8, 0), Time::max(), minutes(1), ride, {-1, 0}},
      {2, false, a, clock_time(9, 0), Time::max(), minutes(1), hours(1), {-1, 0}}};
  Scheduler scheduler(town.points);
  REQUIRE(scheduler.check(start, end, {4, 0}, stops) == Obstacle::kNone);
  const auto begin = scheduler.begin();
  CHECK(begin[1] == clock_time(9, 0));
  CHECK(begin[2] - begin[0] - minutes(1) <= ride);
  CHECK(begin[0] > clock_time(8, 30));
  // With a window that closes at 8:30 no timing works.
  auto closed = stops;
  closed[0].latest = clock_time(8, 30);
  CHECK(scheduler.check(start, end, {4, 0}, closed) == Obstacle::kPromise);
}

TEST_CASE("the reasons name what is missing") {
  const Town town;
  RandomStream random({4, 0}, 0, Purpose::kTest);
  const auto r = random_request(town, 0, random, clock_time(9, 0), clock_time(9, 0));
  const auto p = town.points.index_of(r.from);
  const auto d = town.points.index_of(r.to);
  const auto decide = [&](Load load, Load capacity, Interval<Time> shift, PointIndex base,
                          std::size_t count) {
    std::vector<Vehicle> vehicles(count);
    for (auto& v : vehicles) {
      v.capacity = capacity;
      v.shift = shift;
      v.base = base;
    }
    Fleet fleet(town.points, vehicles);
    Dispatcher dispatcher(town.points, {});
    const PlannedStop pickup{0, true, p, r.earliest, r.latest, r.boarding, r.longest_ride, load};
    const PlannedStop dropoff{0,           false,          d,    r.earliest, Time::max(),
                              r.alighting, r.longest_ride, -load};
    return dispatcher.decide(pickup, dropoff, fleet.views(clock_time(6, 0))).reason;
  };
  const Interval<Time> all_day{clock_time(6, 0), clock_time(20, 0)};
  CHECK(decide({1, 0}, {4, 1}, all_day, p, 1) == Reason::kNone);
  CHECK(decide({1, 0}, {4, 1}, all_day, p, 0) == Reason::kOutsideShifts);
  CHECK(decide({5, 0}, {4, 1}, all_day, p, 1) == Reason::kPartyTooLarge);
  CHECK(decide({0, 1}, {4, 0}, all_day, p, 1) == Reason::kNoWheelchairPlace);
  // The shift ends, or begins, too early or too late for the trip.
  CHECK(decide({1, 0}, {4, 1}, {clock_time(6, 0), r.earliest}, p, 1) == Reason::kOutsideShifts);
  CHECK(decide({1, 0}, {4, 1}, {r.latest + minutes(1), clock_time(20, 0)}, p, 1) ==
        Reason::kOutsideShifts);
  // On duty since a moment ago, but at the other end of the town: more than a second away.
  CHECK(decide({1, 0}, {4, 1}, {r.latest - seconds(1), clock_time(20, 0)}, d, 1) ==
        Reason::kVehiclesTooFar);
}

TEST_CASE("who would miss a promise made to others is not called far away") {
  // One seat, taken by somebody who is promised a ride at the same time.
  const Town town;
  RandomStream random({5, 0}, 0, Purpose::kTest);
  std::vector<Vehicle> vehicles(2);
  for (auto& v : vehicles) v.capacity = {1, 0};
  vehicles[0].shift = {clock_time(6, 0), clock_time(20, 0)};
  vehicles[1].shift = {clock_time(6, 0), clock_time(9, 0)};  // off duty by then
  ServiceSpec spec;
  spec.booking.lead = minutes(1);
  spec.promise.pickup_after = minutes(0);
  Service service(spec, town.points, vehicles);
  std::vector<Answer> answers;
  for (std::uint32_t trip = 0; trip < 6; ++trip) {
    auto r = random_request(town, trip, random, clock_time(12, 0), clock_time(12, 0));
    r.load = {1, 0};
    r.earliest = r.latest = r.wish;
    answers.push_back(service.book(r, clock_time(8, 0), clock_time(8, 0)));
  }
  CHECK(answers[0].accepted);
  for (std::size_t i = 1; i < answers.size(); ++i)
    CHECK(answers[i].reason == Reason::kOthersPromised);
}
