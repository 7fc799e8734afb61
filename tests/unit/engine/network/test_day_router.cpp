#include "engine/base/random.h"
#include "engine/network/day_router.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

Time at(std::int64_t milliseconds_after_midnight) { return Time(milliseconds_after_midnight); }

Duration after(const DayPeriods& periods, const std::vector<std::uint32_t>& times,
               std::int64_t depart) {
  return periods.arrival(times, at(depart)) - at(depart);
}

}  // namespace

TEST_CASE("Within a period a trip takes that period's time") {
  const DayPeriods periods({Time::min(), at(1'000), at(2'000)});
  CHECK(after(periods, {100, 300, 200}, 0) == Duration(100));
  CHECK(after(periods, {100, 300, 200}, 900) == Duration(100));  // there as the period ends
  CHECK(after(periods, {100, 300, 200}, 1'000) == Duration(300));
  CHECK(after(periods, {100, 300, 200}, 5'000) == Duration(200));
}

TEST_CASE("Across a change the rest of the way is made at the next period's pace") {
  const DayPeriods periods({Time::min(), at(1'000), at(2'000)});
  // From 960: 40 of 100 done by 1,000, the other 60 % take 180 of the next 300.
  CHECK(after(periods, {100, 300, 200}, 960) == Duration(40 + 180));
  // From 1,940: 60 of 300 done by 2,000, the other 80 % take 160 of 200.
  CHECK(after(periods, {100, 300, 200}, 1'940) == Duration(60 + 160));
  // Over two changes, from 900 at 200: half is done by 1,000; at 4,000 the second period does
  // 1,000 / 4,000 more; the last quarter takes 75 of 300.
  CHECK(after(periods, {200, 4'000, 300}, 900) == Duration(100 + 1'000 + 75));
}

TEST_CASE("Where there is no way the traveller waits for the next period") {
  const DayPeriods periods({Time::min(), at(1'000), at(2'000)});
  CHECK(after(periods, {100, kClosed, 200}, 1'500) == Duration(500 + 200));
  // Half way when the road closes: waits, then the other half.
  CHECK(after(periods, {100, kClosed, 200}, 950) == Duration(50 + 1'000 + 100));
  CHECK(periods.arrival(std::vector<std::uint32_t>{100, 50, kClosed}, at(2'000)) == Time::max());
  CHECK(periods.arrival(std::vector<std::uint32_t>{kClosed, kClosed, kClosed}, at(0)) ==
        Time::max());
}

TEST_CASE("Nobody arrives earlier by leaving later, and the latest departure is the latest") {
  for (std::uint32_t agent = 0; agent < 300; ++agent) {
    RandomStream random({21, 0}, agent, Purpose::kTest);
    std::vector<Time> starts = {Time::min()};
    std::int64_t start = 0;
    const auto count = random.between(0, 4);
    for (std::int64_t i = 0; i < count; ++i) starts.push_back(at(start += random.between(1, 60)));
    std::vector<std::uint32_t> times;
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const bool closed = random.chance(0.15);
      const auto time = static_cast<std::uint32_t>(random.between(0, 90));
      times.push_back(closed ? kClosed : time);
    }
    const DayPeriods periods(starts);
    Time before = Time::min();
    for (std::int64_t depart = -200; depart < 300; ++depart) {
      const Time arrival = periods.arrival(times, at(depart));
      INFO("agent " << agent << ", departure " << depart);
      REQUIRE(arrival >= before);
      REQUIRE(arrival >= at(depart));
      before = arrival;
    }
    for (std::int64_t arrive = -50; arrive < 250; ++arrive) {
      const Time latest = periods.departure(times, at(arrive));
      INFO("agent " << agent << ", arrival " << arrive);
      if (latest == Time::min()) {
        REQUIRE(periods.arrival(times, at(-200)) > at(arrive));
        continue;
      }
      REQUIRE(periods.arrival(times, latest) <= at(arrive));
      REQUIRE(periods.arrival(times, latest + milliseconds(1)) > at(arrive));
    }
  }
}

namespace {

// Link by link at the pace of the moment (Ichoua et al. 2003), in exact shares: the slow obvious
// way to travel through a change of periods.
double slow_arrival(const std::vector<std::vector<double>>& link_times,
                    const std::vector<double>& changes, double depart) {
  double now = depart;
  std::size_t period = 0;
  for (std::size_t link = 0; link < link_times[0].size(); ++link) {
    double left = 1;
    while (true) {
      while (period < changes.size() && changes[period] <= now) ++period;
      const double end = period < changes.size() ? changes[period] : 1e18;
      const double need = left * link_times[period][link];
      if (now + need <= end) {
        now += need;
        break;
      }
      left -= (end - now) / link_times[period][link];
      now = end;
    }
  }
  return now;
}

}  // namespace

TEST_CASE("Where all roads slow down alike, trips equal those made link by link") {
  // Five links; in the second period everything takes 1.5 times as long.
  const std::vector<double> links = {60'000, 30'000, 90'000, 45'000, 75'000};  // sum 300 s
  std::vector<double> slowed;
  for (const double link : links) slowed.push_back(1.5 * link);
  const DayPeriods periods({Time::min(), at(1'000'000), at(1'200'000)});
  const std::vector<std::uint32_t> whole = {300'000, 450'000, 300'000};
  for (std::int64_t depart = 600'000; depart < 1'300'000; depart += 7'919) {
    const double expected = slow_arrival({links, slowed, links}, {1'000'000.0, 1'200'000.0},
                                         static_cast<double>(depart));
    const Time arrival = periods.arrival(whole, at(depart));
    // Each change rounds up to a millisecond.
    CHECK(std::abs(static_cast<double>(arrival.ticks()) - expected) <= 2);
  }
}

TEST_CASE("A day's router joins the routers of its periods") {
  // ad by the pass (20 s) or round (60 s); the pass is closed from 10:00 to 11:00.
  const GridNetwork town(GridMap(R"(
    a--b--c--d
    |        |
    e--------f
  )",
                                 {{"ab"}, {"bc"}, {"cd"}, {"aefd"}}));
  const RoadGraph& roads = town.graph();
  auto closed = roads.times[index_of(Profile::kCar)];
  closed[town.edge('b', 'c')] = {};
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  const Router open(roads, Profile::kCar);
  const DayRouter day(DayPeriods({Time::min(), clock_time(10, 0), clock_time(11, 0)}),
                      {open, Router(TravelGraph(roads, Profile::kCar, closed), *serial), open});
  RouterScratch scratch;
  const Place a = town.place('a', 'b', metres(0)), d = town.place('c', 'd', metres(300));
  const auto time = [&](Time depart) { return day.trip(a, d, depart, scratch)->time; };
  // abcd is 900 m (90 s), aefd 200 + 900 + 200 m (130 s).
  CHECK(time(clock_time(9, 0)) == seconds(90));
  CHECK(time(clock_time(10, 30)) == seconds(130));
  CHECK(day.trip(a, d, clock_time(10, 30), scratch)->distance == metres(1300));
  CHECK(time(clock_time(12, 0)) == seconds(90));
  // Leaves 45 s before the closure: half way by then, the other half takes 65 s.
  CHECK(time(clock_time(10, 0) - seconds(45)) == seconds(110));
  // To be there at 10:00 one leaves 90 s before; at 10:00:20, 20/130 of the way come later.
  CHECK(day.trip_by(a, d, clock_time(10, 0), scratch)->time == seconds(90));
  const auto late = day.trip_by(a, d, clock_time(10, 0) + seconds(26), scratch);
  // 26 s are a fifth of 130 s, so that four fifths of 90 s, 72 s, come before.
  CHECK(late->time == seconds(98));
  // Into bc itself there is no way while it is closed: one waits until 11:00.
  const Place inside = town.place('b', 'c', metres(150));
  CHECK(day.trip(a, inside, clock_time(10, 30), scratch)->time == minutes(30) + seconds(45));
}

TEST_CASE("A day's matrix has the trips of each pair, whatever changes while they last") {
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  for (std::uint32_t agent = 0; agent < 20; ++agent) {
    RandomStream random({22, 0}, agent, Purpose::kTest);
    const RoadGraph roads =
        random_graph({.nodes = 8, .edges = 14, .highest_length = 20, .highest_time = 40}, random);
    auto slow = roads.times[index_of(Profile::kCar)];
    for (EdgeTimes& times : slow) {
      if (random.chance(0.3)) times = {};
      if (times.forward != kClosed) times.forward *= 2;
    }
    const Router free(roads, Profile::kCar);
    const Router queue(TravelGraph(roads, Profile::kCar, slow), *serial);
    const DayRouter day(DayPeriods({Time::min(), at(100), at(150)}), {free, queue, free});
    const auto places = places_on(roads);
    RouterScratch scratch;
    for (const std::int64_t depart : {20, 70, 95, 100, 130, 149, 150}) {
      const auto matrix = day.matrix(places, places, at(depart), *serial);
      for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = 0; j < places.size(); ++j) {
          const auto trip = day.trip(places[i], places[j], at(depart), scratch);
          INFO("agent " << agent << ", from " << i << " to " << j << " at " << depart);
          REQUIRE(matrix.reachable(i, j) == trip.has_value());
          if (trip) REQUIRE(matrix.at(i, j) == *trip);
        }
      }
    }
  }
}
