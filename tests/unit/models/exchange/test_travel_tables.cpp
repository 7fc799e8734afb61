#include <cmath>

#include "engine/store/omx.h"
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
      read_foreign_matrix(folder.with("m.csv", "zone,1,2\n1,5,0\n2,2.5,\n3,-1,4\n"), {});
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

TEST_CASE("a table that is no square one is refused, and says in what") {
  const Folder folder;
  const auto complaint = [&](const std::string& text) {
    return complaint_of([&] { read_foreign_matrix(folder.with("m.csv", text), {}); });
  };
  const auto pairs = complaint("home,work,employed\n0301,0301,5\n0301,0302,7\n");
  CHECK(pairs.code == ExitCode::kBadData);
  CHECK(pairs.says("'0301' stands twice in the first column, of 2 rows and 2 columns"));
  CHECK(complaint("zone,1,3\n1,5,0\n2,2,1\n").says("'2' has no column and '3' no row"));
  // Chosen by name, but a table has no names.
  const auto named = complaint_of([&] {
    read_foreign_matrix(folder.with("m.csv", "zone,1\n1,5\n"), {"", "TAZ"});
  });
  CHECK(named.code == ExitCode::kUsage);
  CHECK(named.says("is a table, which has no 'TAZ'"));
}

namespace {

// Zones 11, 12 and 13 of the municipalities 0301, 0302 and 0301; row r and column c hold
//   0 1 2
//   3 4 5
//   6 7 8   and ten times as much in "trips".
store::OmxContent three_zones() {
  const auto fill = [](double factor) {
    return [factor](std::size_t row, std::span<double> cells) {
      for (std::size_t c = 0; c < cells.size(); ++c) {
        cells[c] = factor * static_cast<double>(3 * row + c);
      }
    };
  };
  store::OmxContent content{.rows = 3, .columns = 3, .matrices = {}, .lookups = {}};
  content.matrices.push_back({"commuters", "1", "commuters", fill(1)});
  content.matrices.push_back({"trips", "1", "trips", fill(10)});
  content.lookups.push_back({"TAZ", std::vector<std::int64_t>{11, 12, 13}});
  content.lookups.push_back({"municipality", std::vector<std::string>{"0301", "0302", "0301"}});
  return content;
}

std::string omx_file(const Folder& folder, const store::OmxContent& content,
                     const std::string& name = "m.omx") {
  const std::string path = folder.path() + "/" + name;
  store::OutputFile output(path, true);
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  store::write_omx(output, content, *executor);
  return path;
}

}  // namespace

TEST_CASE("an OMX matrix is read by the names of matrix and lookup") {
  const Folder folder;
  // Known by what it is, not by its ending.
  const auto path = omx_file(folder, three_zones(), "m.h5");
  const auto zones = read_foreign_matrix(path, {"commuters", "TAZ"});
  CHECK(commuting_csv(zones) ==
        "home,work,employed\n11,12,1\n11,13,2\n12,11,3\n12,12,4\n12,13,5\n13,11,6\n13,12,7\n"
        "13,13,8\n");
  CHECK(zones.total == 36);
  CHECK(zones.notes.empty());
  // Rows and columns 1 and 3 together: 0 + 2 + 6 + 8, 1 + 7; 3 + 5, 4. And that ten times.
  const auto municipalities = read_foreign_matrix(path, {"trips", "municipality"});
  CHECK(commuting_csv(municipalities) ==
        "home,work,employed\n0301,0301,160\n0301,0302,80\n0302,0301,80\n0302,0302,40\n");
  REQUIRE(municipalities.notes.size() == 1);
  CHECK(municipalities.notes[0].find("3 x 3 cells are added up to 2 x 2") == 0);
  const auto mixed = read_foreign_matrix(path, {"commuters", "municipality", "TAZ"});
  REQUIRE(mixed.cells.size() == 6);
  CHECK((mixed.cells[0].from == "0301" && mixed.cells[0].to == "11" && mixed.cells[0].value == 6));
}

TEST_CASE("a choice that an OMX file does not have is answered by what it has") {
  const Folder folder;
  const auto path = omx_file(folder, three_zones());
  const auto complaint = [&](const MatrixChoice& choice) {
    const auto told = complaint_of([&] { read_foreign_matrix(path, choice); });
    CHECK(told.code == ExitCode::kUsage);
    return told;
  };
  CHECK(complaint({"", "TAZ"}).says("m.omx: holds 2 matrices: commuters, trips"));
  CHECK(complaint({"tripps", "TAZ"}).says("has no matrix 'tripps', but commuters, trips"));
  CHECK(complaint({"trips", ""})
            .says("2 lookups label its rows; it has TAZ (of 3 rows and "
                  "columns), municipality (of 3 rows and columns)"));
  CHECK(complaint({"trips", "zone"}).says("has no lookup 'zone', but TAZ (of 3"));
  CHECK(complaint({"trips", "TAZ", "tazz"}).says("has no lookup 'tazz'"));
}

TEST_CASE("rows and columns of an oblong OMX matrix have labels of their own") {
  const Folder folder;
  auto content = three_zones();
  content.rows = 2;
  content.matrices.pop_back();
  content.lookups = {
      {"home", std::vector<std::int64_t>{1, 2}, store::OmxLookup::Side::kRows},
      {"work", std::vector<std::string>{"a", "b", "c"}, store::OmxLookup::Side::kColumns}};
  const std::string expected = "home,work,employed\n1,b,1\n1,c,2\n2,a,3\n2,b,4\n2,c,5\n";
  const auto path = omx_file(folder, content);
  CHECK(commuting_csv(read_foreign_matrix(path, {})) == expected);
  CHECK(commuting_csv(read_foreign_matrix(path, {"", "home"})) == expected);
  CHECK(commuting_csv(read_foreign_matrix(path, {"", "home", "work"})) == expected);
  const auto turned = complaint_of([&] { read_foreign_matrix(path, {"", "work"}); });
  CHECK(turned.code == ExitCode::kUsage);
  CHECK(
      turned.says("lookup 'work' does not label its rows; it has home (of 2 rows), work (of 3 "
                  "columns)"));
  content.lookups.clear();
  const auto numbered = read_foreign_matrix(omx_file(folder, content), {});
  CHECK(numbered.cells[0].from == "1");
  CHECK(numbered.cells[0].to == "2");
  REQUIRE(numbered.notes.size() == 2);
  CHECK(numbered.notes[1] == "no lookup labels the columns: they are numbers from 1 to 3");
}

TEST_CASE("cells that are no number of commuters are counted") {
  const Folder folder;
  auto content = three_zones();
  content.lookups.pop_back();
  content.matrices.pop_back();
  content.matrices[0].fill_row = [](std::size_t row, std::span<double> cells) {
    const double strange[] = {std::nan(""), -1, HUGE_VAL};
    for (std::size_t c = 0; c < 3; ++c) cells[c] = row == c ? 2 : strange[row];
  };
  const auto matrix = read_foreign_matrix(omx_file(folder, content), {});
  CHECK(matrix.total == 6);
  CHECK(matrix.dropped ==
        Dropped{{"cells below 0", 2}, {"cells without a value", 2}, {"infinite cells", 2}});
}

TEST_CASE("the example matrix of ActivitySim is read by its labels") {
  const auto path = test::data_file("omx/mini.omx");
  if (!path) return;
  CHECK(complaint_of([&] {
          read_foreign_matrix(*path, {});
        }).says("holds 6 matrices: distwalk, meat__AM, meat__EA"));
  const auto walk = read_foreign_matrix(*path, {"distwalk", "TAZ"});
  CHECK(walk.notes.empty());
  // 5 x 5 distances, all above 0; zones 2, 3, 5, 7, 11.
  REQUIRE(walk.cells.size() == 25);
  CHECK(walk.dropped.empty());
  CHECK((walk.cells[4].from == "2" && walk.cells[4].to == "11"));
  CHECK(walk.cells[4].value == Approx(20.144552));
  CHECK(commuting_csv(walk) == commuting_csv(read_foreign_matrix(*path, {"distwalk"})));
}
