#include "models/exchange/travel_tables.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::exchange;
using test::complaint_of;
using test::Folder;

namespace {

constexpr const char* kPlans = R"(<population>
  <attributes><attribute name="coordinateReferenceSystem" class="java.lang.String">EPSG:25833</attribute></attributes>
  <person id="a">
    <plan selected="no"><activity type="home" x="1" y="1" end_time="07:00:00"/></plan>
    <plan selected="yes">
      <activity type="home" x="280000" y="6740000" end_time="07:50:30"/>
      <leg mode="walk"><attributes><attribute name="routingMode" class="java.lang.String">pt</attribute></attributes></leg>
      <activity type="pt interaction" x="280100" y="6740000" max_dur="00:00:00"/>
      <leg mode="pt"/>
      <activity type="pt interaction" x="283000" y="6740000" max_dur="00:00:00"/>
      <leg mode="walk"/>
      <activity type="work" x="283100" y="6740000" end_time="16:00:00"/>
      <leg mode="car" dep_time="16:05:00"/>
      <activity type="shop" x="282000" y="6740000"/>
      <leg mode="car"/>
      <activity type="home" x="280000" y="6740000"/>
    </plan>
  </person>
  <person id="b"><plan>
    <activity type="home" link="5" end_time="08:00:00"/><leg mode="bike"/>
    <activity type="work" x="283100" y="6740000"/>
  </plan></person>
</population>)";

}  // namespace

TEST_CASE("trips of plans join their stages, and what is left out has a reason") {
  const Folder folder;
  const auto trips = read_plan_trips(folder.with("plans.xml", kPlans), "");
  CHECK(trips.persons == 2);
  REQUIRE(trips.trips.size() == 2);
  CHECK(trips.trips[0].mode == "pt");
  CHECK(trips.trips[0].purpose == "work");
  CHECK(trips.trips[0].departure == clock_time(7, 50) + seconds(30));
  CHECK(trips.trips[0].from.lat == Approx(60.74).margin(0.02));
  CHECK(trips.trips[1].departure == clock_time(16, 5));
  CHECK(trips.trips[1].purpose == "shop");
  // The way home from the shop has no time, b's home no coordinates, and one plan is not selected.
  CHECK(trips.dropped == Dropped{{"plans that are not the selected ones", 1},
                                 {"trips from or to an activity without coordinates", 1},
                                 {"trips without a departure time", 1}});
  const auto csv = trips_csv(trips);
  CHECK(csv.find("person,purpose,mode,wish,from_lon,from_lat,to_lon,to_lat\na,work,pt,28230,") ==
        0);
}

TEST_CASE("coordinates without a system are refused until one is given") {
  const Folder folder;
  std::string plans = kPlans;
  plans.replace(plans.find("EPSG:25833"), 10, "Atlantis");
  const auto path = folder.with("plans.xml", plans);
  CHECK(complaint_of([&] { read_plan_trips(path, ""); }).code == ExitCode::kUsage);
  CHECK(read_plan_trips(path, "EPSG:25833").trips.size() == 2);
}

TEST_CASE("facilities become places of known kinds, with capacity as weight") {
  const Folder folder;
  const auto found = read_foreign_facilities(folder.with("f.xml", R"(<facilities>
        <facility id="s" x="280000" y="6740000"><activity type="education"><capacity value="120"/></activity>
          <activity type="work"/></facility>
        <facility id="h" x="280000" y="6740000"><activity type="home"/></facility>
        <facility id="n"><activity type="shop"/></facility>
      </facilities>)"),
                                             "EPSG:25833");
  REQUIRE(found.facilities.size() == 2);
  CHECK(found.facilities[0].kind == region::FacilityKind::kSchool);
  CHECK(found.facilities[0].weight == 120);
  CHECK(found.facilities[1].kind == region::FacilityKind::kWorkplace);
  CHECK(found.facilities[1].weight == 1);
  CHECK(found.dropped ==
        Dropped{{"activities of type 'home'", 1}, {"facilities without coordinates", 1}});
}

TEST_CASE("a square table becomes flows, without empty and negative cells") {
  const Folder folder;
  const auto matrix =
      read_foreign_matrix(folder.with("m.csv", "zone,1,2\n1,5,0\n2,2.5,\n3,-1,4\n"), "");
  CHECK(matrix.cells.size() == 3);
  CHECK(matrix.total == 11.5);
  CHECK(matrix.dropped == Dropped{{"cells below 0", 1}, {"cells without a value", 1}});
  CHECK(commuting_csv(matrix) == "home,work,employed\n1,1,5\n2,1,2.5\n3,2,4\n");
}

TEST_CASE("all of Corsica is read, and counted") {
  const auto plans = test::data_file("corsica/corsica_population.xml.gz");
  const auto facilities = test::data_file("corsica/corsica_facilities.xml.gz");
  if (!plans || !facilities) return;
  const auto trips = read_plan_trips(*plans, "EPSG:2154");
  CHECK(trips.persons == 389);
  CHECK(trips.trips.size() > 389);
  for (const auto& t : trips.trips) {
    CHECK((t.from.lon > 8.4 && t.from.lon < 9.7 && t.from.lat > 41.2 && t.from.lat < 43.2));
  }
  const auto places = read_foreign_facilities(*facilities, "EPSG:2154");
  // 20,286 facilities of one activity each: what is not written is told.
  std::size_t told = 0;
  for (const auto& [reason, count] : places.dropped) told += count;
  CHECK(places.facilities.size() + told == 20'286);
  CHECK(places.facilities.size() > 6'000);
}

TEST_CASE("an OMX matrix is read by its labels") {
  const auto path = test::data_file("omx/mini.omx");
  if (!path) return;
  CHECK(complaint_of([&] { read_foreign_matrix(*path, ""); }).says("matrices"));
}
