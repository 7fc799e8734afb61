// MATSim, GMNS and GeoJSON files as they should not be; see test_malformed_osm.cpp.
#include <fmt/core.h>

#include "engine/network/points.h"
#include "engine/network/read_network.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

std::string matsim(const std::string& links, const std::string& attributes = "") {
  return "<network>" + attributes +
         "<nodes><node id=\"1\" x=\"600000\" y=\"6740000\"/>"
         "<node id=\"2\" x=\"600100\" y=\"6740000\"/></nodes><links>" +
         links + "</links></network>";
}

std::string link(const std::string& id, int from, int to, const std::string& rest = "") {
  return fmt::format(
      "<link id=\"{}\" from=\"{}\" to=\"{}\" length=\"100\" freespeed=\"10\">{}</link>", id, from,
      to, rest);
}

ReadNetwork read_matsim(const std::string& text) {
  const Folder folder;
  return read_network(folder.with("net.xml", text), {});
}

struct Gmns {
  std::string nodes = "node_id,x_coord,y_coord\n1,600000,6740000\n2,600100,6740000\n";
  std::string links = "link_id,from_node_id,to_node_id,directed,length\n1,1,2,true,100\n";

  ReadNetwork read() const {
    const Folder folder;
    folder.with("node.csv", nodes);
    folder.with("link.csv", links);
    return read_network(folder.path(), {});
  }
};

}  // namespace

TEST_CASE("A MATSim file cut off anywhere is refused by name, packed or not") {
  const Folder folder;
  const std::string text = matsim(link("a", 1, 2) + link("b", 2, 1));
  for (const auto& [name, whole] : {std::pair("cut.xml", text), {"cut.xml.gz", gzip(text)}}) {
    for (std::size_t part = 0; part < 50; ++part) {
      INFO(name << " " << part << "/50");
      const std::string path = folder.with(name, whole.substr(0, whole.size() * part / 50));
      const Complaint complaint = complaint_of([&] { read_network(path, {}); });
      CHECK(complaint.code == ExitCode::kBadData);
      CHECK(complaint.says(path));
    }
  }
}

TEST_CASE("XML that never ends is given up, not kept in memory") {
  const std::string spaces(17 << 20, ' ');
  const Complaint tag = complaint_of([&] { read_matsim("<network " + spaces); });
  CHECK(tag.code == ExitCode::kBadData);
  CHECK(tag.says("net.xml:1:1: a piece of XML that does not end within 16 MB"));
  const std::string crs = "<attribute name=\"coordinateReferenceSystem\">";
  const Complaint value = complaint_of([&] { read_matsim(matsim("", crs + spaces)); });
  CHECK(value.code == ExitCode::kBadData);
  CHECK(value.says("coordinateReferenceSystem is longer than 1 MB"));
  // What is not read may be as long as it likes.
  const std::string note = "<attribute name=\"note\">" + spaces + "</attribute>";
  CHECK(read_matsim(matsim(link("a", 1, 2), note)).graph.edges() == 1);
}

TEST_CASE("A MATSim network without links or nodes is refused") {
  for (const std::string& text : {matsim(""), std::string("<network/>"), std::string()}) {
    INFO(text);
    const Complaint complaint = complaint_of([&] { read_matsim(text); });
    CHECK(complaint.code == ExitCode::kBadData);
    CHECK(complaint.says("net.xml"));
  }
}

TEST_CASE("Links far longer than the Earth are left out and counted") {
  // A billion metres there and back again.
  Gmns gmns;
  gmns.nodes += "3,-900000000,-900000000\n";
  gmns.links = "link_id,from_node_id,to_node_id,directed\n1,1,2,true\n2,2,3,true\n";
  const ReadNetwork read = gmns.read();
  CHECK(read.graph.edges() == 1);
  CHECK(read.report.edges_too_long == 1);
}

TEST_CASE("GMNS tables may have a byte order mark and line ends of Windows, but no gaps") {
  Gmns gmns;
  gmns.nodes = "\xEF\xBB\xBFnode_id,x_coord,y_coord\r\n1,600000,6740000\r\n2,600100,6740000\r\n";
  CHECK(gmns.read().graph.edges() == 1);
  gmns.nodes = "node_id,x_coord,y_coord\n1,600000\n1,nan,6740000\n2,1e999,6740000\n";
  const Complaint complaint = complaint_of([&] { gmns.read(); });
  CHECK(complaint.code == ExitCode::kBadData);
  for (const char* part : {"3 of 3 rows are bad", "node.csv:2:3: error: 2 fields where",
                           "node.csv:3:3: error: x_coord: 'nan' is not a finite number",
                           "node.csv:4:3: error: x_coord: '1e999' is not a finite number"}) {
    INFO(complaint.text);
    CHECK(complaint.says(part));
  }
}

TEST_CASE("A coordinate system that nobody knows is the file's fault where the file names it") {
  const Folder folder;
  const Gmns gmns;
  folder.with("node.csv", gmns.nodes);
  folder.with("link.csv", gmns.links);
  folder.with("config.csv", "crs,long_length,speed\nEPSG:0,m,kph\n");
  const Complaint complaint = complaint_of([&] { read_network(folder.path(), {}); });
  CHECK(complaint.code == ExitCode::kBadData);
  CHECK(complaint.says(folder.path() + ": config.csv: there is no coordinate system 'EPSG:0'"));
}

TEST_CASE("Empty GMNS tables are refused by name") {
  for (const char* links : {"", "link_id,from_node_id,to_node_id,directed\n"}) {
    Gmns gmns;
    gmns.links = links;
    const Complaint complaint = complaint_of([&] { gmns.read(); });
    CHECK(complaint.code == ExitCode::kBadData);
    CHECK(complaint.says("link.csv"));
  }
}

TEST_CASE("Many parallel links pair up, the first with the first, in no time") {
  // 30,000 links there and as many back: all pairs of them would be 10^9 looks.
  Gmns gmns;
  gmns.links = "link_id,from_node_id,to_node_id,directed,length\n";
  constexpr int kLinks = 30'000;
  for (int i = 0; i < 2 * kLinks; ++i) {
    gmns.links +=
        i < kLinks ? fmt::format("{},1,2,true,100\n", i) : fmt::format("{},2,1,true,100\n", i);
  }
  const ReadNetwork read = gmns.read();
  REQUIRE(read.graph.edges() == kLinks);
  CHECK(read.graph.edge_times(Profile::kCar, EdgeId(0)).backward != kClosed);
}

TEST_CASE("Bans beyond all bounds are left out and counted") {
  // From link a at a node of 70 arms, and 200 links on and on around a loop.
  std::string many, ids;
  for (int i = 0; i < 70; ++i) many += link(fmt::format("m{}", i), 2, 2);
  for (int i = 0; i < 200; ++i) ids += "\"a\",";
  const auto ban = [](const std::string& links) {
    return "<attributes><attribute name=\"disallowedNextLinks\">{\"car\":[[" + links +
           "]]}</attribute></attributes>";
  };
  const ReadNetwork busy = read_matsim(matsim(link("a", 1, 2, ban("\"m1\"")) + many));
  CHECK(busy.report.turns.restrictions_dropped.at("at a junction of more than 64 roads") == 1);
  CHECK(busy.graph.bans.size() == 0);
  const ReadNetwork endless = read_matsim(matsim(link("a", 1, 2, ban(ids + "\"a\""))));
  CHECK(endless.report.turns.restrictions_dropped.at("over more than 128 edges") == 1);
  const ReadNetwork fine = read_matsim(matsim(link("a", 1, 2, ban("\"b\"")) + link("b", 2, 1)));
  CHECK(fine.report.turns.restrictions_used == 1);
}

TEST_CASE("GeoJSON nested beyond all sense is refused, as are folders and texts") {
  const Folder folder;
  const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
  const std::string path = folder.with(
      "deep.geojson", "{\"features\":[{\"properties\":{\"id\":1,\"x\":" + deep +
                          "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" + deep + "}}]}");
  Diagnostics diagnostics;
  CHECK(read_points(path, diagnostics).empty());
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.items()[0].message == "feature 1: has no polygon in degrees");
  for (const char* text : {"", "[]", "{\"features\":{}}", "{\"features\":[", "\xff\xfe"}) {
    INFO(text);
    const std::string bad = folder.with("bad.json", text);
    CHECK(complaint_of([&] { read_points(bad, diagnostics); }).code == ExitCode::kBadData);
  }
}
