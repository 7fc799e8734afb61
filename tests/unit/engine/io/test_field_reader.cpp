#include <filesystem>
#include <fstream>
#include <string>

#include "engine/io/field_reader.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/io/field_example.h"

namespace {

using namespace field_example;
namespace fs = std::filesystem;

std::string problems(std::string_view text) { return read_example(text).messages; }

}  // namespace

TEST_CASE("a document with every kind of field is read as it says") {
  const auto read = read_example(R"(
name: Sør
school: false
seed: 42
weight: -1.5e-3
share: 12.5 %
time_value: 59.5 NOK/h
walk: 1.5 km
speed: 15 m/s
deadline: 09:30
date: 2028-02-29
layout: fjord
sizes: [1, 2.5]
detour: {}
services:
  - id: hent
    lead: 90 min
    fare: 35.5 NOK
    vehicles:
      - seats: 16
        shift: 18:00-26:00
)");
  CHECK(read.messages == "");
  REQUIRE(read.good);
  const auto& e = read.value;
  CHECK(e.name == "Sør");
  CHECK_FALSE(e.school);
  CHECK(e.seed == 42);
  CHECK(e.weight == -1.5e-3);
  CHECK(e.share == 0.125);
  CHECK(e.time_value == 59.5);
  CHECK(e.walk == metres(1500));
  CHECK(e.speed == Speed(15'000));
  CHECK(e.deadline == clock_time(9, 30));
  CHECK(e.date == io::Date{2028, 2, 29});
  CHECK(e.layout == Layout::kFjord);
  CHECK(e.sizes == std::vector<double>{1, 2.5});
  REQUIRE(e.detour);
  CHECK(e.detour->factor == 1.5);
  REQUIRE(e.services.size() == 1);
  CHECK(e.services[0].lead == minutes(90));
  CHECK(e.services[0].longest == minutes(90));
  CHECK(e.services[0].fare == ore(3550));
  REQUIRE(e.services[0].vehicles.size() == 1);
  CHECK(e.services[0].vehicles[0].shift.to == clock_time(26, 0));
}

TEST_CASE("what the document does not name keeps its default") {
  const auto read =
      read_example("services:\n  - id: a\n  - id: b\n    vehicles: [{seats: 3}, {}]\n");
  REQUIRE(read.good);
  Example expected;
  expected.services.resize(2);
  expected.services[0].id = "a";
  expected.services[1].id = "b";
  expected.services[1].vehicles = {Vehicle{3, Vehicle{}.shift}, Vehicle{}};
  CHECK(read.value == expected);
  CHECK_FALSE(read.value.detour);
}

TEST_CASE("all problems of a document are told at once, in its order") {
  CHECK(problems(R"(nme: x
school: yes
seed: 010
weight: 11
share: 5
time_value: 72
walk: 2
speed: 60 km/t
deadline: 16.30
date: 2026-02-29
layout: valey
sizes: [1, x, -3, ~, [2]]
region: [a]
detour:
services:
  - id: 12
    lead: 90 km
    vehicles: []
  - lead: 50 s
    vehicles:
      - seats: 200
        shift: 22:00-06:00
      - seats 3
      - seats=4: x
  - plain
  -
seed: 2
)") == R"(a.yaml:1:1: error: unknown key 'nme'; did you mean 'name'?
a.yaml:2:9: error: school: 'yes' is neither true nor false; write true
a.yaml:3:7: error: seed: '010' has a leading zero; write 10
a.yaml:4:9: error: weight: 11 is out of range; choose at most 10
a.yaml:5:8: error: share: 5 is out of range; choose 0 to 1
a.yaml:6:13: error: time_value: '72' has no unit; write 72 NOK/h
a.yaml:7:7: error: walk: '2' has no unit; write 2 m or 2 km
a.yaml:8:8: error: speed: unknown unit 'km/t' in '60 km/t'; write 60 km/h
a.yaml:9:11: error: deadline: '16.30' is not a time of day; write 16:30
a.yaml:10:7: error: date: '2026-02-29' is not in the calendar; February 2026 has the days 1 to 28
a.yaml:11:9: error: layout: unknown choice 'valey'; did you mean 'valley'?
a.yaml:12:12: error: sizes.1: 'x' is not a number; write a number such as 1.5
a.yaml:12:15: error: sizes.2: -3 is out of range; choose 0 to 100
a.yaml:12:19: error: sizes.3 has no value; give it a value, or remove it
a.yaml:12:22: error: sizes.4 must be a number, but is a list; write a number
a.yaml:13:9: error: region must be a map of keys and values, but is a list; remove the '- '
a.yaml:14:1: error: detour has no value; write its keys on the lines below, indented, or '{}' for its defaults; or remove it
a.yaml:16:9: error: services.0.id: 12 must be text, but reads as a number or a truth value; write "12"
a.yaml:17:11: error: services.0.lead: '90 km' is a distance, not a duration; write 90 s, 90 min or 90 h
a.yaml:18:5: error: services.0.vehicles has 0 items; give 1 to 3 items
a.yaml:19:5: error: services.1.id is missing; add 'id: ...'
a.yaml:19:11: error: services.1.lead: 50 s is out of range; choose 1 min to 24 h
a.yaml:21:16: error: services.1.vehicles.0.seats: 200 is out of range; choose 1 to 100
a.yaml:22:16: error: services.1.vehicles.0.shift: '22:00-06:00' ends before it starts; if it ends on the day after, write 22:00-30:00
a.yaml:23:9: error: services.1.vehicles.1 must be a map of keys and values, or the path of a .yaml file, but is 'seats 3'; write it as 'key: value' lines, indented
a.yaml:24:9: error: unknown key 'seats=4' in services.1.vehicles.2; write 'seats: 4'
a.yaml:25:5: error: services.2 must be a map of keys and values, or the path of a .yaml file, but is 'plain'; write it as 'key: value' lines, indented
a.yaml:26:3: error: services.3 has no value; write its keys on the lines below, indented, or '{}' for its defaults; or remove it
a.yaml:27:1: error: the key 'seed' is given twice, first on line 3; keep one of the two
)");
}

TEST_CASE("a value of the wrong kind says what was expected and what was found") {
  CHECK(
      problems("walk: [2 km]\n") ==
      "a.yaml:1:7: error: walk must be a distance such as 300 m or 2.5 km, but is a list; write a "
      "distance such as 300 m or 2.5 km\n");
  CHECK(problems("sizes: 3\n") ==
        "a.yaml:1:8: error: sizes must be a list of numbers such as [1, 2.5], but is '3'; write a "
        "list of numbers such as [1, 2.5]\n");
  CHECK(problems("services:\n  id: a\n") ==
        "a.yaml:2:3: error: services must be a list of maps, but is a map; start each item with '- "
        "'\n");
  CHECK(problems("region:\n  roads:x\n") ==
        "a.yaml:2:3: error: region must be a map of keys and values, but is 'roads:x'; put a space "
        "after the ':', 'roads: x'\n");
  CHECK(problems("- a\n") ==
        "a.yaml:1:1: error: a map is expected, but this is a list; write 'key: value' lines\n");
  CHECK(problems("seed:1\n") ==
        "a.yaml:1:1: error: a map is expected, but this is a single value; put a space after the "
        "':', 'seed: 1'\n");
  CHECK(problems("seed: \"3\"\n") ==
        "a.yaml:1:7: error: seed: '3' is text, because it is in quotes; remove the quotes\n");
  CHECK(problems("layout: \"sea\"\n") ==
        "a.yaml:1:9: error: layout: unknown choice 'sea'; write one of valley or fjord\n");
}

TEST_CASE("a key with nothing behind it is told its default") {
  CHECK(problems("walk:\nseed: ~\n") ==
        "a.yaml:1:1: error: walk has no value; give it a value, or remove the line to use the "
        "default, 2 km\n"
        "a.yaml:2:1: error: seed has no value; give it a value, or remove the line to use the "
        "default, 1\n");
  CHECK(problems("services:\n") ==
        "a.yaml:1:1: error: services has no value; write its items on the lines below, or remove "
        "it\n");
}

TEST_CASE("an unknown key is told the nearest, its place elsewhere, or all that there are") {
  CHECK(problems("services:\n  - {id: a, fares: 40 NOK}\n") ==
        "a.yaml:2:13: error: unknown key 'fares' in services.0; did you mean 'fare'?\n");
  CHECK(problems("services:\n  - {id: a, seats: 4, vehicles: [{}]}\n") ==
        "a.yaml:2:13: error: unknown key 'seats' in services.0; 'seats' belongs in "
        "services.0.vehicles.0\n");
  CHECK(
      problems("region: {seed: 4}\n") ==
      "a.yaml:1:10: error: unknown key 'seed' in region; 'seed' belongs at the top of the file\n");
  CHECK(problems("region: {zzzzz: 4}\n") ==
        "a.yaml:1:10: error: unknown key 'zzzzz' in region; the keys here are roads\n");
  CHECK(problems("school true\n").find("a map is expected") != std::string::npos);
  CHECK(problems("seed: 1\nschool true\n") ==
        "a.yaml:2:1: error: unknown key 'school true'; write 'school: true'\n");
}

TEST_CASE("measures and times are never negative unless their range says so") {
  CHECK(problems("services: [{id: a, longest: -5 min}]\n") ==
        "a.yaml:1:29: error: services.0.longest: -5 min is out of range; choose 0 s to 4 h\n");
  CHECK(problems("deadline: 25:00\n") ==
        "a.yaml:1:11: error: deadline: 25:00 is out of range; choose 00:00 to 24:00\n");
  CHECK(problems("services: [{id: a, vehicles: [{shift: 40:00-50:00}]}]\n") ==
        "a.yaml:1:39: error: services.0.vehicles.0.shift: 50:00 is out of range; choose 00:00 to "
        "48:00\n");
}

TEST_CASE("bounds belong to the range, to the tick") {
  CHECK(problems("speed: 110 km/h\nwalk: 100 m\nshare: 100 %\n") == "");
  CHECK(problems("walk: 99.99 m\n") ==
        "a.yaml:1:7: error: walk: 99.99 m is out of range; choose 100 m to 20 km\n");
}

TEST_CASE("rules across fields are judged where all values could be read") {
  CHECK(problems("services:\n  - id: a\n    lead: 3 h\n") ==
        "a.yaml:3:11: error: services.0.lead: is above `longest`; lower it\n");
  // The default lead of 60 min against a longest ride of 30 min: the item has the problem.
  CHECK(problems("services:\n  - id: a\n    longest: 30 min\n") ==
        "a.yaml:2:5: error: services.0.lead: is above `longest`; lower it\n");
  // With an unreadable `longest` its default would be judged, which nobody wrote.
  CHECK(
      problems("services:\n  - id: a\n    lead: 3 h\n    longest: x\n") ==
      "a.yaml:4:14: error: services.0.longest: 'x' is not a number; write a duration such as 90 s, "
      "15 min or 1.5 h\n");
}

TEST_CASE("the length of a text counts characters") {
  CHECK(problems("services: [{id: øøøøøøøøøøøøøøøøøøøø}]\n") == "");  // 20, as allowed
  CHECK(
      problems("services: [{id: øøøøøøøøøøøøøøøøøøøøø}]\n") ==
      "a.yaml:1:17: error: services.0.id: a text of 21 characters is out of range; choose 1 to 20 "
      "characters\n");
}

TEST_CASE("an input file is found beside the scenario, else in the data directory") {
  const auto folder = fs::temp_directory_path() / "grend_test_input_files";
  fs::remove_all(folder);
  fs::create_directories(folder / "hamar");
  std::ofstream(folder / "hamar" / "roads.pbf") << "x";
  const auto data = folder.string();
  const auto read = read_example("region: {roads: hamar/roads.pbf}\n", {}, data);
  CHECK(read.messages == "");
  CHECK(read.value.region.roads.written == "hamar/roads.pbf");
  CHECK(read.value.region.roads.resolved == (folder / "hamar" / "roads.pbf").string());

  const auto none = read_example("region: {roads: hamar/none.pbf}\n", {}, data);
  CHECK(none.messages == "a.yaml:1:17: error: region.roads: no such file: hamar/none.pbf, nor " +
                             (folder / "hamar" / "none.pbf").string() +
                             "; check the path; where to get it: https://data.example/roads\n");
  CHECK(none.only_missing_inputs);
  const auto without_data = read_example("region: {roads: none.pbf}\n");
  CHECK(
      without_data.messages ==
      "a.yaml:1:17: error: region.roads: no such file: none.pbf; check the path, or give the data "
      "directory; where to get it: https://data.example/roads\n");
  CHECK_FALSE(read_example("seed: x\nregion: {roads: none.pbf}\n").only_missing_inputs);

  const auto dir = read_example("region: {roads: hamar}\n", {}, data);
  CHECK(dir.messages == "a.yaml:1:17: error: region.roads: '" + (folder / "hamar").string() +
                            "' is a folder, not a file; name the file in it\n");
  CHECK(problems("region: {roads: \"\"}\n") ==
        "a.yaml:1:17: error: region.roads: an empty text is no path; name a file, or remove the "
        "line\n");
  fs::remove_all(folder);
}
