#include "engine/network/archive_graph.h"
#include "engine/network/network_cache.h"
#include "engine/store/hash.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"
#include "tests/unit/engine/network/rich_graph.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

constexpr const char* kMatsim =
    "<network><nodes><node id='1' x='0' y='0'/><node id='2' x='900' y='0'/></nodes><links>"
    "<link id='a' from='1' to='2' length='1000' freespeed='10' capacity='1' permlanes='1'"
    " modes='car'/></links></network>";

ReadNetwork random_network(std::uint32_t number) {
  RandomStream random({21, 0}, number, Purpose::kTest);
  ReadNetwork read;
  read.graph = rich_graph({.nodes = 6, .edges = 9}, random);
  read.report.ways_dropped = {{"too narrow", 3}};
  read.report.turns.restrictions_dropped = {{"no via", 1}};
  read.format = NetworkFormat::kGmns;
  read.crs = "EPSG:25833";
  read.notes = {"a note", ""};
  return read;
}

std::string saved_and_loaded(const std::string& path, store::Cache& cache) {
  const ReadNetwork read = read_network(path, {}, &cache);
  return store::hash_text(store::to_bytes(read));
}

// What remains of a network after a change: nothing if the change is seen.
template <class Change>
bool is_refused(Change&& change) {
  const Folder folder;
  store::Cache cache({.folder = folder.path()});
  ReadNetwork read = random_network(3);
  change(read);
  save_network(cache, "0", read);
  const bool refused = !load_network(cache, "0").has_value();
  CHECK(refused == (cache.notes().size() == 1));
  return refused;
}

}  // namespace

TEST_CASE("Networks come out of the cache as they went in") {
  const Folder folder;
  store::Cache cache({.folder = folder.path()});
  std::size_t bans = 0;
  for (std::uint32_t i = 0; i < 20; ++i) {
    const ReadNetwork read = random_network(i);
    bans += read.graph.bans.size();
    save_network(cache, "0", read);
    const auto back = load_network(cache, "0");
    REQUIRE(back);
    CHECK(back->graph == read.graph);
    // All else has no comparison of its own.
    CHECK(store::to_bytes(*back) == store::to_bytes(read));
    CHECK(back->report.ways_dropped == read.report.ways_dropped);
    CHECK(back->notes == read.notes);
  }
  CHECK(bans > 20);
}

TEST_CASE("A network that was read before is taken from the cache") {
  const Folder folder;
  const std::string path = folder.with("roads.xml", kMatsim);
  store::Cache cache({.folder = folder.file("cache")});
  const std::string read = saved_and_loaded(path, cache);
  CHECK(cache.size().entries == 1);
  CHECK(saved_and_loaded(path, cache) == read);
  // Only the cache can know of this note.
  ReadNetwork marked = read_network(path, {});
  marked.notes = {"from the cache"};
  save_network(cache, network_key(path, {}), marked);
  CHECK(read_network(path, {}, &cache).notes == marked.notes);
  CHECK(cache.notes().empty());
}

TEST_CASE("An entry with any byte damaged is read anew from the network's file") {
  const Folder folder;
  const std::string path = folder.with("roads.xml", kMatsim);
  store::Cache cache({.folder = folder.file("cache")});
  const std::string read = saved_and_loaded(path, cache);
  const std::string entry = folder.file("cache/network-" + network_key(path, {}) + ".grend-cache");
  const std::string good = content_of(entry);
  REQUIRE(good.size() > 200);
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    folder.with("cache/" + entry.substr(entry.rfind('/') + 1),
                at % 2 == 0 ? bad : bad.substr(0, at));
    REQUIRE(saved_and_loaded(path, cache) == read);
    REQUIRE(content_of(entry) == good);  // and saved again
  }
}

TEST_CASE("The key follows the file's name and content and every option") {
  const Folder folder;
  const std::string path = folder.with("a.xml", kMatsim);
  const std::string key = network_key(path, {});
  CHECK(network_key(path, {}) == key);
  CHECK(network_key(path, {.utm_zone = 33, .crs = "", .speeds = {}}) != key);
  CHECK(network_key(path, {.utm_zone = {}, .crs = "EPSG:25833", .speeds = {}}) != key);
  NetworkOptions slow;
  slow.speeds.named_limits.rural = kilometres_per_hour(79);
  CHECK(network_key(path, slow) != key);
  CHECK(network_key(folder.with("b.xml", kMatsim), {}) != key);
  CHECK(network_key(folder.with("a.xml", std::string(kMatsim) + " "), {}) != key);
}

TEST_CASE("A missing network is told as it is without a cache") {
  const Folder folder;
  store::Cache cache({.folder = folder.path()});
  for (const char* name : {"none.osm.pbf", "none.xml", ""}) {
    const Complaint with = complaint_of([&] { read_network(folder.file(name), {}, &cache); });
    const Complaint without = complaint_of([&] { read_network(folder.file(name), {}); });
    CHECK(with.text == without.text);
    CHECK(with.code == ExitCode::kMissingInput);
  }
}

TEST_CASE("A network whose parts do not fit together is refused though its checksum is right") {
  const auto edge = EdgeId(std::size_t{0});
  CHECK_FALSE(is_refused([](ReadNetwork&) {}));
  CHECK(is_refused([&](ReadNetwork& r) { r.graph.from[edge] = NodeId(r.graph.nodes()); }));
  CHECK(is_refused([&](ReadNetwork& r) { r.graph.to[edge] = NodeId::none(); }));
  CHECK(is_refused([&](ReadNetwork& r) { r.graph.length[edge] = 0; }));
  CHECK(is_refused([&](ReadNetwork& r) { r.graph.times[5][edge].backward = kLongestTime + 1; }));
  CHECK(is_refused([&](ReadNetwork& r) { r.graph.road_class[edge] = RoadClass{11}; }));
  CHECK(is_refused([&](ReadNetwork& r) { r.graph.road[edge] = RoadId(r.graph.roads.size()); }));
  CHECK(is_refused([](ReadNetwork& r) { r.graph.length.push_back(1); }));
  CHECK(is_refused([](ReadNetwork& r) { r.graph.times[2].push_back({}); }));
  CHECK(is_refused([](ReadNetwork& r) { r.graph.geometry.push_row({}); }));
  CHECK(is_refused([](ReadNetwork& r) { r.graph.bans.profiles.push_back({}); }));
  CHECK(is_refused([](ReadNetwork& r) { r.graph.ferries[0].edge = EdgeId(r.graph.edges()); }));
  CHECK(is_refused([](ReadNetwork& r) { r.format = NetworkFormat{3}; }));
  CHECK(is_refused([](ReadNetwork& r) {
    const DirectedEdge beyond[] = {{EdgeId(std::size_t{0}), true}, {EdgeId(r.graph.edges()), true}};
    r.graph.bans.edges.push_row(beyond);
    r.graph.bans.profiles.push_back(ProfileSet::all());
  }));
}

TEST_CASE("A shape that is no whole number of points is refused") {
  // Starts of two rows, and the bytes of their differences; one with its highest bit set goes on.
  const auto readable = [](std::vector<std::uint64_t> starts, std::vector<std::uint8_t> bytes) {
    const std::string both = store::to_bytes(starts) + store::to_bytes(bytes);
    return store::from_bytes<EdgeShapes>(both).has_value();
  };
  CHECK(readable({0, 2, 5}, {1, 2, 0x81, 2, 3}));
  CHECK_FALSE(readable({0, 1, 4}, {1, 2, 3, 4}));     // x without y
  CHECK_FALSE(readable({0, 2, 4}, {1, 2, 3, 0x84}));  // runs on past the end
  CHECK_FALSE(readable({0, 2, 4}, {1, 0x82, 3, 4}));  // runs on into the next row
  CHECK_FALSE(readable({0, 2, 5}, {1, 2, 3, 4}));     // more than there is
  CHECK_FALSE(
      readable({0, 12}, {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 1}));
}
