#include "engine/io/gmns.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::io;
using namespace grend::test;

namespace {

const std::string kNodes =
    "node_id,name,x_coord,y_coord\n"
    "1,church,100,200\n"
    "b,,300.5,-400\n";
const std::string kHeader = "link_id,from_node_id,to_node_id,directed";

struct Tables {
  std::string links;
  std::string nodes = kNodes;
  std::string config = "";
  std::string geometry = "";
};

GmnsNetwork read(const Tables& tables) {
  const Folder folder;
  folder.with("node.csv", tables.nodes);
  folder.with("link.csv", tables.links);
  if (!tables.config.empty()) folder.with("config.csv", tables.config);
  if (!tables.geometry.empty()) folder.with("geometry.csv", tables.geometry);
  return read_gmns(folder.path());
}

Complaint complaint(const Tables& tables) {
  return complaint_of([&] { read(tables); });
}

}  // namespace

TEST_CASE("A network of nothing but the required columns") {
  const GmnsNetwork network = read({kHeader + "\n7,1,b,true\n8,b,1,0\n"});
  REQUIRE(network.nodes.size() == 2);
  CHECK(network.nodes[1].id == "b");
  CHECK(network.nodes[1].position == GmnsPosition{300.5, -400});
  REQUIRE(network.links.size() == 2);
  CHECK(network.links[0].id == "7");
  CHECK((network.links[0].from == 0 && network.links[0].to == 1));
  CHECK(network.links[0].directed);
  CHECK_FALSE(network.links[1].directed);
  CHECK_FALSE(network.links[0].length);
  CHECK_FALSE(network.links[0].free_speed);
  CHECK(network.units_assumed);
  CHECK(network.crs.empty());
}

TEST_CASE("Optional columns, in the units that config.csv names") {
  const std::string links =
      kHeader +
      ",length,free_speed,allowed_uses,facility_type,dir_flag,geometry\n"
      "1,1,b,TRUE,0.5,36,\"AUTO, BIKE\",arterial,1,"
      "\"LINESTRING (100 200,150 90.5 , 300.5 -400)\"\n"
      "2,b,1,TRUE,0.5,36,,,-1,\"linestring(100 200 5,150 90.5 5,300 -400 5)\"\n"
      "3,1,b,False,NaN,,ALL,,,\n";
  const GmnsNetwork network =
      read({links, kNodes, "dataset_name,long_length,speed,crs\nx,miles,mph,26919\n"});
  CHECK_FALSE(network.units_assumed);
  CHECK(network.crs == "26919");
  const GmnsLink& out = network.links[0];
  CHECK(*out.length == 0.5 * 1609.344);
  // A mile is 1609.344 m, an hour 3600 s: 36 mph are 16.09344 m/s.
  CHECK(std::abs(*out.free_speed - 16.09344) < 1e-9);
  CHECK(out.allowed_uses == "AUTO, BIKE");
  CHECK(out.facility_type == "arterial");
  REQUIRE(out.shape.size() == 3);
  CHECK(out.shape[1] == GmnsPosition{150, 90.5});
  // Drawn against the direction of travel, with heights.
  const GmnsLink& back = network.links[1];
  REQUIRE(back.shape.size() == 3);
  CHECK(back.shape[0] == GmnsPosition{300, -400});
  CHECK_FALSE(network.links[2].length);
}

TEST_CASE("Without units lengths are metres and speeds km/h") {
  const GmnsNetwork network = read({kHeader + ",length,free_speed\n1,1,b,1,1000,72\n"});
  CHECK(*network.links[0].length == 1000);
  CHECK(std::abs(*network.links[0].free_speed - 20) < 1e-12);
}

TEST_CASE("Shapes may stand in geometry.csv") {
  const Tables tables{kHeader + ",geometry_id\n1,1,b,1,g\n2,b,1,1,\n", kNodes, "",
                      "geometry_id,geometry\ng,\"LINESTRING (1 2,3 4)\"\n"};
  const GmnsNetwork network = read(tables);
  CHECK(network.links[0].shape.size() == 2);
  CHECK(network.links[1].shape.empty());
  Tables other = tables;
  other.links = kHeader + ",geometry_id\n1,1,b,1,h\n";
  CHECK(complaint(other).says("geometry_id: geometry.csv has no such line"));
}

TEST_CASE("Bad rows are errors with their place") {
  const auto links = [](const std::string& rows) {
    return complaint({kHeader + ",length,free_speed,geometry\n" + rows});
  };
  CHECK(links("1,1,c,1,,,\n").says("link.csv:2:5: error: to_node_id: node.csv has no node 'c'"));
  CHECK(links("1,1,b,maybe,,,\n").says("'maybe' is neither true nor false"));
  CHECK(links("1,1,b,1,-3,,\n").says("length: -3 is not between 0"));
  CHECK(links("1,1,b,1,2e7,,\n").says("length: "));
  CHECK(links("1,1,b,1,,0,\n").says("free_speed: 0 is not between"));
  CHECK(links("1,1,b,1,,inf,\n").says("free_speed: 'inf' is not a finite number"));
  CHECK(links("1,1,b,1,,,POINT (1 2)\n").says("geometry: is no line in well-known text"));
  CHECK(links("1,1,b,1,,,\"LINESTRING (1 2, 3)\"\n").says("geometry: is no line"));
  CHECK(links("1,1,b,1,,,\"LINESTRING (1 2, 3 x)\"\n").says("geometry: is no line"));
  CHECK(links("1,1,b,1,,,\"LINESTRING (1 2)\"\n").says("geometry: is no line"));
  CHECK(links("1,1,b,1,,,\n1,b,1,1,,,\n").says("link.csv:3:1: error: link_id: a second '1'"));
  CHECK(links(",1,b,1,,,\n").says("link_id: is missing"));
  CHECK(links("").says("there are no links"));
  CHECK(links("1,1\n").says("2 fields where the header has 7"));
}

TEST_CASE("Bad nodes and units are errors") {
  const std::string good = kHeader + "\n1,1,b,1\n";
  const std::string header = "node_id,x_coord,y_coord\n";
  CHECK(complaint({good, header + "1,NaN,0\n"}).says("node.csv:2:3: error: x_coord: 'NaN'"));
  CHECK(
      complaint({good, header + "1,0,0\n1,1,1\n"}).says("node.csv:3:1: error: node_id: a second"));
  CHECK(complaint({good, header + ",0,0\n"}).says("node_id: is missing"));
  CHECK(complaint({good, "id,x_coord,y_coord\n1,0,0\n"}).says("no column 'node_id'"));
  CHECK(complaint({good, kNodes, "long_length\nfurlong\n"}).says("config.csv:2:1: error: "));
  CHECK(complaint({good, kNodes, "long_length\nfurlong\n"}).says("'furlong' is no unit known"));
  CHECK(complaint({"link_id,from_node_id,to_node_id\n1,1,b\n"}).says("no column 'directed'"));
}

TEST_CASE("A folder without both tables is no GMNS network") {
  const Folder folder;
  CHECK(gmns_files(folder.path()).empty());
  folder.with("node.csv", kNodes);
  CHECK(gmns_files(folder.path()).empty());
  CHECK(complaint_of([&] { read_gmns(folder.path()); }).code == ExitCode::kMissingInput);
  folder.with("link.csv", kHeader + "\n");
  folder.with("config.csv", "crs\n4326\n");
  folder.with("zone.csv", "not ours\n");
  CHECK(gmns_files(folder.path()) == std::vector<std::string>{folder.file("node.csv"),
                                                              folder.file("link.csv"),
                                                              folder.file("config.csv")});
}
