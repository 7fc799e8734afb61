// OpenStreetMap files as they should not be: each ends in an Error that says what, where and how to
// mend, or in a network and a count of what was left out.
#include <fmt/core.h>

#include "engine/io/osm.h"
#include "engine/network/read_network.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

ReadNetwork read(const Folder& folder, const std::string& name, const std::string& content) {
  return read_network(folder.with(name, content), {});
}

ReadNetwork read_osm_text(const std::string& elements) {
  const Folder folder;
  return read(folder, "map.osm", "<osm version=\"0.6\">" + elements + "</osm>");
}

std::string node(std::int64_t id, double lon, double lat) {
  return fmt::format("<node id=\"{}\" lon=\"{}\" lat=\"{}\"/>", id, lon, lat);
}

std::string way(std::int64_t id, const std::vector<std::int64_t>& nodes,
                const std::string& tag = "<tag k=\"highway\" v=\"residential\"/>") {
  std::string text = fmt::format("<way id=\"{}\">", id);
  for (const std::int64_t n : nodes) text += fmt::format("<nd ref=\"{}\"/>", n);
  return text + tag + "</way>";
}

// Three nodes 1, 2, 3 near Hamar, 0.001 degrees apart.
const std::string kNodes = node(1, 11.07, 60.79) + node(2, 11.071, 60.79) + node(3, 11.072, 60.79);

io::OsmData street_of(std::int64_t nodes) {
  io::OsmData osm;
  io::OsmWay street{1, {}, {{"highway", "residential"}}};
  for (std::int64_t id = 1; id <= nodes; ++id) {
    osm.nodes.push_back({id, {11 + 1e-5 * static_cast<double>(id), 60.8}});
    street.nodes.push_back(id);
  }
  osm.ways.push_back(street);
  return osm;
}

}  // namespace

TEST_CASE("A PBF file cut off anywhere is refused by name, never read in part") {
  const Folder folder;
  io::write_osm(folder.file("whole.osm.pbf"), street_of(3'000));
  const std::string whole = content_of(folder.file("whole.osm.pbf"));
  const std::size_t edges = read_network(folder.file("whole.osm.pbf"), {}).graph.edges();
  REQUIRE(edges == 1);
  for (std::size_t part = 0; part < 50; ++part) {
    INFO(part << "/50");
    const std::string path = folder.with("cut.osm.pbf", whole.substr(0, whole.size() * part / 50));
    const Complaint complaint = complaint_of([&] { read_network(path, {}); });
    CHECK(complaint.code == ExitCode::kBadData);
    CHECK(complaint.says(path));
  }
}

TEST_CASE("A map without roads, or without the nodes of its roads, is refused") {
  const std::pair<const char*, std::string> maps[] = {
      {"nothing at all", ""},
      {"one node", node(1, 11, 60)},
      {"a way without nodes", kNodes + way(1, {})},
      {"a way of one node", kNodes + way(1, {2})},
      {"a way of one node again and again", kNodes + way(1, {2, 2, 2})},
      {"a way whose nodes are elsewhere", kNodes + way(1, {7, 8, 9})},
      {"only houses", kNodes + way(1, {1, 2, 3, 1}, "<tag k=\"building\" v=\"yes\"/>")},
      {"only a private road", kNodes + way(1, {1, 2},
                                           "<tag k=\"highway\" v=\"service\"/>"
                                           "<tag k=\"access\" v=\"no\"/>")}};
  for (const auto& [what, elements] : maps) {
    INFO(what);
    const Complaint complaint = complaint_of([&, &text = elements] { read_osm_text(text); });
    CHECK(complaint.code == ExitCode::kBadData);
    CHECK(complaint.says("map.osm: the map holds no road that can be travelled"));
  }
}

TEST_CASE("Missing nodes cut a way, and are counted") {
  // 1-2 and 3-4 remain of 1-2-(99)-3-4.
  const ReadNetwork map = read_osm_text(kNodes + node(4, 11.073, 60.79) + way(1, {1, 2, 99, 3, 4}));
  CHECK(map.graph.edges() == 2);
  CHECK(map.report.nodes_missing == 1);
}

TEST_CASE("Ids may be negative, above 32 bits, and given twice") {
  const std::int64_t big = (std::int64_t{1} << 32) + 1;  // 1 if cut to 32 bits
  const ReadNetwork map = read_osm_text(
      kNodes + node(big, 11.073, 60.79) + node(-7, 11.074, 60.79) + node(2, 11.5, 61) +
      way(big, {1, 2, big, -7}) + way(-1, {1, 3}) + way(-1, {1, 2, 3}));
  // Of node 2 and way -1 the first counts. Edges: way -1 from 1 to 3; way 2^32+1 from 1 to -7.
  REQUIRE(map.graph.edges() == 2);
  CHECK(map.graph.nodes() == 3);
  // 0.004 degrees of longitude at 60.79 N are 0.004 * 111.32 km * cos(60.79) = 217 m.
  CHECK(map.graph.length[EdgeId(1)] / 100 == Approx(217).margin(2));
}

TEST_CASE("A node at a pole is refused by its id") {
  for (const double lat : {90.0, -90.0}) {
    INFO(lat);
    const std::string elements = kNodes + node(4, 11.07, lat) + way(1, {1, 2, 3}) + way(2, {3, 4});
    const Complaint complaint = complaint_of([&] { read_osm_text(elements); });
    CHECK(complaint.code == ExitCode::kBadData);
    CHECK(complaint.says("map.osm: node 4: the position lon"));
  }
}

TEST_CASE("A node at 180 degrees is on the map, where the Earth has it") {
  // Over the pole: cos c = sin^2 60.79 + cos^2 60.79 cos 168.93 = 0.528, so c = 58.1 degrees, which
  // are 6,464 km on a sphere of 6,371 km.
  for (const double lon : {180.0, -180.0}) {
    INFO(lon);
    const ReadNetwork map =
        read_osm_text(kNodes + node(4, lon, 60.79) + way(1, {1, 2, 3}) + way(2, {3, 4}));
    CHECK(map.crs == "EPSG:25832");
    REQUIRE(map.graph.edges() == 2);
    CHECK(map.graph.length[EdgeId(1)] / 100'000 == Approx(6'464).margin(80));
  }
}

TEST_CASE("A stray node far away does not move the map to its zone, and is told") {
  // Hamar, zone 32, and a street to a node 32 degrees farther east, 1,700 km: that of the middle of
  // both would be zone 35.
  const ReadNetwork map =
      read_osm_text(kNodes + node(4, 43, 60.79) + way(1, {1, 2, 3}) + way(2, {3, 4}));
  CHECK(map.crs == "EPSG:25832");
  REQUIRE(map.notes.size() == 1);
  CHECK(map.notes[0].find("1 junctions lie more than 1,000 km from") != std::string::npos);
  CHECK(map.graph.length[EdgeId(0)] / 100 == Approx(109).margin(1));
}

TEST_CASE("A way of more than 2,000 nodes, the most that OSM allows, is one edge all the same") {
  const Folder folder;
  io::write_osm(folder.file("long.osm.pbf"), street_of(2'500));
  const ReadNetwork map = read_network(folder.file("long.osm.pbf"), {});
  REQUIRE(map.graph.edges() == 1);
  CHECK(map.graph.geometry[EdgeId(0)].size() == 2'500);
}

TEST_CASE("An edge that goes round the Earth is left out and counted") {
  // Between two nodes 60 degrees apart, to and fro, all of them nodes of their own: 2,000 km each.
  std::string elements = kNodes + way(1, {1, 2});
  std::vector<std::int64_t> nodes;
  for (std::int64_t id = 100; id < 200; ++id) {
    elements += node(id, id % 2 == 0 ? 11 : 41, 60);
    nodes.push_back(id);
  }
  const ReadNetwork map = read_osm_text(elements + way(2, nodes));
  CHECK(map.report.edges_too_long == 1);
  CHECK(map.graph.edges() == 1);
}

TEST_CASE("A restriction on ways or nodes that the map does not hold is counted") {
  const auto restriction = [](int id, const std::string& members) {
    return fmt::format(
        "<relation id=\"{}\"><tag k=\"type\" v=\"restriction\"/><tag k=\"restriction\" "
        "v=\"no_left_turn\"/>{}</relation>",
        id, members);
  };
  const auto member = [](const char* type, int ref, const char* role) {
    return fmt::format("<member type=\"{}\" ref=\"{}\" role=\"{}\"/>", type, ref, role);
  };
  const ReadNetwork map = read_osm_text(
      kNodes + way(1, {1, 2}) + way(2, {2, 3}) +
      restriction(1, member("way", 1, "from") + member("node", 2, "via") + member("way", 2, "to")) +
      restriction(2, member("way", 8, "from") + member("node", 2, "via") + member("way", 2, "to")) +
      restriction(3, member("way", 1, "from") + member("node", 9, "via") + member("way", 2, "to")) +
      restriction(4, member("way", 1, "from") + member("way", 9, "via") + member("way", 2, "to")) +
      restriction(5, member("way", 1, "from") + member("way", 2, "to")) + restriction(6, ""));
  CHECK(map.report.turns.restrictions_used == 1);
  const auto& dropped = map.report.turns.restrictions_dropped;
  CHECK(dropped.at("its ways do not meet") == 3);
  CHECK(dropped.at("without via") == 1);
  CHECK(dropped.at("without from or to") == 1);
}

TEST_CASE("Tags of absurd numbers say nothing") {
  const std::string digits(300, '9');
  const auto tagged = [](const char* key, const std::string& value) {
    return fmt::format("<tag k=\"highway\" v=\"residential\"/><tag k=\"{}\" v=\"{}\"/>", key,
                       value);
  };
  const RoadGraph plain = read_osm_text(kNodes + way(1, {1, 2, 3})).graph;
  for (const char* key : {"maxspeed", "maxheight", "maxweight"}) {
    INFO(key);
    for (const std::string& value : {digits, digits + "'", "1'" + digits + "&quot;"}) {
      CHECK(read_osm_text(kNodes + way(1, {1, 2, 3}, tagged(key, value))).graph == plain);
    }
  }
}

TEST_CASE("An OSM file of the wrong kind says so") {
  const Folder folder;
  const std::string osm = "<osm version=\"0.6\">" + kNodes + way(1, {1, 2}) + "</osm>";
  struct Case {
    std::string name, content, says;
    ExitCode code = ExitCode::kBadData;
  };
  const Case cases[] = {{"empty.osm.pbf", "", "the file is empty"},
                        {"empty.osm.gz", "", "the file is empty"},
                        {"xml.osm.pbf", osm, "not readable as osm.pbf"},
                        {"packed.osm", gzip(osm), "not readable as osm"},
                        {"bomb.osm.gz", gzip(std::string(1 << 22, '\0')), "not readable as osm.gz"},
                        {"map.geojson", osm, "the ending tells no OSM format", ExitCode::kUsage},
                        {"map.xml", osm, "<osm> is no MATSim <network>"}};
  for (const Case& c : cases) {
    INFO(c.name);
    const std::string path = folder.with(c.name, c.content);
    const Complaint complaint = complaint_of([&] { read_network(path, {}); });
    CHECK(complaint.code == c.code);
    CHECK(complaint.says(path + ": " + c.says));
  }
  const Complaint folder_given = complaint_of([&] { read_network(folder.path(), {}); });
  CHECK(folder_given.code == ExitCode::kMissingInput);
  CHECK(folder_given.says(folder.path() + ": the folder has no node.csv and link.csv"));
}

TEST_CASE("A byte order mark and line ends of Windows do no harm to XML") {
  const Folder folder;
  const ReadNetwork map =
      read(folder, "map.osm",
           "\xEF\xBB\xBF<osm version=\"0.6\">\r\n" + kNodes + "\r\n" + way(1, {1, 2}) + "</osm>");
  CHECK(map.graph.edges() == 1);
}
