#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "engine/base/error.h"
#include "engine/io/osm.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace grend;
using namespace grend::io;
namespace fs = std::filesystem;

namespace {

// A folder that goes away with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("grend_osm_" + std::to_string(++count_))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string with(const std::string& name, const std::string& content) const {
    std::ofstream(file(name), std::ios::binary) << content;
    return file(name);
  }

 private:
  static inline int count_ = 0;
  fs::path path_;
};

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

ExitCode code_of(const std::function<void()>& action, std::string* message = nullptr) {
  try {
    action();
  } catch (const Error& error) {
    if (message != nullptr) *message = error.what();
    return error.code();
  }
  return ExitCode::kOk;
}

OsmData village() {
  OsmData data;
  data.nodes = {{1, {11.0, 60.8}},
                {2, {11.0000001, 60.8}},
                {7, {-179.9999999, -89.9999999}},
                {std::int64_t{1} << 40, {11.1, 60.9}}};
  data.ways = {{5, {1, 2, 7}, {{"highway", "residential"}, {"name", "Øvre <Vei> & \"Sti\""}}},
               {std::int64_t{1} << 41, {2, std::int64_t{1} << 40}, {{"route", "ferry"}}}};
  return data;
}

void check_equal(const OsmData& a, const OsmData& b) {
  REQUIRE(a.nodes.size() == b.nodes.size());
  for (std::size_t i = 0; i < a.nodes.size(); ++i) {
    CHECK(a.nodes[i].id == b.nodes[i].id);
    CHECK(std::abs(a.nodes[i].position.lon - b.nodes[i].position.lon) < 1e-7);
    CHECK(std::abs(a.nodes[i].position.lat - b.nodes[i].position.lat) < 1e-7);
  }
  REQUIRE(a.ways.size() == b.ways.size());
  for (std::size_t i = 0; i < a.ways.size(); ++i) {
    CHECK(a.ways[i].id == b.ways[i].id);
    CHECK(a.ways[i].nodes == b.ways[i].nodes);
    CHECK(a.ways[i].tags == b.ways[i].tags);
  }
}

}  // namespace

TEST_CASE("What is written is read again, in each format") {
  const Folder folder;
  for (const char* name : {"v.osm", "v.osm.gz", "v.osm.bz2", "v.osm.pbf", "v.pbf"}) {
    INFO(name);
    const std::string path = folder.file(name);
    write_osm(path, village());
    check_equal(read_osm(path), village());
    CHECK_FALSE(fs::exists(path + ".part"));
  }
}

TEST_CASE("Equal data make equal files") {
  const Folder folder;
  for (const char* ending : {".osm", ".osm.gz", ".osm.bz2", ".osm.pbf"}) {
    INFO(ending);
    write_osm(folder.file(std::string("a") + ending), village());
    write_osm(folder.file(std::string("b") + ending), village());
    CHECK(content(folder.file(std::string("a") + ending)) ==
          content(folder.file(std::string("b") + ending)));
  }
}

TEST_CASE("More data than one block come back whole") {
  const Folder folder;
  OsmData data;
  for (std::int64_t id = 1; id <= 20'000; ++id) {
    data.nodes.push_back({id, {11 + 1e-5 * static_cast<double>(id), 60}});
    if (id > 1) data.ways.push_back({id, {id - 1, id}, {{"highway", "service"}}});
  }
  write_osm(folder.file("long.osm.pbf"), data);
  const OsmData again = read_osm(folder.file("long.osm.pbf"));
  REQUIRE(again.nodes.size() == 20'000);
  REQUIRE(again.ways.size() == 19'999);
  CHECK(again.ways.back().nodes == std::vector<std::int64_t>{19'999, 20'000});
}

TEST_CASE("Only roads, ferries and their nodes are kept, and the rest is counted") {
  const Folder folder;
  const std::string path = folder.with("v.osm", R"(<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
  <node id="9" lat="60.1" lon="11.1"/>
  <node id="3" lat="60.3" lon="11.3"/>
  <node id="4" lat="60.4" lon="11.4"><tag k="highway" v="bus_stop"/></node>
  <way id="20"><nd ref="9"/><nd ref="3"/><tag k="highway" v="track"/></way>
  <way id="10"><nd ref="3"/><nd ref="77"/><tag k="route" v="ferry"/></way>
  <way id="30"><nd ref="4"/><nd ref="3"/><tag k="building" v="yes"/></way>
  <way id="40"><tag k="highway" v="path"/></way>
  <relation id="1"><member type="way" ref="20" role=""/></relation>
</osm>)");
  const OsmData data = read_osm(path);
  REQUIRE(data.nodes.size() == 2);
  CHECK(data.nodes[0].id == 3);
  CHECK(data.nodes[1].id == 9);
  REQUIRE(data.ways.size() == 3);
  CHECK(data.ways[0].id == 10);
  CHECK(data.ways[0].tag("route") == "ferry");
  CHECK(data.ways[0].tag("highway").empty());
  CHECK(data.ways[2].nodes.empty());
  CHECK(data.ways_dropped == 1);
  CHECK(data.way_nodes_missing == 1);
}

TEST_CASE("Of an object given twice the first counts") {
  const Folder folder;
  const std::string path = folder.with("v.osm", R"(<osm version="0.6">
  <node id="1" lat="60.1" lon="11.1"/><node id="1" lat="61.1" lon="12.1"/>
  <node id="2" lat="60.2" lon="11.2"/>
  <way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
  <way id="5"><nd ref="2"/><nd ref="1"/><tag k="highway" v="track"/></way>
</osm>)");
  const OsmData data = read_osm(path);
  REQUIRE(data.nodes.size() == 2);
  CHECK(data.nodes[0].position.lat == 60.1);
  REQUIRE(data.ways.size() == 1);
  CHECK(data.ways[0].tag("highway") == "path");
}

TEST_CASE("A missing file is missing input, by name") {
  std::string message;
  CHECK(code_of([] { read_osm("/nowhere/roads.osm.pbf"); }, &message) == ExitCode::kMissingInput);
  CHECK(message.find("/nowhere/roads.osm.pbf") != std::string::npos);
  const Folder folder;
  CHECK(code_of([&] { read_osm(folder.file("")); }) == ExitCode::kMissingInput);
}

TEST_CASE("A file that is not what its ending says is bad data, by name") {
  const Folder folder;
  write_osm(folder.file("whole.osm.pbf"), village());
  write_osm(folder.file("whole.osm.gz"), village());
  const std::string pbf = content(folder.file("whole.osm.pbf"));
  const std::string gz = content(folder.file("whole.osm.gz"));
  const std::pair<std::string, std::string> files[] = {
      {"empty.osm.pbf", ""},
      {"empty.osm", ""},
      {"garbage.osm.pbf", std::string(5000, '\x7f')},
      {"text.osm.pbf", "this is no map"},
      {"cut.osm.pbf", pbf.substr(0, pbf.size() - 20)},
      {"head.osm.pbf", pbf.substr(0, 10)},
      {"cut.osm.gz", gz.substr(0, gz.size() / 2)},
      {"text.osm.gz", "this is no map"},
      {"cut.osm", "<osm version=\"0.6\"><node id=\"1\" lat=\"60\""},
      {"text.osm", "this is no map"},
      {"other.osm", "<html></html>"},
      {"id.osm", "<osm version=\"0.6\"><node id=\"x\" lat=\"60\" lon=\"11\"/></osm>"},
      {"lat.osm", "<osm version=\"0.6\"><node id=\"1\" lat=\"6o\" lon=\"11\"/></osm>"},
  };
  for (const auto& [name, bytes] : files) {
    INFO(name);
    std::string message;
    const std::string path = folder.with(name, bytes);
    CHECK(code_of([&path = path] { read_osm(path); }, &message) == ExitCode::kBadData);
    CHECK(message.find(path) != std::string::npos);
  }
}

TEST_CASE("A node beyond the globe is not on the map") {
  const Folder folder;
  const std::string path = folder.with("v.osm", R"(<osm version="0.6">
  <node id="1" lat="95" lon="11"/><node id="2" lat="60.2" lon="181"/>
  <way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>
</osm>)");
  const OsmData data = read_osm(path);
  CHECK(data.nodes.empty());
  CHECK(data.way_nodes_missing == 2);
}

TEST_CASE("An ending of no OSM format is refused before anything is written") {
  const Folder folder;
  CHECK(code_of([&] { write_osm(folder.file("roads.txt"), village()); }) == ExitCode::kUsage);
  CHECK_FALSE(fs::exists(folder.file("roads.txt.part")));
  CHECK(code_of([&] { read_osm(folder.with("roads.txt", "x")); }) == ExitCode::kUsage);
}

TEST_CASE("A file that cannot be created says so") {
  CHECK(code_of([] { write_osm("/nowhere/roads.osm.pbf", village()); }) == ExitCode::kCannotCreate);
}

TEST_CASE("Hamar's roads are read whole") {
  const auto path = test::data_file("hamar/hamar-nvdb-2018.osm.pbf");
  if (!path) return;
  const OsmData data = read_osm(*path);
  CHECK(data.nodes.size() == 73'782);
  CHECK(data.ways.size() == 5'659);
  CHECK(data.ways_dropped == 0);
  CHECK(data.way_nodes_missing == 0);
}
