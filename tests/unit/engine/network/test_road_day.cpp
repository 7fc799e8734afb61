#include "engine/base/error.h"
#include "engine/network/road_day.h"
#include "engine/network/router_pool.h"
#include "tests/support/catch.h"
#include "tests/support/gridmap.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

// A pass road abcd (Fv 27, 36 km/h) and a path beside it; 10 s a cell by car, 20 s by bike (5 m/s),
// 100 s on foot; a ferry from d to e.
GridNetwork pass() {
  return GridNetwork(GridMap(R"(
    a-b-c-d-e
    |
    f
  )",
                             {{"abcd", {{"ref", "Fv 27;Fv 51"}, {"name", "Fjellvegen"}}},
                              {"af", {{"name", "Bygdevegen"}}},
                              {"de", {{"route", "ferry"}, {"highway", ""}, {"duration", "10"}}}}));
}

geo::Point to_plane(geo::LonLat place) { return GridMap::projection().to_plane(place); }

RoadDate on(int day, RoadSurface surface = RoadSurface::kSummer) {
  return {{2026, 1, day}, false, surface};  // 2026-01-12 is a Monday
}

EdgeTimes times(const RoadDay& day, Profile profile, EdgeId edge, Time at = clock_time(12, 0)) {
  std::size_t period = 0;
  while (period + 1 < day.starts().size() && day.starts()[period + 1] <= at) ++period;
  return day.times(profile, period)[edge];
}

CircleOnMap around(geo::Point point, Distance radius) {
  const geo::LonLat place = GridMap::projection().to_degrees(point);
  return {place.lon, place.lat, radius};
}

// On some days of January 2026.
Closure closure(RoadSelection where, int first_day, int last_day) {
  Closure made;
  made.where = std::move(where);
  made.first_day = {2026, 1, first_day};
  made.last_day = {2026, 1, last_day};
  return made;
}

std::string problem_of(const RoadGraph& graph, const RoadConditions& conditions) {
  try {
    const RoadDay day(graph, conditions, on(12), to_plane);
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kBadScenario);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("Roads are selected by number, name and area") {
  const GridMap map("a--b--c", {{"ab", {{"ref", "Fv 27"}, {"name", "Storgata"}}}, {"bc"}});
  const GridNetwork town(map);
  const EdgeId ab = town.edge('a', 'b'), bc = town.edge('b', 'c');
  const auto select = [&](RoadSelection s) {
    return select_roads(town.graph(), s, to_plane).edges;
  };
  using Edges = std::vector<EdgeId>;
  CHECK(select({"fv27", {}, {}}) == Edges{ab});
  CHECK(select({"Storgata", {}, {}}) == Edges{ab});
  CHECK(select({}) == Edges{ab, bc});
  // Only c lies within 100 m of c; b lies within 300 m of c and belongs to both.
  CHECK(select({"", around(map.point('c'), metres(100)), {}}) == Edges{bc});
  CHECK(select({"", around(map.point('c'), metres(310)), {}}) == Edges{ab, bc});
  CHECK(select({"Fv 27", around(map.point('c'), metres(310)), {}}) == Edges{ab});
  // A triangle with a inside.
  RoadSelection triangle;
  for (const auto& [dx, dy] : {std::pair(-5'000, -5'000), {5'000, -5'000}, {0, 5'000}}) {
    const geo::Point a = map.point('a');
    const geo::LonLat corner = GridMap::projection().to_degrees({a.x + dx, a.y + dy});
    triangle.polygon.push_back({corner.lon, corner.lat});
  }
  CHECK(select(triangle) == Edges{ab});
}

TEST_CASE("A closure or a queue on no road at all is refused, all of them at once") {
  const GridNetwork town = pass();
  RoadConditions conditions;
  conditions.closures = {closure({"Fv 72", {}, {}}, 1, 2)};
  conditions.peaks.emplace_back().where.around = CircleOnMap{0, 60, kilometres(1)};
  const std::string problem = problem_of(town.graph(), conditions);
  CHECK(problem.find(
            "roads.closures.0 (closure 0): no road on the map is called 'Fv 72'; did you mean "
            "'Fv 27'?") != std::string::npos);
  CHECK(problem.find("roads.peaks.0 (peak 0): the area has no road") != std::string::npos);
}

TEST_CASE("Snow slows each traveller by its share, ferries not at all") {
  const GridNetwork town = pass();
  RoadConditions conditions;
  conditions.winter.snowfall = {0.5, 0.25, 0.8};
  const EdgeId ab = town.edge('a', 'd'), ferry = town.edge('d', 'e');
  const RoadDay summer(town.graph(), conditions, on(12), to_plane);
  const RoadDay snow(town.graph(), conditions, on(12, RoadSurface::kSnowfall), to_plane);
  CHECK(summer.starts().size() == 1);
  CHECK(summer.times(Profile::kCar, 0) == town.graph().times[index_of(Profile::kCar)]);
  // 600 m: 60 s by car, 120 s by bike, 600 s on foot.
  CHECK(times(summer, Profile::kCar, ab) == EdgeTimes{60'000, 60'000});
  CHECK(times(snow, Profile::kCar, ab) == EdgeTimes{120'000, 120'000});
  CHECK(times(snow, Profile::kMinibus, ab) == EdgeTimes{120'000, 120'000});
  CHECK(times(snow, Profile::kBike, ab) == EdgeTimes{480'000, 480'000});
  CHECK(times(snow, Profile::kWalk, ab) == EdgeTimes{750'000, 750'000});
  CHECK(times(snow, Profile::kCar, ferry) == times(summer, Profile::kCar, ferry));
}

TEST_CASE("A closure holds on its days and hours, past midnight too") {
  const GridNetwork town = pass();
  RoadConditions conditions;
  conditions.closures = {closure({"Fv 27", {}, {}}, 12, 13)};
  conditions.closures[0].name = "night";
  conditions.closures[0].hours = {clock_time(20, 0), clock_time(31, 0)};
  const EdgeId road = town.edge('a', 'd');
  const EdgeTimes open{60'000, 60'000}, closed{};
  const auto car_at = [&](int day, int hour) {
    return times(RoadDay(town.graph(), conditions, on(day), to_plane), Profile::kCar, road,
                 clock_time(hour, 0));
  };
  CHECK(car_at(12, 6) == open);
  CHECK(car_at(12, 19) == open);
  CHECK(car_at(12, 20) == closed);
  CHECK(car_at(12, 30) == closed);
  CHECK(car_at(12, 31) == open);
  CHECK(car_at(12, 44) == closed);  // 20:00 of the 13th, seen from the 12th
  // On the morning of the 13th and the 14th the night before still holds.
  CHECK(car_at(13, 6) == closed);
  CHECK(car_at(13, 7) == open);
  CHECK(car_at(14, 6) == closed);
  CHECK(car_at(14, 20) == open);
  CHECK(car_at(15, 6) == open);
  const RoadDay monday(town.graph(), conditions, on(12), to_plane);
  CHECK(monday.starts() == std::vector<Time>{Time::min(), clock_time(20, 0), clock_time(31, 0),
                                             clock_time(44, 0), clock_time(55, 0)});
  CHECK(monday.holds(0).empty());
  CHECK(monday.holds(1) == std::vector<std::string>{"night"});
  // Bikes pass unless it is closed to everybody.
  CHECK(times(monday, Profile::kBike, road, clock_time(21, 0)) == EdgeTimes{120'000, 120'000});
  conditions.closures[0].closed_to = ClosedTo::kEverybody;
  const RoadDay all(town.graph(), conditions, on(12), to_plane);
  CHECK(times(all, Profile::kBike, road, clock_time(21, 0)) == closed);
}

TEST_CASE("A convoy waits once at either end and keeps its pace") {
  // The stretch bcd is led; each cell is 100 m, 10 s free, 20 s at 18 km/h.
  const GridNetwork town(
      GridMap("a-b-c-d-e", {{"ab"}, {"bc", {{"name", "Pass"}}}, {"cd", {{"name", "Pass"}}}, {"de"}},
              metres(50)));
  RoadConditions conditions;
  conditions.closures = {closure({"Pass", {}, {}}, 12, 12)};
  conditions.closures[0].convoy = Convoy{minutes(15), kilometres_per_hour(18)};
  const RoadDay day(town.graph(), conditions, on(12), to_plane);
  const EdgeId bc = town.edge('b', 'c'), cd = town.edge('c', 'd');
  CHECK(times(day, Profile::kCar, bc) == EdgeTimes{920'000, 20'000});
  CHECK(times(day, Profile::kCar, cd) == EdgeTimes{20'000, 920'000});
  CHECK(times(day, Profile::kBike, bc) == EdgeTimes{20'000, 20'000});  // 100 m at 5 m/s
  RouterScratch scratch;
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  RouterPool pool(*serial);
  const Router car = pool.get({town.graph(), Profile::kCar, day.times(Profile::kCar, 1)});
  // 10 + 15 min + 20 + 20 + 10 s, in both directions.
  const Place a = town.place('a', 'b', metres(0)), e = town.place('d', 'e', metres(100));
  CHECK(car.trip(a, e, scratch)->time == minutes(15) + seconds(60));
  CHECK(car.trip(e, a, scratch)->time == minutes(15) + seconds(60));
}

TEST_CASE("A queue lengthens motor vehicles' times in its hours, not on holidays") {
  const GridNetwork town = pass();
  RoadConditions conditions;
  Peak& morning = conditions.peaks.emplace_back();
  morning.where.road = "Bygdevegen";
  morning.hours = {clock_time(7, 0), clock_time(9, 0)};
  morning.time_factor = 1.5;
  const EdgeId af = town.edge('a', 'f'), pass_road = town.edge('a', 'd');
  const RoadDay monday(town.graph(), conditions, on(12), to_plane);
  CHECK(times(monday, Profile::kCar, af, clock_time(8, 0)) == EdgeTimes{30'000, 30'000});
  CHECK(times(monday, Profile::kCar, af, clock_time(9, 0)) == EdgeTimes{20'000, 20'000});
  CHECK(times(monday, Profile::kCar, pass_road, clock_time(8, 0)) == EdgeTimes{60'000, 60'000});
  CHECK(times(monday, Profile::kBike, af, clock_time(8, 0)) == EdgeTimes{40'000, 40'000});
  const RoadDay saturday(town.graph(), conditions, on(17), to_plane);
  CHECK(times(saturday, Profile::kCar, af, clock_time(8, 0)) == EdgeTimes{20'000, 20'000});
  RoadDate holiday = on(12);
  holiday.holiday = true;
  const RoadDay feast(town.graph(), conditions, holiday, to_plane);
  CHECK(times(feast, Profile::kCar, af, clock_time(8, 0)) == EdgeTimes{20'000, 20'000});
  // Tuesday morning, seen from the holiday, is a weekday again.
  CHECK(times(feast, Profile::kCar, af, clock_time(32, 0)) == EdgeTimes{30'000, 30'000});
}

TEST_CASE("Equal roads are contracted once and shared") {
  const GridNetwork town = pass();
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  RouterPool pool(*serial);
  const Router car = pool.get({town.graph(), Profile::kCar});
  const Router minibus = pool.get({town.graph(), Profile::kMinibus});
  const Router bike = pool.get({town.graph(), Profile::kBike});
  CHECK(car.shares_with(minibus));
  CHECK_FALSE(car.shares_with(bike));
  CHECK(pool.size() == 2);
}
