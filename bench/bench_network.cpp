// Routing on the synthetic rural networks, against the targets and peers of the project: for s300k
// what this house promises, for s20k and s100k what RoutingKit reaches. Dijkstra's algorithm is
// both the baseline of the ratios and the judge of the answers.
#include <algorithm>
#include <string>
#include <vector>

#include "bench/harness.h"
#include "bench/random_places.h"
#include "engine/network/build.h"
#include "engine/network/dijkstra.h"
#include "engine/network/hierarchy.h"
#include "engine/network/one_to_all.h"
#include "engine/network/router.h"
#include "engine/network/snap.h"

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

// From the file to answering queries: read, build, three profiles, snapping.
void hamar(Report& report) {
  const auto path = report.data_file("hamar/hamar-nvdb-2018.osm.pbf");
  if (!path) return;
  std::size_t edges = 0;
  const double time = median_seconds(5, [&] {
    const BuiltNetwork built =
        build_network(io::read_osm(*path), geo::Projection(kUtmZone), SpeedParameters{});
    const Router car(built.graph, Profile::kCar);
    const Router bike(built.graph, Profile::kBike);
    const Router walk(built.graph, Profile::kWalk);
    const Router* const routers[] = {&car, &bike, &walk};
    const Snapper snapper(built.graph, routers);
    bench::keep(snapper);
    edges = built.graph.edges();
  });
  report.target("network.hamar.ready", time, "s", at_most(1.0));
  report.check("network.hamar: all edges of SOURCES.md", edges == 5659);
}

}  // namespace

int main(int argc, char** argv) {
  Report report(argc, argv);
  hamar(report);
  for (const Case& c : kCases) run(report, c);
  return report.exit_code();
}
