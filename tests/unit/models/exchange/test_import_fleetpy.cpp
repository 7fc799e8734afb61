#include <filesystem>

#include "models/exchange/import_fleetpy.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::exchange;
using test::complaint_of;
using test::Folder;

namespace {

// A triangle: two-way from 0 to 1, one way on to 2 and back to 0.
FleetpyOptions triangle(const Folder& folder) {
  std::filesystem::create_directories(folder.file("networks/t/base"));
  std::filesystem::create_directories(folder.file("demand"));
  folder.with(
      "networks/t/base/nodes.csv",
      "node_index,is_stop_only,pos_x,pos_y\n"
      "0,False,696000.0,5331000.0\n1,False,697000.0,5331000.0\n2,False,696500.0,5332000.0\n");
  folder.with("networks/t/base/edges.csv",
              "from_node,to_node,distance,travel_time,source_edge_id\n"
              "0,1,1000,100,1\n1,0,1000,100,1\n1,2,1200,120.5,2\n2,0,1200,120.5,3\n");
  folder.with("networks/t/base/crs.info", "EPSG:32632");
  folder.with("demand/two.csv", "rq_time,start,end,request_id\n60,0,2,0\n7000,2,1,1\n");
  FleetpyOptions options;
  options.folder = folder.path();
  options.vehicles = 2;
  return options;
}

}  // namespace

TEST_CASE("a FleetPy case is read with its objective in seconds") {
  const Folder folder;
  const ForeignCase made = import_fleetpy_case(triangle(folder));
  CHECK(made.utm_zone == 32);
  REQUIRE(made.bookings.size() == 2);
  CHECK(made.bookings[1].asked == Time() + seconds(7000));
  CHECK(made.vehicles.size() == 2);
  // 7000 s are before 02:00; four hours from the last full one.
  CHECK(made.vehicles[0].shift == Interval<Time>{Time(), clock_time(5, 0)});
  // 40 % more than direct drive and boarding together: of the boarding 12 s are left for the ride.
  CHECK(made.terms.ride_factor == 1.4);
  CHECK(made.terms.ride_extra == seconds(12));
  // 25 cents a kilometre at 0.45 cents a second.
  CHECK(made.terms.distance == Approx(55.56).margin(0.01));
}

TEST_CASE("drives between junctions take what the edges say") {
  const Folder folder;
  const auto written = write_case(folder.file("out"), import_fleetpy_case(triangle(folder)), false);
  CHECK(written.bookings == 2);
  CHECK(written.vehicles == 2);
  // Four edges (one of them both ways make one of two) and a stub for each junction used.
  const auto links = test::content_of(folder.file("out/network/link.csv"));
  CHECK(links.find(",1200.00,unclassified,35.85") != std::string::npos);  // 1200 m in 120.5 s
  const auto scenario = test::content_of(folder.file("out/scenario.yaml"));
  CHECK(scenario.find("utm_zone: 32") != std::string::npos);
  CHECK(scenario.find("waiting: 1, detour: 1") != std::string::npos);
}

TEST_CASE("a table that names no such node is refused with its line") {
  const Folder folder;
  const auto options = triangle(folder);
  folder.with("demand/two.csv", "rq_time,start,end,request_id\n60,0,9,0\n");
  const auto complaint = complaint_of([&] { import_fleetpy_case(options); });
  CHECK(complaint.code == ExitCode::kBadData);
  CHECK(complaint.says("two.csv:2:"));
  folder.with("demand/three.csv", "rq_time,start,end,request_id\n60,0,1,0\n");
  CHECK(complaint_of([&] { import_fleetpy_case(options); }).says("2 of demand"));
}
