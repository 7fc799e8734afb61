#include "engine/network/hierarchy_cache.h"
#include "engine/network/router_pool.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"
#include "tests/unit/engine/network/rich_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

RoadGraph graph_number(std::uint32_t number) {
  RandomStream random({22, 0}, number, Purpose::kTest);
  return rich_graph({.nodes = 30, .edges = 50}, random);
}

bool equal(const Contracted& a, const Contracted& b) {
  return a.rank == b.rank && a.first == b.first && a.arcs == b.arcs && a.vias == b.vias;
}

const auto kSerial = par::make_executor(par::Backend::kSerial, 1);

// The first arc that is open upward.
std::size_t open_arc(const Contracted& h) {
  std::size_t at = 0;
  while (h.arcs[at].up >= kNoWay) ++at;
  return at;
}

}  // namespace

TEST_CASE("Hierarchies come out of the cache as they went in") {
  const Folder folder;
  store::Cache cache({.folder = folder.path()});
  for (std::uint32_t i = 0; i < 20; ++i) {
    const RoadGraph roads = graph_number(i);
    const TravelGraph graph(roads, Profile::kCar);
    const Contracted made = contract(graph, *kSerial);
    CHECK(equal(contract(graph, *kSerial, cache), made));
    CHECK(cache.size().entries == i + 1);
    CHECK(equal(contract(graph, *kSerial, cache), made));
    CHECK(is_sound(made, graph));
  }
  CHECK(cache.notes().empty());
}

TEST_CASE("Routers from the cache find the same trips") {
  const Folder folder;
  const RoadGraph roads = graph_number(1);
  const Router fresh(roads, Profile::kWalk);
  std::size_t found = 0;
  for (int run = 0; run < 2; ++run) {
    store::Cache cache({.folder = folder.path()});
    RouterPool pool(*kSerial, &cache);
    const Router cached = pool.get({roads, Profile::kWalk});
    CHECK(cache.size().entries == 1);
    RouterScratch scratch;
    for (const Place from : places_on(roads)) {
      for (const Place to : places_on(roads)) {
        const auto trip = fresh.trip(from, to, scratch);
        REQUIRE(cached.trip(from, to, scratch) == trip);
        found += trip.has_value();
      }
    }
  }
  CHECK(found > 1000);
}

TEST_CASE("The key follows times, lengths, ends and bans, and not who travels") {
  const RoadGraph roads = graph_number(2);
  const TravelGraph graph(roads, Profile::kCar);
  const std::string key = hierarchy_key(graph);
  const auto edge = EdgeId(std::size_t{4});
  const auto key_after = [&](auto&& change) {
    RoadGraph other = roads;
    change(other);
    return hierarchy_key({other, Profile::kCar});
  };
  CHECK(key_after([](RoadGraph&) {}) == key);
  CHECK(key_after([&](RoadGraph& g) { g.times[0][edge].forward = 77; }) != key);
  CHECK(key_after([&](RoadGraph& g) { g.length[edge] += 1; }) != key);
  CHECK(key_after([&](RoadGraph& g) { g.to[edge] = NodeId((g.to[edge].value() + 1u) % 30u); }) !=
        key);
  CHECK(key_after([](RoadGraph& g) { g.bans = {}; }) != key);
  CHECK(key_after([](RoadGraph& g) { g.position.push_back({}); }) != key);
  CHECK(key_after([](RoadGraph& g) { g.roads[RoadId(std::size_t{0})].name = "Renamed"; }) == key);
  RoadGraph alike = roads;
  alike.times[index_of(Profile::kMinibus)] = alike.times[index_of(Profile::kCar)];
  CHECK(hierarchy_key({alike, Profile::kMinibus}) == key);
}

TEST_CASE("A hierarchy that leads astray is refused and made anew though its checksum is right") {
  const RoadGraph roads = graph_number(3);
  const TravelGraph graph(roads, Profile::kCar);
  const Contracted good = contract(graph, *kSerial);
  const auto sound_after = [&](auto&& change) {
    Contracted h = good;
    change(h);
    return is_sound(h, graph);
  };
  const std::size_t open = open_arc(good);
  CHECK(sound_after([](Contracted&) {}));
  CHECK_FALSE(sound_after([](Contracted& h) { h.rank[0] = h.rank[1]; }));
  CHECK_FALSE(sound_after([](Contracted& h) { h.rank.pop_back(); }));
  CHECK_FALSE(sound_after([](Contracted& h) { h.first.back() += 1; }));
  CHECK_FALSE(sound_after([](Contracted& h) { std::swap(h.first[3], h.first.back()); }));
  CHECK_FALSE(sound_after([](Contracted& h) { h.vias.pop_back(); }));
  CHECK_FALSE(sound_after([](Contracted& h) { h.arcs[0].head = 1000; }));
  CHECK_FALSE(sound_after([](Contracted& h) { h.arcs[0].head_first += 1; }));
  CHECK_FALSE(sound_after([](Contracted& h) { h.arcs[0].up = kNoWay + 1; }));
  CHECK_FALSE(sound_after([&](Contracted& h) { h.vias[open].up = Via::node(0); }));
  CHECK_FALSE(sound_after([&](Contracted& h) {
    h.vias[open].up = Via::edge({EdgeId(roads.edges()), true});
  }));

  // The hierarchy of other roads, in the place of these.
  const Folder folder;
  store::Cache cache({.folder = folder.path()});
  const RoadGraph other = graph_number(4);
  contract({other, Profile::kCar}, *kSerial, cache);
  const auto bytes = cache.load("hierarchy", hierarchy_key({other, Profile::kCar}));
  REQUIRE(bytes);
  cache.save("hierarchy", hierarchy_key(graph), *bytes);
  CHECK(equal(contract(graph, *kSerial, cache), good));
  CHECK(cache.notes().size() == 1);
  CHECK(equal(contract(graph, *kSerial, cache), good));
  CHECK(cache.notes().size() == 1);
}
