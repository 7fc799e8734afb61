#include "engine/network/read_network.h"
#include "engine/network/snap.h"
#include "models/exchange/import_matsim.h"
#include "models/exchange/stop_links.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::exchange;
using test::complaint_of;
using test::Folder;

namespace {

// A one-way ring of four links of 1 km at 10 m/s, and a railway.
constexpr const char* kRing = R"(<network><nodes>
<node id="a" x="1000" y="1000"/><node id="b" x="2000" y="1000"/>
<node id="c" x="2000" y="2000"/><node id="d" x="1000" y="2000"/></nodes><links>
<link id="ab" from="a" to="b" length="1000" freespeed="10" modes="car"/>
<link id="bc" from="b" to="c" length="1000" freespeed="10" modes="car"/>
<link id="cd" from="c" to="d" length="1000" freespeed="10" modes="car"/>
<link id="da" from="d" to="a" length="1000" freespeed="10" modes="car"/>
<link id="rail" from="a" to="c" length="1500" freespeed="40" modes="train"/>
</links></network>)";

constexpr const char* kConfig = R"(<config>
<module name="network"><param name="inputNetworkFile" value="ring.xml"/></module>
<module name="plans"><param name="inputPlansFile" value="plans.xml"/></module>
<module name="multiModeDrt"><parameterset type="drt">
<param name="stopDuration" value="45"/><param name="maxWaitTime" value="480"/>
<param name="maxTravelTimeAlpha" value="1.5"/><param name="maxTravelTimeBeta" value="300"/>
<param name="vehiclesFile" value="fleet.xml"/></parameterset></module></config>)";

constexpr const char* kPlans = R"(<population>
<person id="ann"><plan selected="no"><activity type="h" link="ab" end_time="05:00:00"/>
<leg mode="drt"/><activity type="w" link="cd"/></plan>
<plan selected="yes"><activity type="h" link="ab" end_time="08:00:00"/><leg mode="drt"/>
<activity type="w" link="cd" end_time="16:00:30"/><leg mode="drt"/>
<activity type="h" link="ab"/></plan></person>
<person id="bo"><plan><activity type="h" link="rail" end_time="08:00:00"/><leg mode="drt"/>
<activity type="w" link="cd"/><leg mode="drt"/><activity type="w" link="ab" end_time="10:00:00"/>
<leg mode="walk"/><activity type="h" link="ab"/></plan></person></population>)";

constexpr const char* kFleet = R"(<vehicles>
<vehicle id="1" start_link="da" t_0="21600" t_1="79200" capacity="4"/>
<vehicle id="2" start_link="da" t_0="21600" t_1="79200" capacity="4"/>
<vehicle id="3" start_link="rail" t_0="21600" t_1="79200" capacity="4"/></vehicles>)";

MatsimOptions ring_case(const Folder& folder) {
  folder.with("config.xml", kConfig);
  folder.with("ring.xml", kRing);
  folder.with("plans.xml", kPlans);
  folder.with("fleet.xml", kFleet);
  MatsimOptions options;
  options.paths.folder = folder.path();
  return options;
}

bool mentions(const std::vector<std::string>& notes, const std::string& part) {
  for (const auto& note : notes) {
    if (note.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a MATSim case is read with what it says and what is left out") {
  const Folder folder;
  const ForeignCase made = import_matsim_case(ring_case(folder));
  REQUIRE(made.bookings.size() == 2);  // of the selected plan
  CHECK(made.bookings[0].person == "ann");
  CHECK(made.bookings[0].wish == clock_time(8, 0));
  CHECK(made.bookings[1].wish == clock_time(16, 0) + seconds(30));
  CHECK(made.bookings[0].from == made.bookings[1].to);
  REQUIRE(made.vehicles.size() == 1);  // two alike
  CHECK(made.vehicles[0].count == 2);
  CHECK(made.vehicles[0].shift.to == clock_time(22, 0));
  CHECK(made.terms.boarding == seconds(45));
  CHECK(made.terms.longest_wait == minutes(8));
  CHECK(made.terms.ride_factor == 1.5);
  CHECK(mentions(made.notes, "1 of 5 links"));
  CHECK(mentions(made.notes, "1 bookings are left out: their links"));
  CHECK(mentions(made.notes, "1 bookings are left out: nobody knows when"));
  CHECK(mentions(made.notes, "1 legs are no bookings"));
  CHECK(mentions(made.notes, "1 vehicles are left out"));
}

TEST_CASE("a place on a link is reached by this link and left from its end") {
  const Folder folder;
  const auto written = write_case(folder.file("out"), import_matsim_case(ring_case(folder)), false);
  CHECK(written.bookings == 2);
  CHECK(written.vehicles == 2);
  const auto table = test::content_of(folder.file("out/bookings.csv"));
  // From the end of ab over bc and cd to the end of cd: 200 s. 28800 + 1.5 x 200 + 300 = 29400.
  CHECK(table.find("0,ann,28800,28800,29400,") != std::string::npos);
  // Back over da and ab: 200 s as well, the ring leads one way.
  CHECK(table.find("1,ann,57630,57630,58230,") != std::string::npos);
  const auto scenario = test::content_of(folder.file("out/scenario.yaml"));
  CHECK(scenario.find("pickup_after: 8 min, ride_factor: 1.5, ride_extra: 5 min") !=
        std::string::npos);
  const auto again = complaint_of(
      [&] { write_case(folder.file("out"), import_matsim_case(ring_case(folder)), false); });
  CHECK(again.code == ExitCode::kCannotCreate);
}

TEST_CASE("a small network without a named plane is not taken for degrees") {
  const Folder folder;
  auto options = ring_case(folder);
  std::string ring = kRing;  // of 100 m instead of 1 km, near the origin
  for (const auto& [from, to] :
       {std::pair{"\"1000\"", "\"10\""}, std::pair{"\"2000\"", "\"80\""}}) {
    for (auto at = ring.find(from); at != std::string::npos; at = ring.find(from)) {
      ring.replace(at, std::string(from).size(), to);
    }
  }
  folder.with("ring.xml", ring);
  const auto written = write_case(folder.file("out"), import_matsim_case(options), false);
  CHECK(mentions(written.notes, "500 km to the east"));
  const auto read = network::read_network(folder.file("out/network"), {});
  for (const auto node : read.graph.position.ids()) {
    CHECK(read.graph.position[node].x >= kilometres(500).ticks());
  }
}

TEST_CASE("splitting a link leaves the way along it as long, and its bans in force") {
  network::LinkNetwork network;
  network.nodes = {{0, 0}, {100'000, 0}, {200'000, 0}};
  network.links.push_back({.from = 0,
                           .to = 1,
                           .length = metres(1000),
                           .free_flow = seconds(100),
                           .uses = network::ProfileSet::all(),
                           .bends = {}});
  network.links.push_back({.from = 1,
                           .to = 2,
                           .length = metres(1000),
                           .free_flow = seconds(100),
                           .uses = network::ProfileSet::all(),
                           .bends = {}});
  network.bans.push_back({{0, 1}, network::ProfileSet::motor()});
  const auto node = split_at_end(network, 0);
  CHECK(node == 3);
  CHECK(network.nodes[3] == geo::Point{100'000, -200});  // right of an eastbound road
  CHECK(network.links[0].length + network.links[2].length == metres(1000));
  CHECK(network.links[0].free_flow + network.links[2].free_flow == seconds(100));
  CHECK(network.bans[0].links == std::vector<std::uint32_t>{0, 2, 1});
}

TEST_CASE("a case that is not complete says what is missing") {
  const Folder folder;
  MatsimOptions options;
  CHECK(complaint_of([&] { import_matsim_case(options); }).code == ExitCode::kUsage);
  options.paths.folder = folder.path();
  CHECK(complaint_of([&] { import_matsim_case(options); }).says("no MATSim configuration"));
  folder.with("config.xml", "<config><module name='plans'/></config>");
  CHECK(complaint_of([&] { import_matsim_case(options); }).says("names no network"));
  options = ring_case(folder);
  folder.with("fleet.xml", "<vehicles><vehicle id='1' t_0='0'/></vehicles>");
  CHECK(complaint_of([&] { import_matsim_case(options); }).says("no start_link"));
}

TEST_CASE("nothing left is an error with all the reasons") {
  const Folder folder;
  MatsimOptions options = ring_case(folder);
  options.mode = "taxi";
  const auto complaint =
      complaint_of([&] { write_case(folder.file("out"), import_matsim_case(options), false); });
  CHECK(complaint.code == ExitCode::kBadData);
  CHECK(complaint.says("no booking is left"));
  CHECK(complaint.says("their mode is not 'taxi'"));
}
