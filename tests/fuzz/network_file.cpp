// Fuzz target: bytes as a network file, or a file of points and zones, of any format. The first
// byte says which format, the rest is the file. Whatever it holds, reading it ends in a network on
// which all travel holds what it must (oracle.h), or in an Error that names the file and the fix.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include "engine/base/error.h"
#include "engine/network/describe.h"
#include "engine/network/export_network.h"
#include "engine/network/points.h"
#include "engine/network/read_network.h"
#include "engine/network/snap.h"
#include "tests/fuzz/finding.h"
#include "tests/fuzz/oracle.h"
#include "tests/fuzz/pbf.h"
#include "tests/fuzz/sample_map.h"
#include "tests/fuzz/target.h"
#include "tests/support/folder.h"
#include "tests/support/gridmap.h"

namespace grend::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kEdgesTried = 4;
// Larger graphs are built but not searched: an input a second is no fuzzing.
constexpr std::size_t kEdgesSearched = 300;

enum Format : std::uint8_t {
  kOsmXml,
  kOsmPbf,
  kOsmPbfBlock,  // one block of data, put into a file without compression
  kOsmGzip,
  kMatsim,
  kGmns,  // node.csv, link.csv, config.csv and geometry.csv, with kNextFile between them
  kPoints,
  kZones,
  kFormats,
};
constexpr char kNextFile = '\x1c';
constexpr const char* kGmnsFiles[] = {"node.csv", "link.csv", "config.csv", "geometry.csv"};

void write(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

const std::string& pbf_header() {
  static const std::string header = [] {
    const test::Folder folder;
    io::write_osm(folder.file("sample.osm.pbf"), sample_map());
    return unpack_pbf(test::content_of(folder.file("sample.osm.pbf"))).front();
  }();
  return header;
}

// Puts the input where a reader finds it, and returns that path.
std::string place_input(Format format, std::string_view bytes, const test::Folder& folder) {
  const auto with = [&](const char* name, std::string_view content) {
    write(folder.file(name), content);
    return folder.file(name);
  };
  switch (format) {
    case kOsmXml:
      return with("input.osm", bytes);
    case kOsmPbf:
      return with("input.osm.pbf", bytes);
    case kOsmPbfBlock:
      return with("input.osm.pbf", pack_pbf({pbf_header(), std::string(bytes)}));
    case kOsmGzip:
      return with("input.osm.gz", bytes);
    case kMatsim:
      return with("input.xml", bytes);
    case kPoints:
      return with("input.csv", bytes);
    case kZones:
      return with("input.geojson", bytes);
    case kGmns:
    case kFormats:
      break;
  }
  fs::create_directories(folder.file("gmns"));
  for (const char* name : kGmnsFiles) {
    const std::size_t end = bytes.find(kNextFile);
    const std::string path = folder.file("gmns/") + name;
    write(path, bytes.substr(0, end));
    if (end == bytes.npos) break;
    bytes.remove_prefix(end + 1);
  }
  return folder.file("gmns");
}

// Travel on the network, and what other tools get of it.
void use(const network::ReadNetwork& read, const test::Folder& folder) {
  network::describe_network(read.graph);
  if (read.graph.edges() > kEdgesSearched) return;
  const auto places = some_places(read.graph, kEdgesTried);
  for (const auto profile : {network::Profile::kCar, network::Profile::kWalk}) {
    const network::Router router(read.graph, profile);
    check_trips(router, profile, places);
    const network::Router* const routers[] = {&router};
    const network::Snapper snapper(read.graph, routers);
    for (const geo::Point point : read.graph.position) snapper.nearest(point);
  }
  try {
    io::write_osm(folder.file("again.osm.pbf"), network::to_osm(read.graph, read.crs, {}));
    network::read_network(folder.file("again.osm.pbf"), {});
  } catch (const Error& error) {  // no plane, or coordinates that lie outside of it
    must(error.code() == ExitCode::kBadData || error.code() == ExitCode::kUsage, error.what());
  }
}

void check_error(const Error& error, const std::string& path) {
  const std::string what = error.what();
  must(error.code() != ExitCode::kInternal, "an internal error: " + what);
  must(what.find(path) != what.npos, "an error without a place: " + what);
  must(!error.fix().empty() || what.find('\n') != what.npos, "an error without a fix: " + what);
}

std::string gmns_seed() {
  const test::Folder folder;
  const geo::Projection& zone = test::GridMap::projection();
  const auto built = network::build_network(sample_map(), zone, {});
  network::write_gmns(folder.path(), built.graph, "EPSG:25833", true);
  std::string seed(1, static_cast<char>(kGmns));
  for (const char* name : {"node.csv", "link.csv", "config.csv"}) {
    seed += test::content_of(folder.file(name)) + kNextFile;
  }
  return seed + "geometry_id,geometry\n1,\"LINESTRING (600000 6740000, 600100 6740000)\"\n";
}

constexpr std::string_view kMatsimSeed = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE network SYSTEM "http://www.matsim.org/files/dtd/network_v2.dtd">
<network name="sample">
 <attributes><attribute name="coordinateReferenceSystem" class="java.lang.String">EPSG:25833</attribute></attributes>
 <nodes>
  <node id="1" x="600000.0" y="6740000.0"/>
  <node id="2" x="600100.0" y="6740000.0"/>
  <node id="3" x="600100.0" y="6740100.0"/>
 </nodes>
 <links capperiod="01:00:00">
  <link id="12" from="1" to="2" length="100.0" freespeed="13.9" capacity="600" permlanes="1" modes="car,bike"/>
  <link id="21" from="2" to="1" length="100.0" freespeed="13.9" capacity="600" permlanes="1" modes="car,bike"/>
  <link id="23" from="2" to="3" length="120.0" freespeed="8.3" modes="car,pt">
   <attributes><attribute name="osm:way:highway" class="java.lang.String">tertiary</attribute></attributes>
  </link>
  <link id="31" from="3" to="1" length="142.5" freespeed="Infinity" modes="car">
   <attributes><attribute name="disallowedNextLinks" class="org.matsim.core.network.DisallowedNextLinks">{"car":[["12"]],"bike":[["12","23"]]}</attribute></attributes>
  </link>
 </links>
</network>
)";
constexpr std::string_view kPointsSeed =
    "\xEF\xBB\xBF"
    "id,lon,lat,name\r\n1,11.07,60.79,\"Hamar, sentrum\"\r\n2,10.46,61.11,Lillehammer\r\n";
constexpr std::string_view kZonesSeed = R"({"type":"FeatureCollection","features":[
{"type":"Feature","id":7,"properties":null,"geometry":{"type":"Polygon","coordinates":
[[[11,60],[11.1,60],[11.1,60.1],[11,60]],[[11.02,60.01],[11.05,60.02],[11.04,60.01],[11.02,60.01]]]}},
{"type":"Feature","properties":{"zone":"A"},"geometry":{"type":"MultiPolygon","coordinates":
[[[[12,61],[12.1,61],[12.1,61.1],[12,61]]]]}}]})";

}  // namespace

std::vector<std::string> seeds() {
  const auto seed = [](Format format, std::string_view bytes) {
    return std::string(1, static_cast<char>(format)) + std::string(bytes);
  };
  std::vector<std::string> all;
  const test::Folder folder;
  for (const auto& [format, name] :
       {std::pair(kOsmXml, "s.osm"), {kOsmPbf, "s.osm.pbf"}, {kOsmGzip, "s.osm.gz"}}) {
    io::write_osm(folder.file(name), sample_map());
    all.push_back(seed(format, test::content_of(folder.file(name))));
  }
  const auto blocks = unpack_pbf(test::content_of(folder.file("s.osm.pbf")));
  for (std::size_t i = 1; i < blocks.size(); ++i) all.push_back(seed(kOsmPbfBlock, blocks[i]));
  all.push_back(seed(kOsmPbf, pack_pbf(blocks)));
  for (std::string block : blocks) {  // texts with characters 0 in them
    const auto at = block.find("highway");
    if (at == block.npos) continue;
    block.replace(at, 4, std::string(3, '\0') + "[");
    all.push_back(seed(kOsmPbfBlock, block));
  }
  all.push_back(seed(kMatsim, kMatsimSeed));
  all.push_back(gmns_seed());
  all.push_back(seed(kPoints, kPointsSeed));
  all.push_back(seed(kZones, kZonesSeed));
  return all;
}

void run(Input input) {
  if (input.empty()) return;
  const auto format = static_cast<Format>(input[0] % kFormats);
  const std::string_view bytes(reinterpret_cast<const char*>(input.data()) + 1, input.size() - 1);
  const test::Folder folder;
  const std::string path = place_input(format, bytes, folder);
  try {
    if (format == kPoints || format == kZones) {
      Diagnostics diagnostics;
      const auto points = network::read_points(path, diagnostics);
      must(!points.empty() || diagnostics.has_errors(), "no points and no word about it");
      if (!points.empty()) geo::Projection(network::utm_zone_of_points(points));
    } else {
      use(network::read_network(path, {}), folder);
    }
  } catch (const Error& error) {
    check_error(error, path);
  }
}

}  // namespace grend::fuzz
