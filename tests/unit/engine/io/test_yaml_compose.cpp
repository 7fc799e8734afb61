#include <filesystem>
#include <fstream>
#include <string>

#include "engine/io/yaml_compose.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/io/field_example.h"

namespace {

using namespace field_example;
namespace fs = std::filesystem;

// A folder of small files that goes away with the test.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(fs::temp_directory_path() / name) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "designs");
  }
  ~Folder() { fs::remove_all(path_); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return of(name);
  }
  std::string of(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

Read read_file(const std::string& path, std::vector<std::string> sets = {}) {
  Read read;
  Diagnostics diagnostics;
  if (const auto tree = io::load_scenario({path, std::nullopt, std::move(sets)}, diagnostics)) {
    read.good = io::FieldReader(*tree, "", diagnostics).read(read.value);
  }
  read.messages = diagnostics.to_string();
  read.only_missing_inputs = diagnostics.only_missing_inputs();
  return read;
}

}  // namespace

TEST_CASE("a file lays its values on those of the file it extends") {
  const Folder folder("grend_test_extends");
  folder.write(
      "base.yaml",
      "seed: 1\nwalk: 3 km\ndetour: {factor: 2}\nsizes: [1, 2, 3]\nservices:\n  - id: a\n");
  const auto path = folder.write("a.yaml", "extends: base.yaml\nseed: 2\nsizes: [4]\nregion: {}\n");
  const auto read = read_file(path);
  CHECK(read.messages == "");
  CHECK(read.value.seed == 2);                        // replaced
  CHECK(read.value.walk == kilometres(3));            // kept
  CHECK(read.value.sizes == std::vector<double>{4});  // lists replace, they do not add up
  REQUIRE(read.value.detour);
  CHECK(read.value.detour->factor == 2.0);
  REQUIRE(read.value.services.size() == 1);
}

TEST_CASE("maps merge through several files and each value keeps its place") {
  const Folder folder("grend_test_merge");
  folder.write("designs/root.yaml", "speed: 999 km/h\nregion: {raods: x}\n");
  folder.write("base.yaml", "extends: designs/root.yaml\nwalk: 1 m\n");
  const auto path = folder.write("a.yaml", "extends: base.yaml\nseed: -1\nregion: {rodas: y}\n");
  const auto read = read_file(path);
  CHECK_FALSE(read.good);
  const auto root = folder.of("designs/root.yaml");
  CHECK(read.messages ==
        path + ":2:7: error: seed: -1 is out of range; choose 0 to 1000000000000000\n" +  //
            path + ":3:10: error: unknown key 'rodas' in region; did you mean 'roads'?\n" +
            folder.of("base.yaml") +
            ":2:7: error: walk: 1 m is out of range; choose 100 m to 20 km\n" +  //
            root + ":1:8: error: speed: 999 km/h is out of range; choose 5 km/h to 110 km/h\n" +
            root + ":2:10: error: unknown key 'raods' in region; did you mean 'roads'?\n");
}

TEST_CASE("files that extend each other in a circle are told, not followed") {
  const Folder folder("grend_test_circle");
  const auto a = folder.write("a.yaml", "extends: b.yaml\n");
  const auto b = folder.write("b.yaml", "extends: ./designs/../a.yaml\n");
  const auto read = read_file(a);
  CHECK(read.messages == b + ":1:10: error: files name each other in a circle: " + a + " -> " + b +
                             " -> " + a + "; remove one of these links\n");
}

TEST_CASE("a base that is not there is a missing input and hides no other problem") {
  const Folder folder("grend_test_no_base");
  const auto path = folder.write("a.yaml", "extends: base.yaml\nservices:\n  - lead: 2 min\n");
  const auto read = read_file(path);
  // Required keys and rules are not judged: the missing file may have given them.
  CHECK(read.messages ==
        path + ":1:10: error: '" + folder.of("base.yaml") +
            "': no such file; the path starts at the folder of the file that names it\n");
  CHECK(read.only_missing_inputs);
  const auto wrong = read_file(folder.write("b.yaml", "extends: base.yaml\nseed: x\n"));
  CHECK_FALSE(wrong.only_missing_inputs);
  CHECK(wrong.messages.find("b.yaml:2:7: error: seed: 'x' is not a number") != std::string::npos);
}

TEST_CASE("extends takes one path") {
  const Folder folder("grend_test_extends_kind");
  for (const char* value : {"", "[a.yaml]", "{a: b}"}) {
    const auto path = folder.write("a.yaml", std::string("extends: ") + value + "\n");
    CHECK(read_file(path).messages.find("extends must be the path of one scenario file; write "
                                        "'extends: other.yaml'") != std::string::npos);
  }
}

TEST_CASE("a list item may be the path of a design file, relative to the file that names it") {
  const Folder folder("grend_test_designs");
  folder.write("designs/hent.yaml", "id: hent\nlead: 90 min\nvehicles: [mini.yaml]\n");
  folder.write("designs/mini.yaml", "seats: 5\n");
  folder.write("designs/bad.yaml", "id: bad\nlead: 5\n");
  const auto path = folder.write("a.yaml", "services:\n  - designs/hent.yaml\n  - id: skole\n");
  const auto read = read_file(path);
  CHECK(read.messages == "");
  REQUIRE(read.value.services.size() == 2);
  CHECK(read.value.services[0].lead == minutes(90));
  REQUIRE(read.value.services[0].vehicles.size() == 1);
  CHECK(read.value.services[0].vehicles[0].seats == 5);
  const auto bad = folder.write("b.yaml", "services: [designs/bad.yaml, designs/none.yaml]\n");
  CHECK(read_file(bad).messages ==
        bad + ":1:30: error: '" + folder.of("designs/none.yaml") +
            "': no such file; the path starts at the folder of the file that names it\n" +
            folder.of("designs/bad.yaml") +
            ":2:7: error: services.0.lead: '5' has no unit; write 5 s, 5 min or 5 h\n");
}

TEST_CASE("a scenario file that is not there, is a folder or is empty") {
  const Folder folder("grend_test_no_file");
  const auto none = read_file(folder.of("none.yaml"));
  CHECK(none.messages == folder.of("none.yaml") +
                             ": error: no such file; check the path, or write a scenario with "
                             "`grend init`\n");
  CHECK(none.only_missing_inputs);
  const auto dir = read_file(folder.of("designs"));
  CHECK(dir.messages ==
        folder.of("designs") +
            ": error: this is a folder, not a scenario file; name the .yaml file in "
            "it\n");
  CHECK_FALSE(dir.only_missing_inputs);
  const auto empty = folder.write("empty.yaml", "# nothing yet\n");
  CHECK(read_file(empty).messages ==
        empty +
            ":1:1: error: the file is empty; write at least one key, or start from what `grend "
            "init` writes\n");
}

TEST_CASE("--set changes a value by its path, by index or by id") {
  const std::string text = "services:\n  - id: hent\n    vehicles: [{seats: 8}]\n  - id: skole\n";
  const auto read =
      read_example(text, {"seed=5", "services.0.vehicles.0.seats=15", "services.skole.lead=90 min",
                          "detour.factor=2", "share=5 %", "name=\"7\"", "sizes=[1, 2]", "seed=6"});
  CHECK(read.messages == "");
  CHECK(read.value.seed == 6);  // the later one counts
  CHECK(read.value.services[0].vehicles[0].seats == 15);
  CHECK(read.value.services[1].lead == minutes(90));
  REQUIRE(read.value.detour);
  CHECK(read.value.detour->factor == 2.0);
  CHECK(read.value.share == 0.05);
  CHECK(read.value.name == "7");
  CHECK(read.value.sizes == std::vector<double>{1, 2});
}

TEST_CASE("--set of a map merges into it") {
  const auto read =
      read_example("services:\n  - {id: a, lead: 80 min}\n", {"services.a={fare: 50 NOK}"});
  CHECK(read.messages == "");
  CHECK(read.value.services[0].lead == minutes(80));
  CHECK(read.value.services[0].fare == kroner(50));
}

TEST_CASE("a wrong --set says which one and what is there") {
  const auto problem = [](const std::string& set) {
    return read_example("seed: 1\nservices:\n  - id: hent\n  - id: skole\n", {set}).messages;
  };
  CHECK(problem("seed") ==
        "--set seed: error: no '=' after a path; write --set path=value, such as --set "
        "simulation.seed=2\n");
  CHECK(problem("seed=x") ==
        "--set seed: error: seed: 'x' is not a number; write a whole number such as 3\n");
  CHECK(problem("sed=2") == "--set sed: error: unknown key 'sed'; did you mean 'seed'?\n");
  CHECK(problem("seed.x=2") ==
        "--set seed.x: error: 'seed' is a single value, so it has no 'x'; end the path there, or "
        "check its spelling\n");
  CHECK(problem("services.hnt.lead=2 h") ==
        "--set services.hnt.lead: error: no item 'hnt' in 'services'; did you mean 'hent'?\n");
  CHECK(problem("services.2.lead=2 h") ==
        "--set services.2.lead: error: no item '2' in 'services'; the items are 0 (hent), 1 "
        "(skole)\n");
  CHECK(
      problem("services.0.vehicles.0.seats=2") ==
      "--set services.0.vehicles.0.seats: error: the scenario gives no list 'services.0.vehicles' "
      "to take item 0 of; check the path's spelling, or write the list into the file\n");
  CHECK(problem("services.hent.lead=5 km") ==
        "--set services.hent.lead: error: services.0.lead: '5 km' is a distance, not a duration; "
        "write 5 s, 5 min or 5 h\n");
  CHECK(problem("name=") ==
        "--set name: error: name has no value; give it a value, or remove the line to use the "
        "default, Unnamed\n");
  CHECK(problem("sizes=[1, 2") ==
        "--set sizes: error: the bracket '[' is not closed; add ']' where "
        "it ends\n");
  CHECK(problem("..=3").find("--set ..: error: unknown key ''") == 0);
}
