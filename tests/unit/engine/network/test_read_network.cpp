#include "engine/geo/crs.h"
#include "engine/network/read_network.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"
#include "tests/support/gridmap.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

NetworkOptions options() {
  NetworkOptions o;
  o.speeds = plain_speeds();
  return o;
}

bool has(const std::vector<std::string>& notes, const std::string& part) {
  for (const std::string& note : notes) {
    if (note.find(part) != std::string::npos) return true;
  }
  return false;
}

std::string matsim(const std::string& crs, const std::string& links) {
  const std::string attributes = crs.empty()
                                     ? ""
                                     : "<attributes><attribute name='coordinateReferenceSystem'>" +
                                           crs + "</attribute></attributes>";
  return "<network>" + attributes +
         "<nodes><node id='a' x='700000' y='6600000'/><node id='b' x='701000' y='6600000'/>"
         "<node id='c' x='0' y='0'/></nodes><links>" +
         links + "</links></network>";
}

// A road of 1.1 km at 20 m/s both ways, and a bus lane.
const std::string kRoad =
    "<link id='1' from='a' to='b' length='1100' freespeed='20' modes='car,bus'>"
    "<attributes><attribute name='osm:way:highway'>tertiary</attribute></attributes></link>"
    "<link id='2' from='b' to='a' length='1100' freespeed='20' modes='car'/>"
    "<link id='3' from='a' to='b' length='1000' freespeed='Infinity' modes='bus,pt'/>";

const std::string kGmnsHeader =
    "link_id,from_node_id,to_node_id,directed,length,free_speed,allowed_uses,facility_type\n";

std::string gmns_folder(const Folder& folder, const std::string& nodes, const std::string& links) {
  folder.with("node.csv", "node_id,x_coord,y_coord\n" + nodes);
  folder.with("link.csv", kGmnsHeader + links);
  return folder.path();
}

}  // namespace

TEST_CASE("A MATSim network is recognised by its content and keeps its plane") {
  const Folder folder;
  const auto read = read_network(folder.with("a.xml.gz", gzip(matsim("", kRoad))), options());
  CHECK(read.format == NetworkFormat::kMatsim);
  CHECK(read.crs.empty());
  REQUIRE(read.graph.nodes() == 2);
  CHECK(read.graph.position[NodeId(0)] == geo::Point{70'000'000, 660'000'000});
  REQUIRE(read.graph.edges() == 1);
  CHECK(read.graph.length[EdgeId(0)] == 110'000);
  CHECK(read.graph.road_class[EdgeId(0)] == RoadClass::kTertiary);
  // 1,100 m at 20 m/s.
  CHECK(read.graph.edge_times(Profile::kCar, EdgeId(0)) == EdgeTimes{55'000, 55'000});
  // All that is left out is counted.
  CHECK(read.report.ways_used == 2);
  CHECK(read.report.ways_dropped == std::map<std::string, std::size_t>{{"modes=bus,pt", 1}});
  CHECK(read.nodes_unused == 1);
  CHECK(has(read.notes, "no link is open to bike"));
}

TEST_CASE("A MATSim network goes to the wanted plane if it says which it has, or is told") {
  const Folder folder;
  const auto named = folder.with("named.xml", matsim("EPSG:2154", kRoad));
  const auto silent = folder.with("silent.xml", matsim("", kRoad));
  NetworkOptions o = options();
  CHECK(read_network(named, o).crs == "EPSG:2154");
  CHECK(read_network(named, o).graph.position[NodeId(0)].x == 70'000'000);
  o.utm_zone = 31;
  const auto moved = read_network(named, o);
  CHECK(moved.crs == "EPSG:25831");
  // Lambert-93's origin is the middle of zone 31.
  CHECK(std::abs(moved.graph.position[NodeId(0)].x - 50'000'000) <= 1);
  CHECK(moved.graph.length[EdgeId(0)] == 110'000);
  CHECK(has(read_network(silent, o).notes, "taken as metres of UTM zone 31"));
  o.crs = "EPSG:2154";
  CHECK(read_network(silent, o).graph == moved.graph);
  o.crs = "EPSG:0";
  CHECK(complaint_of([&] { read_network(silent, o); }).code == ExitCode::kUsage);
}

TEST_CASE("A plane that only MATSim knows is as good as none") {
  const Folder folder;
  const auto read = read_network(folder.with("a.xml", matsim("Atlantis", kRoad)), options());
  CHECK(read.crs.empty());
  CHECK(has(read.notes, "'Atlantis' is not known"));
  CHECK(read.graph.position[NodeId(0)].x == 70'000'000);
}

TEST_CASE("A network without a link for us names its file") {
  const Folder folder;
  const auto path =
      folder.with("bus.xml", matsim("",
                                    "<link id='3' from='a' to='b' length='1' freespeed='1' "
                                    "modes='rail'/>"));
  const Complaint c = complaint_of([&] { read_network(path, options()); });
  CHECK(c.code == ExitCode::kBadData);
  CHECK(c.says("bus.xml: the network has no link that can be travelled"));
}

TEST_CASE("Other XML, unknown endings and missing files are told") {
  const Folder folder;
  const auto complaint = [&](const std::string& path) {
    return complaint_of([&] { read_network(path, options()); });
  };
  CHECK(complaint(folder.with("p.xml", "<population/>")).says("<population> is no MATSim"));
  CHECK(complaint(folder.with("o.xml", "<osm/>")).code == ExitCode::kBadData);
  CHECK(complaint(folder.with("roads.txt", "x")).code == ExitCode::kUsage);
  CHECK(complaint(folder.file("none.xml")).code == ExitCode::kMissingInput);
  CHECK(complaint(folder.file("none.osm.pbf")).code == ExitCode::kMissingInput);
  CHECK(complaint(folder.path()).says("the folder has no node.csv and link.csv"));
}

TEST_CASE("A GMNS folder in degrees is projected to the zone it lies in") {
  const Folder folder;
  const auto path = gmns_folder(folder, "1,-71.09,42.36\n2,-71.08,42.36\n3,-71.07,42.36\n",
                                "1,1,2,0,1000,36,\"AUTO, BIKE\",arterial\n"
                                "2,2,3,1,,,WALK,sidewalk\n"
                                "3,2,3,1,,,rail,\n");
  const auto read = read_network(path, options());
  CHECK(read.format == NetworkFormat::kGmns);
  CHECK(read.crs == geo::utm_crs(19));
  REQUIRE(read.graph.edges() == 2);
  CHECK(read.graph.road_class[EdgeId(0)] == RoadClass::kPrimary);
  // An undirected link of 1,000 m at 36 km/h.
  CHECK(read.graph.edge_times(Profile::kCar, EdgeId(0)) == EdgeTimes{100'000, 100'000});
  CHECK(read.graph.edge_times(Profile::kWalk, EdgeId(0)) == EdgeTimes{});
  // A hundredth of a degree at 42.36 degrees north is 0.7389 x 1,113.2 m, about 823 m.
  CHECK(std::abs(static_cast<int>(read.graph.length[EdgeId(1)]) - 82'380) < 100);
  CHECK(read.graph.edge_times(Profile::kWalk, EdgeId(1)).forward >= 823'000);
  CHECK(read.graph.edge_times(Profile::kCar, EdgeId(1)) == EdgeTimes{});
  CHECK(read.report.ways_dropped == std::map<std::string, std::size_t>{{"allowed_uses=rail", 1}});
  CHECK(has(read.notes, "lengths are taken as m"));
  CHECK(has(read.notes, "1 links have no length"));
  CHECK(has(read.notes, "1 links have no speed"));
}

TEST_CASE("GMNS links with opposite shapes are one edge") {
  const Folder folder;
  folder.with("node.csv", "node_id,x_coord,y_coord\n1,0,0\n2,1000,0\n");
  folder.with("link.csv",
              "link_id,from_node_id,to_node_id,directed,dir_flag,geometry\n"
              "1,1,2,1,1,\"LINESTRING (0 0, 500 100, 1000 0)\"\n"
              "2,2,1,1,-1,\"LINESTRING (1 1, 500 100, 999 0)\"\n");
  const auto read = read_network(folder.path(), options());
  REQUIRE(read.graph.edges() == 1);
  // The bend makes it 2 x sqrt(500² + 100²) = 1,019.80 m.
  CHECK(read.graph.length[EdgeId(0)] == 101'980);
  CHECK(read.graph.geometry[EdgeId(0)].size() == 3);
}

TEST_CASE("OpenStreetMap data come in by the same door") {
  const GridMap map(R"(
    a--b--c
  )",
                    {{"abc"}});
  const Folder folder;
  io::write_osm(folder.file("roads.osm"), map.osm());
  NetworkOptions o = options();
  o.utm_zone = 33;
  const auto read = read_network(folder.file("roads.osm"), o);
  CHECK(read.format == NetworkFormat::kOsm);
  CHECK(read.crs == "EPSG:25833");
  CHECK(read.graph ==
        build_network(io::read_osm(folder.file("roads.osm")), GridMap::projection(), plain_speeds())
            .graph);
}

TEST_CASE("The files of a network") {
  const Folder folder;
  gmns_folder(folder, "1,0,0\n", "");
  CHECK(network_files(folder.path()) ==
        std::vector<std::string>{folder.file("node.csv"), folder.file("link.csv")});
  CHECK(network_files("a.osm.pbf") == std::vector<std::string>{"a.osm.pbf"});
}
