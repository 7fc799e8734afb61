#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/base/error.h"
#include "engine/geo/projection.h"
#include "models/region/cell_grid.h"
#include "models/region/region_files.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"

using namespace grend;
using namespace grend::region;

namespace {

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_((std::filesystem::temp_directory_path() / "grend_test_region_file.csv").string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

template <class Read>
std::string complaint(const std::string& text, Read&& read) {
  const TemporaryFile file(text);
  try {
    read(file.path());
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kBadData);
    return std::string(error.what()) + "\n" + error.fix();
  }
  return "";
}

bool population_fails(const std::string& text, const std::string& part) {
  const auto what = complaint(text, [](const auto& path) { read_population(path, {}); });
  INFO(what);
  return what.find(part) != std::string::npos;
}

std::int64_t persons_in(const std::vector<PopulationCell>& cells) {
  std::int64_t sum = 0;
  for (const auto& cell : cells) sum += cell.persons;
  return sum;
}

}  // namespace

TEST_CASE("Both forms of the population grid read to the same cells, in order") {
  const TemporaryFile own(
      "ssbid0250m,easting_25833,northing_25833,lon,lat,persons\n"
      "22832506748250,283375,6748375,11.0,60.8,2\n22827506749250,282875,6749375,11.0,60.8,3\n");
  const auto cells = read_population(own.path(), {});
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].id == 22827506749250);
  CHECK(cells[0].persons == 3);
  CHECK(cells[0].south_west == geo::Point{28'275'000, 674'925'000});

  const TemporaryFile official("SSBID0250M;pop_tot\r\n22827506749250;3\r\n22832506748250;2\r\n");
  CHECK(persons_in(read_population(official.path(), {})) == 5);
}

TEST_CASE("Both forms of the 1 km grid read to cells of 1 km") {
  for (const char* text :
       {"ssbid1000m,persons\n22820006749000,7\n", "SSBID1000M;pop_tot\n22820006749000;7\n"}) {
    const TemporaryFile file(text);
    const auto cells = read_population(file.path(), {});
    REQUIRE(cells.size() == 1);
    CHECK(cells[0].side == kilometres(1));
    CHECK(cells[0].persons == 7);
  }
  CHECK(population_fails("ssbid1000m,persons\n22827506749250,7\n",
                         "is not the number of a 1000 m cell"));
}

TEST_CASE("What cannot be a population grid is refused with the reason") {
  const std::string head = "ssbid0250m,persons\n";
  CHECK(population_fails(head + "22827506749250,-3\n", "persons: -3 is not between"));
  CHECK(population_fails(head + "22827506749251,3\n", "is not the number of a 250 m cell"));
  CHECK(population_fails(head + "22827506749250,3\n22832506748250,1\n22827506749250,4\n",
                         ":4:1: error: ssbid0250m: cell 22827506749250 is given twice"));
  CHECK(population_fails("SSBID0250M;poptot\n", "no column 'pop_tot'; is it 'poptot'?"));
  CHECK(population_fails(
      "ssbid0250m,easting_25833,northing_25833,persons\n22827506749250,282750,6749250,3\n",
      "the centre of cell 22827506749250 is (282875, 6749375), not (282750, 6749250)"));
}

TEST_CASE("Bad rows that are allowed are left out and told") {
  const TemporaryFile file("ssbid0250m,persons\n22827506749250,3\n22832506748250,many\n");
  std::vector<std::string> warnings;
  const auto cells = read_population(file.path(), {.max_bad_rows = 1, .warnings = &warnings});
  CHECK(persons_in(cells) == 3);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find(":3:16: error: persons: 'many'") != std::string::npos);
}

TEST_CASE("Facilities are read, and an unknown kind is refused with a suggestion") {
  const std::string head = "kind,name,lon,lat,weight\n";
  const TemporaryFile file(head + "school,Kvam skole,9.5,61.6,120\ncentre,\"A, B\",9.6,61.5,2.5\n");
  const auto facilities = read_facilities(file.path(), {});
  REQUIRE(facilities.size() == 2);
  CHECK(facilities[0].kind == FacilityKind::kSchool);
  CHECK(facilities[1].name == "A, B");
  CHECK(facilities[1].position == geo::LonLat{9.6, 61.5});
  CHECK(facilities[1].weight == 2.5);

  const auto what = complaint(head + "scool,X,9.5,61.6,1\nshop,Y,9.5,161.6,-1\n",
                              [](const auto& path) { read_facilities(path, {}); });
  INFO(what);
  CHECK(what.find(":2:1: error: kind: unknown kind 'scool'; did you mean 'school'?") !=
        std::string::npos);
  CHECK(what.find("lat: 161.6 is not between -90 and 90") != std::string::npos);
  CHECK(what.find("weight: -1 is not between 0") != std::string::npos);
}

TEST_CASE("Commuting keeps all flows, fractions too, and each once") {
  const std::string text = "home,work,employed\n0301,0301,10\n3403,3403,20.5\n3403,0301,4\n";
  const TemporaryFile file(text);
  const auto flows = read_commuting(file.path(), {});
  REQUIRE(flows.size() == 3);
  CHECK(flows[1].home == "3403");
  CHECK(flows[1].employed == 20.5);
  CHECK(flows[2].work == "0301");
  const auto twice =
      complaint(text + "3403,0301,1\n", [](const auto& path) { read_commuting(path, {}); });
  CHECK(twice.find("the flow from 3403 to 0301 is given twice") != std::string::npos);
}

TEST_CASE("Regions are read as grend writes them") {
  const TemporaryFile file("municipality,region,role\n3403,3403,centre\n3411,3403,satellite\n");
  const auto regions = region::read_regions(file.path(), {});
  REQUIRE(regions.size() == 2);
  CHECK(regions.at("3411") == "3403");
}

TEST_CASE("The municipality of Hamar has 859 cells and 30,796 persons") {
  const auto path = test::data_file("hamar/hamar-pop-250m-2017.csv");
  if (!path) return;
  const auto cells = read_population(*path, {});
  CHECK(cells.size() == 859);
  CHECK(persons_in(cells) == 30'796);
  // The file's own degrees for its first cell, which the reader does not use.
  const geo::LonLat centre = geo::Projection(33).to_degrees(centre_of(cells[0]));
  CHECK(std::abs(centre.lon - 11.006390) < 1e-6);
  CHECK(std::abs(centre.lat - 60.820233) < 1e-6);
}

TEST_CASE("Norway has 221,127 inhabited cells and 5,243,645 persons") {
  const auto path = test::data_file("norway/population_250m_2017.csv");
  if (!path) return;
  const auto cells = read_population(*path, {});
  CHECK(cells.size() == 221'127);
  CHECK(persons_in(cells) == 5'243'645);
}

TEST_CASE("The files of 2017 and 2020 know Hamar as 3403") {
  const auto commuting = test::data_file("norway/commuting_2017_codes2020.csv");
  const auto municipalities = test::data_file("norway/ba2020_municipalities.csv");
  if (!commuting || !municipalities) return;
  double employed = 0;
  double at_home = 0;
  for (const auto& flow : read_commuting(*commuting, {})) {
    if (flow.home != "3403") continue;
    employed += flow.employed;
    if (flow.work == "3403") at_home += flow.employed;
  }
  CHECK(employed == 14'872);
  CHECK(at_home == 9'062);
  const auto all = read_municipalities(*municipalities, {});
  CHECK(all.size() == 356);
  const auto hamar =
      std::find_if(all.begin(), all.end(), [](const auto& m) { return m.code == "3403"; });
  REQUIRE(hamar != all.end());
  CHECK(hamar->name == "Hamar");
  CHECK(hamar->centre.lon > 10.9);
  CHECK(hamar->centre.lon < 11.5);
}
