// Routing on the synthetic rural networks, against the targets and peers of the project: for s300k
// what this house promises, for s20k and s100k what RoutingKit reaches. Dijkstra's algorithm is
// both the baseline of the ratios and the judge of the answers. `--scaling` instead prints a table
// over generated regions of up to three million junctions (some minutes, 4 GB).
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/core.h>
#include <optional>
#include <stdlib.h>
#include <string>
#include <string_view>
#include <vector>

#include "bench/harness.h"
#include "bench/random_places.h"
#include "engine/network/build.h"
#include "engine/network/dijkstra.h"
#include "engine/network/hierarchy.h"
#include "engine/network/one_to_all.h"
#include "engine/network/read_network.h"
#include "engine/network/router_pool.h"
#include "engine/network/snap.h"
#include "models/region/generate.h"

namespace {

using namespace grend;
using namespace grend::network;
using bench::at_most;
using bench::median_seconds;
using bench::Places;
using bench::Report;

constexpr int kUtmZone = 33;
constexpr std::size_t kPairs = 3000;
constexpr std::size_t kCheckedSources = 100;
constexpr std::size_t kCheckedPerSource = 100;

// At most so many seconds; those of PEERS.md.
struct Limits {
  double build;
  double build_two_threads;
  double random;
  double local;
  double one_to_all;
  double matrix_1000;
  double matrix_3000;
  double matrix_3000_two_threads;
};

struct Case {
  std::string name;
  std::string file;
  Limits limits;
};

const Case kCases[] = {
    {"s20k", "synthetic/s20k.osm.pbf", {0.59, 0.59, 13e-6, 15e-6, 0.20e-3, 0.087, 0.57, 0.57}},
    {"s100k", "synthetic/s100k.osm.pbf", {3.2, 3.2, 27e-6, 15e-6, 0.95e-3, 0.17, 0.93, 0.93}},
    {"s300k", "synthetic/s300k.osm.pbf", {10, 6.5, 30e-6, 14e-6, 2.5e-3, 0.055, 0.22, 0.13}},
};

struct Pair {
  Place from;
  Place to;
};

std::vector<Pair> random_pairs(Places& places) {
  std::vector<Pair> pairs;
  while (pairs.size() < kPairs) {
    const Place from = places.next();
    pairs.push_back({from, places.next()});
  }
  return pairs;
}

// Pairs 5 to 15 minutes apart, 30 from each of many places.
std::vector<Pair> local_pairs(const RoadGraph& graph, const Router& router, Places& places) {
  constexpr std::size_t kPerSource = 30;
  const OneToAll one_to_all(router);
  RouterScratch scratch;
  TripsFrom trips;
  std::vector<Pair> pairs;
  while (pairs.size() < kPairs) {
    const Place from = places.next();
    one_to_all.trips_from(from, scratch, trips);
    const std::size_t enough = pairs.size() + kPerSource;
    for (std::size_t tries = 0; tries < graph.edges() && pairs.size() < enough; ++tries) {
      const Place to = places.next();
      const std::uint32_t time = trips.time[graph.from[to.edge]];
      if (time >= 300'000 && time <= 900'000) pairs.push_back({from, to});
    }
  }
  return pairs;
}

double seconds_per_trip(const Router& router, const std::vector<Pair>& pairs) {
  RouterScratch scratch;
  const double all = median_seconds(5, [&] {
    for (const Pair& pair : pairs) bench::keep(router.trip(pair.from, pair.to, scratch));
  });
  return all / static_cast<double>(pairs.size());
}

double seconds_per_matrix(const Router& router, Places& places, std::size_t size,
                          par::Executor& executor) {
  const std::vector<Place> from = places.several(size);
  const std::vector<Place> to = places.several(size);
  return median_seconds(3, [&] { bench::keep(router.matrix(from, to, executor)); });
}

// One-to-all against Dijkstra at every junction, trips and a matrix against it at some places.
std::size_t mismatches(const RoadGraph& graph, const Router& router, Places& places,
                       par::Executor& executor) {
  Dijkstra reference(router.graph());
  const OneToAll one_to_all(router);
  RouterScratch scratch;
  TripsFrom all;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < kCheckedSources; ++i) {
    const Place from = places.next();
    const IdVector<NodeId, Cost>& costs = reference.costs_from(from);
    one_to_all.trips_from(from, scratch, all);
    for (const NodeId node : graph.position.ids()) {
      const bool reached = costs[node] < kNoWay;
      wrong += all.time[node] != (reached ? cost_time(costs[node]) : kClosed) ||
               all.distance[node] != (reached ? cost_length(costs[node]) : kClosed);
    }
    const std::vector<Place> targets = places.several(kCheckedPerSource);
    const TravelMatrix row = router.matrix({&from, 1}, targets, executor);
    for (std::size_t j = 0; j < targets.size(); ++j) {
      Cost cost = direct_travel(router.graph(), from, targets[j]).cost;
      for_each_arrival(router.graph(), targets[j], [&](const EdgeEnd& end) {
        cost = std::min(cost, costs[end.node] + end.cost);
      });
      wrong += router.trip(from, targets[j], scratch) != to_trip(cost);
      wrong += row.at(0, j) != to_trip(cost);
    }
  }
  return wrong;
}

void build(Report& report, const Case& c, const RoadGraph& graph) {
  const auto one = par::make_executor(par::Backend::kSerial, 1);
  const auto two = par::make_executor(par::Backend::kJthread, 2);
  report.target("network." + c.name + ".build", bench::seconds([&] {
                  const Hierarchy h(contract({graph, Profile::kCar}, *one));
                }),
                "s", at_most(c.limits.build));
  report.target("network." + c.name + ".build_2_threads", bench::seconds([&] {
                  const Hierarchy h(contract({graph, Profile::kCar}, *two));
                }),
                "s", at_most(c.limits.build_two_threads));
  const Hierarchy hierarchy(contract({graph, Profile::kCar}, *two));
  const double bytes = static_cast<double>(hierarchy.bytes());
  report.target("network." + c.name + ".hierarchy", bytes / 1e6, "MB", at_most(60));
  report.note("network." + c.name + ".bytes_per_node", bytes / static_cast<double>(graph.nodes()),
              "B");
  report.note("network." + c.name + ".bytes_per_arc",
              bytes / static_cast<double>(hierarchy.arc_count()), "B");
}

void run(Report& report, const Case& c) {
  const auto path = report.data_file(c.file);
  if (!path) return;
  const RoadGraph graph =
      build_network(io::read_osm(*path), geo::Projection(kUtmZone), SpeedParameters{}).graph;
  build(report, c, graph);

  const auto one = par::make_executor(par::Backend::kSerial, 1);
  const auto two = par::make_executor(par::Backend::kJthread, 2);
  const Router router(graph, Profile::kCar, *two);
  Places places(router, 0);
  const std::string id = "network." + c.name;
  report.target(id + ".random", seconds_per_trip(router, random_pairs(places)) * 1e6, "us",
                at_most(c.limits.random * 1e6));
  report.target(id + ".local", seconds_per_trip(router, local_pairs(graph, router, places)) * 1e6,
                "us", at_most(c.limits.local * 1e6));

  const OneToAll tree(router);
  RouterScratch scratch;
  TripsFrom all;
  Dijkstra dijkstra(graph, Profile::kCar);
  const Place from = places.next();
  const bench::Compared one_to_all = bench::compare_seconds(
      15, [&] { bench::keep(dijkstra.costs_from(from)); },
      [&] { tree.trips_from(from, scratch, all); });
  report.target(id + ".one_to_all", one_to_all.candidate * 1e3, "ms",
                at_most(c.limits.one_to_all * 1e3));
  report.note(id + ".one_to_all_dijkstra", one_to_all.baseline * 1e3, "ms");
  report.note(id + ".one_to_all_ratio", one_to_all.ratio, "");
  const Place to = places.next();
  const bench::Compared trip = bench::compare_seconds(
      15, [&] { bench::keep(dijkstra.trip(from, to)); },
      [&] { bench::keep(router.trip(from, to, scratch)); });
  report.note(id + ".trip_ratio_to_dijkstra", trip.ratio, "");

  report.target(id + ".matrix_1000", seconds_per_matrix(router, places, 1000, *one), "s",
                at_most(c.limits.matrix_1000));
  report.target(id + ".matrix_3000", seconds_per_matrix(router, places, 3000, *one), "s",
                at_most(c.limits.matrix_3000));
  report.target(id + ".matrix_3000_2_threads", seconds_per_matrix(router, places, 3000, *two), "s",
                at_most(c.limits.matrix_3000_two_threads));
  report.check(id + ": equals Dijkstra", mismatches(graph, router, places, *one) == 0);
}

// A cache in a folder of its own, removed afterwards.
class TemporaryCache {
 public:
  TemporaryCache() {
    std::string pattern = (std::filesystem::temp_directory_path() / "grend-bench-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryCache() { empty(); }
  TemporaryCache(const TemporaryCache&) = delete;
  TemporaryCache& operator=(const TemporaryCache&) = delete;

  store::Cache open() const { return store::Cache({.folder = folder_}); }
  void empty() const { std::filesystem::remove_all(folder_); }

 private:
  std::string folder_;
};

// All that a simulated day asks of the roads.
struct ReadyRoads {
  ReadyRoads(const std::string& path, store::Cache* cache)
      : network(read_network(path, {.utm_zone = kUtmZone, .crs = "", .speeds = {}}, cache)) {
    const auto executor = par::make_executor(par::Backend::kSerial, 1);
    RouterPool pool(*executor, cache);
    for (const Profile profile : {Profile::kCar, Profile::kMinibus, Profile::kBike, Profile::kWalk})
      routers.push_back(pool.get({network.graph, profile}));
    std::vector<const Router*> all;
    for (const Router& router : routers) all.push_back(&router);
    snapper.emplace(network.graph, all);
  }

  ReadNetwork network;
  std::vector<Router> routers;
  std::optional<Snapper> snapper;
};

std::size_t differences(const ReadyRoads& a, const ReadyRoads& b) {
  constexpr std::size_t kTrips = 2000;
  std::size_t different = a.network.graph == b.network.graph ? 0 : 1;
  Places places(a.routers.back(), 1);
  RouterScratch scratch;
  for (std::size_t i = 0; i < kTrips; ++i) {
    const Place from = places.next();
    const Place to = places.next();
    for (std::size_t r = 0; r < a.routers.size(); ++r) {
      different += a.routers[r].trip(from, to, scratch) != b.routers[r].trip(from, to, scratch);
    }
    const geo::Point point = position_of(a.network.graph, from);
    different += a.snapper->nearest(point)->place != b.snapper->nearest(point)->place;
  }
  return different;
}

// From the file to answering queries, on one thread: as on the very first run, which also saves
// to the cache, and as on all later ones.
void hamar(Report& report) {
  const auto path = report.data_file("hamar/hamar-nvdb-2018.osm.pbf");
  if (!path) return;
  const TemporaryCache cache;
  const double cold = median_seconds(5, [&] {
    cache.empty();
    store::Cache opened = cache.open();
    bench::keep(ReadyRoads(*path, &opened));
  });
  report.target("network.hamar.cold", cold, "s", at_most(1.0));
  const double uncached = median_seconds(5, [&] { bench::keep(ReadyRoads(*path, nullptr)); });
  report.note("network.hamar.without_cache", uncached, "s");
  const double cached = median_seconds(15, [&] {
    store::Cache opened = cache.open();
    bench::keep(ReadyRoads(*path, &opened));
  });
  report.target("network.hamar.cached", cached, "s", at_most(0.05));

  const ReadyRoads fresh(*path, nullptr);
  store::Cache opened = cache.open();
  const ReadyRoads kept(*path, &opened);
  report.note("network.hamar.cache", static_cast<double>(opened.size().bytes) / 1e6, "MB");
  report.check("network.hamar: all edges of SOURCES.md", fresh.network.graph.edges() == 5659);
  report.check("network.hamar: the same from the cache",
               opened.notes().empty() && differences(fresh, kept) == 0);
}

// Regions that `grend generate` makes, by inhabitants: 20,000 to 3,000,000 junctions.
constexpr std::int64_t kScalingInhabitants[] = {137'000, 1'370'000, 6'860'000, 20'600'000};

void print_scaling(Report& report) {
  fmt::print("# {:>9} {:>9} {:>8} {:>8} {:>7} {:>7} {:>9} {:>9} {:>9}\n", "junctions", "arcs",
             "build s", "2 thr. s", "MB", "B/node", "random us", "PHAST ms", "Dijk. ms");
  for (const std::int64_t inhabitants : kScalingInhabitants) {
    region::GenerateSpec spec;
    spec.inhabitants = inhabitants;
    const RoadGraph graph = [&] {
      const region::RegionInput region = region::generate_region(spec, 1);
      return build_network(region.roads, geo::Projection(region.utm_zone), SpeedParameters{}).graph;
    }();
    const auto one = par::make_executor(par::Backend::kSerial, 1);
    const auto two = par::make_executor(par::Backend::kJthread, 2);
    const double build = bench::seconds([&] {
      bench::keep(contract({graph, Profile::kCar}, *one));
    });
    std::optional<Router> router;
    const double build_two = bench::seconds([&] { router.emplace(graph, Profile::kCar, *two); });
    Places places(*router, 0);
    const double random = seconds_per_trip(*router, random_pairs(places));
    const OneToAll tree(*router);
    RouterScratch scratch;
    TripsFrom all;
    Dijkstra dijkstra(router->graph());
    const Place from = places.next();
    const bench::Compared one_to_all = bench::compare_seconds(
        3, [&] { bench::keep(dijkstra.costs_from(from)); },
        [&] { tree.trips_from(from, scratch, all); });
    const auto bytes = static_cast<double>(router->hierarchy().bytes());
    fmt::print("# {:>9} {:>9} {:>8.2f} {:>8.2f} {:>7.1f} {:>7.1f} {:>9.1f} {:>9.2f} {:>9.1f}\n",
               graph.nodes(), router->hierarchy().arc_count(), build, build_two, bytes / 1e6,
               bytes / static_cast<double>(graph.nodes()), random * 1e6, one_to_all.candidate * 1e3,
               one_to_all.baseline * 1e3);
    std::fflush(stdout);
    std::size_t wrong = 0;
    const auto& costs = dijkstra.costs_from(from);
    for (const NodeId node : graph.position.ids()) {
      wrong += all.time[node] != (costs[node] < kNoWay ? cost_time(costs[node]) : kClosed);
    }
    report.check(fmt::format("{} inhabitants: equals Dijkstra", inhabitants), wrong == 0);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "--scaling") {
    argv[1] = argv[0];
    Report report(argc - 1, argv + 1);
    print_scaling(report);
    return report.exit_code();
  }
  Report report(argc, argv);
  hamar(report);
  for (const Case& c : kCases) run(report, c);
  return report.exit_code();
}
