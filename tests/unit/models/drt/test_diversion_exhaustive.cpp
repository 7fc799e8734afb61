// The diversion finder against a slow search that knows only its stated rules: from the next
// junction of a drive that has not been diverted, the pick-up first and without waiting, the
// drop-off at any place behind it, every promise kept, the cheapest by the objective. Roads by
// Dijkstra's algorithm, times by relaxing the difference constraints, costs by their definition.
#include <map>

#include "engine/network/dijkstra.h"
#include "engine/network/read_network.h"
#include "models/drt/dispatcher.h"
#include "models/drt/diversion.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

// A network with places to stop at.
struct Roads {
  network::RoadGraph graph;
  network::Router router;
  network::Dijkstra dijkstra;
  std::vector<network::Place> places;
  ServicePoints points;

  Roads(network::RoadGraph roads, std::size_t count)
      : graph(std::move(roads)),
        router(graph, network::Profile::kCar),
        dijkstra(router.graph()),
        places(some_places(count)),
        points(router, places, *par::make_executor(par::Backend::kSerial, 1)) {}

  std::vector<network::Place> some_places(std::size_t count) const {
    RandomStream random({91, 0}, 0, Purpose::kTest);
    std::vector<network::Place> found;
    while (found.size() < count) {
      const network::EdgeId edge(static_cast<std::size_t>(
          random.between(0, static_cast<std::int64_t>(graph.edges()) - 1)));
      const auto offset = static_cast<std::uint32_t>(random.between(0, graph.length[edge]));
      if (router.usable(edge)) found.push_back({edge, offset});
    }
    return found;
  }
};

struct Setting {
  Objective objective;
  std::size_t vehicles = 2;
  double ride_factor = 2;
};

// A fleet in the course of a day, with what a passenger would know.
class Day {
 public:
  Day(Roads& roads, const Setting& setting)
      : roads_(roads),
        setting_(setting),
        fleet_(roads.points, setting.objective, duties(roads, setting)),
        next_(setting.vehicles) {
    for (std::size_t v = 0; v < next_.size(); ++v) next_[v] = fleet_.next_action(v, Time::min());
  }

  Fleet& fleet() { return fleet_; }

  void move_until(Time now) {
    while (true) {
      std::size_t first = next_.size();
      for (std::size_t v = 0; v < next_.size(); ++v) {
        const bool due = next_[v] && next_[v]->at <= now;
        if (due && (first == next_.size() || next_[v]->at < next_[first]->at)) first = v;
      }
      if (first == next_.size()) return;
      const Time at = next_[first]->at;
      const auto happened =
          fleet_.act(first, next_[first]->generation, at, [](std::uint32_t) { return true; });
      if (happened.kind == Fleet::Happening::Kind::kBoarding)
        boarded_[happened.trip] = happened.end;
      next_[first] = fleet_.next_action(first, at);
    }
  }

  // Whatever plain insertion gives.
  void take(const Request& r, Time now) {
    auto& plan = fleet_.plan();
    const auto pair = add(r);
    const auto decision = best_insertion(plan, pair, fleet_.on_duty(), now);
    if (!decision.placement) return plan.drop(pair);
    const std::size_t v = decision.placement->vehicle;
    fleet_.insert(*decision.placement, pair, now);
    next_[v] = fleet_.next_action(v, now);
  }

  routing::Pair add(const Request& r) {
    requests_[r.trip] = r;
    return fleet_.plan().add(r, roads_.points.index_of(r.from), roads_.points.index_of(r.to));
  }

  std::optional<Diversion> slow_find(const Request& r, Time now, routing::Ticks below);

 private:
  struct Stop {
    std::uint32_t trip = 0;
    bool pickup = true;
  };

  static std::vector<Duty> duties(const Roads& roads, const Setting& setting) {
    std::vector<Duty> duties;
    for (std::size_t v = 0; v < setting.vehicles; ++v) {
      duties.push_back({{3, 0},
                        {clock_time(7, 0), clock_time(14, 0)},
                        static_cast<PointIndex>(v % roads.points.size())});
    }
    return duties;
  }

  std::vector<Stop> stops_ahead(std::size_t v);
  // The first junction of the present drive that is not passed yet.
  std::optional<Waypoint> junction(const Vehicle& v, Time now);
  // Begins of service if the vehicle leaves `departed_from` at `departed` and needs `first` to the
  // first stop; nothing if some promise breaks.
  std::optional<std::vector<Time>> begins(const Vehicle& v, const std::vector<Stop>& stops,
                                          Duration first);
  routing::Ticks cost(const std::vector<Stop>& stops, const std::vector<Time>& begins) const;
  PointIndex point(Stop s) const {
    const Request& r = requests_.at(s.trip);
    return roads_.points.index_of(s.pickup ? r.from : r.to);
  }
  Duration service(Stop s) const {
    const Request& r = requests_.at(s.trip);
    return s.pickup ? r.boarding : r.alighting;
  }

  Roads& roads_;
  Setting setting_;
  Fleet fleet_;
  std::vector<std::optional<NextAction>> next_;
  std::map<std::uint32_t, Request> requests_;
  std::map<std::uint32_t, Time> boarded_;
  network::RouterScratch scratch_;
};

std::vector<Day::Stop> Day::stops_ahead(std::size_t v) {
  const auto& plan = fleet_.plan();
  const auto& current = *fleet_.vehicle(v).current;
  std::vector<Stop> stops = {{current.trip, current.pickup}};
  for (const auto stop : plan.route(v).stops) {
    if (!plan.problem().is_request(stop)) continue;
    stops.push_back({plan.trip_of(routing::pair_of(stop)), routing::opens(stop)});
  }
  return stops;
}

std::optional<Waypoint> Day::junction(const Vehicle& v, Time now) {
  const auto from = roads_.points.place(v.departed_from);
  std::vector<network::PathStep> steps;
  // Of several fastest ways the driver takes the router's.
  roads_.router.path(from, roads_.points.place(v.current->point), scratch_, steps);
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    const network::Place end{steps[i].edge,
                             steps[i].forward ? roads_.graph.length[steps[i].edge] : 0};
    const auto trip = roads_.dijkstra.trip(from, end);
    if (v.departed + trip->time >= now)
      return Waypoint{end, v.departed + trip->time, trip->distance};
  }
  return std::nullopt;
}

std::optional<std::vector<Time>> Day::begins(const Vehicle& v, const std::vector<Stop>& stops,
                                             Duration first) {
  Load load = v.on_board - v.current->change;  // as the vehicle left
  for (const Stop s : stops) {
    const Load party = requests_.at(s.trip).load;
    load = s.pickup ? load + party : load - party;
    if (!load.fits(v.duty.capacity)) return std::nullopt;
  }
  std::vector<Time> begin;
  for (const Stop s : stops)
    begin.push_back(s.pickup ? requests_.at(s.trip).earliest : Time::min());
  for (bool changed = true; changed;) {
    changed = false;
    const auto raise = [&](Time& time, Time least) {
      if (time < least) time = least, changed = true;
    };
    for (std::size_t i = 0; i < stops.size(); ++i) {
      const Time arrival = i == 0 ? v.departed + first
                                  : begin[i - 1] + service(stops[i - 1]) +
                                        roads_.points.time(point(stops[i - 1]), point(stops[i]));
      raise(begin[i], arrival);
      const Request& r = requests_.at(stops[i].trip);
      if (stops[i].pickup) {
        if (begin[i] > r.latest) return std::nullopt;
        continue;
      }
      // A ride that is too long begins later.
      std::size_t pickup = 0;
      while (pickup < i && !(stops[pickup].trip == r.trip && stops[pickup].pickup)) ++pickup;
      const bool aboard = pickup == i;
      if (aboard && begin[i] > boarded_.at(r.trip) + r.longest_ride) return std::nullopt;
      if (begin[i] > r.arrive_by) return std::nullopt;
      if (!aboard) raise(begin[pickup], begin[i] - r.longest_ride - r.boarding);
    }
  }
  const Time home =
      begin.back() + service(stops.back()) + roads_.points.time(point(stops.back()), v.duty.base);
  return home <= v.duty.shift.to ? std::optional(begin) : std::nullopt;
}

// Waiting and detour; of those on board the ride that is left to come.
routing::Ticks Day::cost(const std::vector<Stop>& stops, const std::vector<Time>& begins) const {
  routing::Ticks sum = 0;
  const auto& o = setting_.objective;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const Request& r = requests_.at(stops[i].trip);
    if (stops[i].pickup) {
      sum += (o.waiting - o.detour) * (begins[i] - r.earliest).ticks();
    } else {
      sum += o.detour * (begins[i] - (r.earliest + r.boarding + r.direct)).ticks();
    }
  }
  return sum;
}

std::optional<Diversion> Day::slow_find(const Request& r, Time now, routing::Ticks below) {
  std::optional<Diversion> best;
  const auto& points = roads_.points;
  for (std::size_t index = 0; index < fleet_.size(); ++index) {
    const Vehicle& v = fleet_.vehicle(index);
    if (v.state != VehicleState::kDriving || v.current_void || !v.waypoints.empty()) continue;
    const auto from = junction(v, now);
    if (!from) continue;
    const auto onward = roads_.dijkstra.trip(from->place, r.from);
    if (!onward) continue;
    const Time arrival = from->at + onward->time;
    if (arrival < r.earliest) continue;
    const auto drive = [&](const std::vector<Stop>& stops, Duration first, Distance length) {
      routing::Ticks sum =
          setting_.objective.driving * first.ticks() + setting_.objective.distance * length.ticks();
      PointIndex at = point(stops[0]);
      for (std::size_t i = 1; i <= stops.size(); ++i) {
        const PointIndex next = i < stops.size() ? point(stops[i]) : v.duty.base;
        sum += setting_.objective.driving * points.time(at, next).ticks() +
               setting_.objective.distance * points.distance(at, next).ticks();
        at = next;
      }
      return sum;
    };
    const auto before = stops_ahead(index);
    const Duration straight = points.time(v.departed_from, v.current->point);
    const auto was = begins(v, before, straight);
    REQUIRE(was.has_value());
    const routing::Ticks cost_before =
        cost(before, *was) +
        drive(before, straight, points.distance(v.departed_from, v.current->point));
    for (std::size_t at = 1; at <= before.size() + 1; ++at) {
      std::vector<Stop> after = before;
      after.insert(after.begin(), {r.trip, true});
      after.insert(after.begin() + static_cast<std::ptrdiff_t>(at), {r.trip, false});
      const Duration first = arrival - v.departed;
      const auto times = begins(v, after, first);
      if (!times || (*times)[0] != arrival) continue;
      const routing::Ticks added =
          cost(after, *times) + drive(after, first, from->driven + onward->distance) - cost_before;
      if (added >= (best ? best->insertion.cost : below)) continue;
      best = Diversion{
          index, {added, 1, static_cast<std::uint32_t>(at + 1)}, *from, arrival, onward->distance};
    }
  }
  return best;
}

struct Tally {
  std::size_t asked = 0;
  std::size_t found = 0;
};

// Requests in a row; each is first looked at by both searches, then placed as usual.
Tally compare(Roads& roads, const Setting& setting, std::uint32_t day_number) {
  Day day(roads, setting);
  RandomStream random({93, day_number}, 0, Purpose::kTest);
  Tally tally;
  Time now = clock_time(7, 30);
  for (std::uint32_t trip = 0; now < clock_time(12, 30); ++trip) {
    now += Duration(random.between(20'000, 400'000));
    day.move_until(now);
    Request r;
    r.trip = trip;
    const auto last = static_cast<std::int64_t>(roads.points.size()) - 1;
    const auto from = static_cast<PointIndex>(random.between(0, last));
    const auto to = static_cast<PointIndex>(random.between(0, last));
    if (from == to || !roads.points.connected(from, to)) continue;
    r.from = roads.points.place(from);
    r.to = roads.points.place(to);
    r.wish = r.earliest = now + minutes(random.chance(0.3) ? random.between(1, 20) : 0);
    r.latest = r.earliest + minutes(random.between(3, 20));
    r.direct = roads.points.time(from, to);
    r.longest_ride = r.direct.scaled(setting.ride_factor) + minutes(2);
    if (random.chance(0.2)) r.arrive_by = r.latest + r.direct + minutes(3);
    r.boarding = seconds(random.between(0, 60));
    r.alighting = seconds(random.between(0, 30));
    r.load = {static_cast<std::int32_t>(random.between(1, 2)), 0};
    const auto pair = day.add(r);
    const auto below = random.chance(0.5)
                           ? routing::kNever
                           : setting.objective.driving * minutes(random.between(0, 15)).ticks();
    const auto expected = day.slow_find(r, now, below);
    const auto found = DiversionFinder(roads.points).find(day.fleet(), pair, now, below);
    INFO("day " << day_number << ", request " << trip);
    REQUIRE(found.has_value() == expected.has_value());
    ++tally.asked;
    if (found) {
      ++tally.found;
      CHECK(found->vehicle == expected->vehicle);
      CHECK(found->insertion.cost == expected->insertion.cost);
      CHECK(found->insertion.pickup_at == 1);
      CHECK(found->insertion.dropoff_at == expected->insertion.dropoff_at);
      CHECK(found->junction.place == expected->junction.place);
      CHECK(found->junction.at == expected->junction.at);
      CHECK(found->junction.driven == expected->junction.driven);
      CHECK(found->arrival == expected->arrival);
      CHECK(found->rest == expected->rest);
    }
    day.fleet().plan().drop(pair);
    day.take(r, now);
  }
  return tally;
}

void compare_days(Roads& roads, std::uint32_t days) {
  Tally sum;
  for (std::uint32_t d = 0; d < days; ++d) {
    Setting setting;
    setting.vehicles = 1 + d % 3;
    setting.ride_factor = d % 2 == 0 ? 1.3 : 3;
    setting.objective.waiting = d % 4 < 2 ? 500 : 1000;
    setting.objective.detour = d % 3 == 0 ? 0 : 500;
    setting.objective.distance = d % 5 == 0 ? 30 : 0;
    const Tally one = compare(roads, setting, d);
    sum.asked += one.asked;
    sum.found += one.found;
  }
  INFO(sum.asked << " asked, " << sum.found << " found");
  CHECK(sum.asked > 25 * days);
  CHECK(sum.found > 2 * days);  // a test that finds nothing says nothing
}

}  // namespace

TEST_CASE("diversions in a town are those of an exhaustive search") {
  Roads roads(test::grid_town(6, 800), 60);
  compare_days(roads, 60);
}

TEST_CASE("diversions in a real village are those of an exhaustive search") {
  const auto file = test::data_file("osm/kallby.osm.pbf");
  if (!file) return;
  Roads roads(network::read_network(*file, {.utm_zone = 33, .crs = "", .speeds = {}}).graph, 60);
  compare_days(roads, 30);
}
