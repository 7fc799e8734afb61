// Searches with banned sequences against the slow obvious way: a search over whole histories of
// edges, which looks each one up in the list of bans.
#include <map>
#include <queue>

#include "engine/network/dijkstra.h"
#include "engine/network/one_to_all.h"
#include "tests/support/catch.h"
#include "tests/support/path_check.h"
#include "tests/unit/engine/network/random_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

using History = std::vector<DirectedEdge>;
constexpr std::size_t kLongestBan = 4;

class Obvious {
 public:
  explicit Obvious(const RoadGraph& graph) : graph_(graph) {
    for (const BanId ban : graph.bans.profiles.ids()) {
      const auto edges = graph.bans.edges[ban];
      bans_.emplace_back(edges.begin(), edges.end());
    }
  }

  // (time, length) of the best trip; nothing if there is none.
  std::optional<Trip> trip(Place from, Place to) const {
    const TravelGraph travel(graph_, Profile::kCar);
    Cost best = direct_travel(travel, from, to).cost;
    std::map<History, Cost> least;
    using Entry = std::pair<Cost, History>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (const bool forward : {true, false}) {
      const DirectedEdge edge{from.edge, forward};
      if (open(edge)) queue.emplace(parts(edge, from).after, History{edge});
    }
    while (!queue.empty()) {
      const auto [cost, history] = queue.top();
      queue.pop();
      if (!least.emplace(history, cost).second) continue;
      for (const EdgeId e : graph_.from.ids()) {
        for (const bool forward : {true, false}) {
          const DirectedEdge edge{e, forward};
          if (!open(edge) || graph_.tail(edge) != graph_.head(history.back())) continue;
          History longer = history;
          longer.push_back(edge);
          if (is_banned(longer)) continue;
          if (e == to.edge) best = std::min(best, cost + parts(edge, to).before);
          if (longer.size() > kLongestBan) longer.erase(longer.begin());
          queue.emplace(cost + make_cost(time(edge), graph_.length[e]), longer);
        }
      }
    }
    return best < kNoWay ? std::optional(to_trip(best)) : std::nullopt;
  }

  bool is_banned(const History& history) const {
    return std::any_of(bans_.begin(), bans_.end(), [&](const History& ban) {
      return ban.size() <= history.size() && std::equal(ban.rbegin(), ban.rend(), history.rbegin());
    });
  }

 private:
  std::uint32_t time(DirectedEdge e) const {
    const EdgeTimes& times = graph_.edge_times(Profile::kCar, e.edge);
    return e.forward ? times.forward : times.backward;
  }
  bool open(DirectedEdge e) const { return time(e) != kClosed; }
  EdgeParts parts(DirectedEdge e, Place place) const {
    const std::uint32_t length = graph_.length[e.edge];
    return parts_at(time(e), e.forward ? place.offset : length - place.offset, length);
  }

  const RoadGraph& graph_;
  std::vector<History> bans_;
};

bool breaks_a_ban(const Obvious& obvious, const std::vector<PathStep>& steps) {
  History history;
  for (const PathStep& step : steps) {
    history.push_back({step.edge, step.forward});
    if (obvious.is_banned(history)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("With banned turns and ways through, all searches equal the obvious one") {
  const RandomGraphShape shapes[] = {
      {.nodes = 4, .edges = 7, .highest_length = 5, .highest_time = 5, .one_way = 0.2},
      {.nodes = 6, .edges = 9, .highest_length = 20, .highest_time = 20, .one_way = 0.1},
      {.nodes = 7, .edges = 8, .highest_length = 3, .highest_time = 2, .one_way = 0},
  };
  std::uint32_t agent = 0;
  std::size_t detours = 0;
  for (const RandomGraphShape& shape : shapes) {
    for (int repeat = 0; repeat < 25; ++repeat) {
      RandomStream random({11, 0}, agent++, Purpose::kTest);
      RoadGraph graph = random_graph(shape, random);
      const RoadGraph without = graph;
      add_random_bans(graph, 6, random);
      const Obvious obvious(graph);
      const Router router(graph, Profile::kCar);
      Dijkstra dijkstra(graph, Profile::kCar);
      Dijkstra free(without, Profile::kCar);
      const auto matrix_places = places_on(graph);
      const auto matrix = router.matrix(matrix_places, matrix_places,
                                        *par::make_executor(par::Backend::kSerial, 1));
      RouterScratch scratch;
      std::vector<PathStep> steps;
      for (std::size_t i = 0; i < matrix_places.size(); i += 3) {
        for (std::size_t j = 1; j < matrix_places.size(); j += 2) {
          const Place from = matrix_places[i], to = matrix_places[j];
          INFO("agent " << agent - 1 << ", place " << i << " to " << j);
          const auto expected = obvious.trip(from, to);
          REQUIRE(dijkstra.trip(from, to) == expected);
          REQUIRE(router.trip(from, to, scratch) == expected);
          REQUIRE(matrix.reachable(i, j) == expected.has_value());
          if (!expected) continue;
          REQUIRE(matrix.at(i, j) == *expected);
          router.path(from, to, scratch, steps);
          REQUIRE(walk_along(graph, Profile::kCar, from, to, steps) == expected);
          REQUIRE_FALSE(breaks_a_ban(obvious, steps));
          detours += free.trip(from, to) != expected;
        }
      }
    }
  }
  CHECK(detours > 100);  // the bans do matter
}

TEST_CASE("One-to-all finds the cheapest way to each junction whatever the turn taken there") {
  RandomStream random({12, 0}, 0, Purpose::kTest);
  RoadGraph graph = random_graph({.nodes = 30, .edges = 45, .one_way = 0.1}, random);
  add_random_bans(graph, 40, random);
  const Router router(graph, Profile::kCar);
  REQUIRE(router.graph().nodes() > graph.nodes());
  Dijkstra dijkstra(graph, Profile::kCar);
  RouterScratch scratch;
  TripsFrom all;
  for (const EdgeId edge : graph.from.ids()) {
    OneToAll(router).trips_from({edge, 1}, scratch, all);
    const auto& costs = dijkstra.costs_from({edge, 1});
    for (const NodeId node : graph.position.ids()) {
      Cost least = kNoWay;
      for (const NodeId at : IdRange<NodeId>(costs.size())) {
        if (router.graph().turns().junction(at) == node) least = std::min(least, costs[at]);
      }
      CHECK(all.time[node] == (least < kNoWay ? cost_time(least) : kClosed));
    }
  }
}

TEST_CASE("Travellers whom no ban concerns share the hierarchy of a graph without bans") {
  RandomStream random({13, 0}, 0, Purpose::kTest);
  RoadGraph graph = random_graph({.nodes = 20, .edges = 30}, random);
  add_random_bans(graph, 10, random);
  CHECK(TravelGraph(graph, Profile::kWalk).nodes() == graph.nodes());
  CHECK(TravelGraph(graph, Profile::kCar).nodes() > graph.nodes());
}
