// Fuzz target: bytes as a small map and a day of road conditions (random_map.h). Reaches turn
// rules, barriers, turn states, closures, queues and convoys, with the audits as oracle: the
// hierarchy is Dijkstra, paths add up and make no banned turn, conditions only slow, who leaves
// later does not arrive earlier, the map survives being written and read.
#include <algorithm>

#include "engine/base/error.h"
#include "engine/network/describe.h"
#include "engine/network/export_network.h"
#include "engine/network/router_pool.h"
#include "tests/fuzz/finding.h"
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/random_map.h"
#include "tests/fuzz/target.h"
#include "tests/support/gridmap.h"

namespace grend::fuzz {
namespace {

using namespace network;

constexpr std::size_t kEdgesTried = 5;
constexpr const char* kPlane = "EPSG:25833";  // that of GridMap::projection()
constexpr Duration kStep = minutes(37);
constexpr int kDepartures = 20;

geo::Point to_plane(geo::LonLat place) { return test::GridMap::projection().to_plane(place); }

void check_slower(const RoadGraph& graph, const RoadDay& day, Profile profile, std::size_t period) {
  const auto times = day.times(profile, period);
  for (const EdgeId edge : graph.from.ids()) {
    const EdgeTimes& usual = graph.edge_times(profile, edge);
    must(times[edge].forward >= usual.forward && times[edge].backward >= usual.backward,
         "a condition makes a road faster");
  }
}

// Departures through the day and the night after it: arrivals never fall; and a trip by the
// arrival found departs no earlier.
void check_day(const DayRouter& router, Place from, Place to) {
  RouterScratch scratch;
  Time last = Time::min();
  for (int i = 0; i < kDepartures; ++i) {
    const Time depart = clock_time(0, 0) + kStep * i;
    const auto trip = router.trip(from, to, depart, scratch);
    const Time arrival = trip ? depart + trip->time : Time::max();
    must(arrival >= last, "who leaves later arrives earlier");
    last = arrival;
    if (!trip) continue;
    const auto by = router.trip_by(from, to, arrival, scratch);
    must(by.has_value() && arrival - by->time >= depart, "a trip by its arrival departs earlier");
  }
}

void check_conditions(const RoadGraph& graph, const RoadDay& day) {
  const auto serial = par::make_executor(par::Backend::kSerial, 1);
  RouterPool pool(*serial);
  const auto places = some_places(graph, 2);
  for (const Profile profile : {Profile::kCar, Profile::kBike}) {
    const DayRouter router = pool.get(day, graph, profile);
    for (std::size_t period = 0; period < day.starts().size(); ++period) {
      check_slower(graph, day, profile, period);
      check_trips(router.of_period(period), profile, places);
    }
    for (const Place from : places) {
      for (const Place to : places) check_day(router, from, to);
    }
  }
}

// Who may travel which way.
std::vector<bool> openings(const RoadGraph& graph) {
  std::vector<bool> open;
  for (const Profile profile : {Profile::kCar, Profile::kBus, Profile::kBike, Profile::kWalk}) {
    for (const EdgeTimes& times : graph.times[index_of(profile)]) {
      open.push_back(times.forward != kClosed);
      open.push_back(times.backward != kClosed);
    }
  }
  return open;
}

bool is_banned(const RoadGraph& graph, std::span<const DirectedEdge> edges, ProfileSet profiles) {
  for (const BanId ban : graph.bans.profiles.ids()) {
    const auto own = graph.bans.edges[ban];
    const bool same = std::equal(own.begin(), own.end(), edges.begin(), edges.end());
    const auto holds = [&](Profile profile) {
      return !profiles.contains(profile) || graph.bans.profiles[ban].contains(profile);
    };
    if (same && std::all_of(kProfiles.begin(), kProfiles.end(), holds)) return true;
  }
  return false;
}

// Edges keep their order and direction. A restriction by way of a loop bans both ways round it, so
// there may be more bans than before, and a ban may hold for more travellers.
void check_export(const RoadGraph& graph) {
  const io::OsmData osm = to_osm(graph, kPlane, {});
  const BuiltNetwork again = build_network(osm, test::GridMap::projection(), {});
  must(again.graph.edges() == graph.edges(), "edges are lost in writing and reading");
  must(openings(again.graph) == openings(graph), "permissions change in writing and reading");
  for (const BanId ban : graph.bans.profiles.ids()) {
    must(is_banned(again.graph, graph.bans.edges[ban], graph.bans.profiles[ban]),
         "a banned turn is lost in writing and reading");
  }
}

}  // namespace

std::vector<std::string> seeds() {
  // Ramps of bytes with several strides: many different decisions, every one in range.
  std::vector<std::string> all;
  for (const int stride : {1, 3, 7, 11, 29, 37, 53, 101}) {
    std::string seed;
    for (int i = 0; i < 400; ++i) seed += static_cast<char>(i * stride + i / 7);
    all.push_back(seed);
  }
  return all;
}

void run(Input input) {
  Decisions decide(input);
  const io::OsmData map = draw_map(decide);
  BuiltNetwork built;
  try {
    built = build_network(map, test::GridMap::projection(), {});
  } catch (const Error& error) {
    must(error.code() == ExitCode::kBadData, error.what());  // no road on it
    return;
  }
  describe_network(built.graph);
  const auto places = some_places(built.graph, kEdgesTried);
  for (const Profile profile : {Profile::kCar, Profile::kBus, Profile::kBike, Profile::kWalk}) {
    check_trips(Router(built.graph, profile), profile, places);
  }
  check_export(built.graph);
  try {
    const RoadConditions conditions = draw_conditions(decide, map);
    const RoadDay day(built.graph, conditions, draw_date(decide), to_plane);
    check_conditions(built.graph, day);
  } catch (const Error& error) {
    must(error.code() == ExitCode::kBadScenario, error.what());  // a selection without roads
  }
}

}  // namespace grend::fuzz
