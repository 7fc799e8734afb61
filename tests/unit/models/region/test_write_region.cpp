#include <filesystem>
#include <fstream>

#include "engine/base/error.h"
#include "models/region/generate.h"
#include "models/region/write_region.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::region;

namespace {

namespace fs = std::filesystem;

class TemporaryFolder {
 public:
  TemporaryFolder() : path_(fs::temp_directory_path() / "grend_test_write_region") {
    fs::remove_all(path_);
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("A region written to a folder reads back the same") {
  const TemporaryFolder folder;
  GenerateSpec spec;
  spec.inhabitants = 1'500;
  const RegionInput written = generate_region(spec, 8);
  write_region(folder.path() + "/a", written, false);
  const RegionInput read = read_region(folder.path() + "/a", written.name, written.utm_zone);

  REQUIRE(read.roads.nodes.size() == written.roads.nodes.size());
  for (std::size_t i = 0; i < read.roads.nodes.size(); ++i) {
    REQUIRE(read.roads.nodes[i].id == written.roads.nodes[i].id);
    REQUIRE(read.roads.nodes[i].position == written.roads.nodes[i].position);
  }
  REQUIRE(read.roads.ways.size() == written.roads.ways.size());
  for (std::size_t i = 0; i < read.roads.ways.size(); ++i) {
    REQUIRE(read.roads.ways[i].nodes == written.roads.ways[i].nodes);
    REQUIRE(read.roads.ways[i].tags == written.roads.ways[i].tags);
  }
  CHECK(read.cells == written.cells);
  CHECK(read.facilities == written.facilities);
  CHECK(fs::exists(folder.path() + "/a/scenario.yaml"));
}

TEST_CASE("Files that are there already are kept unless told otherwise") {
  const TemporaryFolder folder;
  GenerateSpec spec;
  spec.inhabitants = 200;
  const RegionInput region = generate_region(spec, 1);
  fs::create_directories(folder.path());
  const std::string facilities = folder.path() + "/facilities.csv";
  std::ofstream(facilities) << "mine";
  try {
    write_region(folder.path(), region, false);
    FAIL("wrote over a file");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kCannotCreate);
  }
  CHECK(fs::file_size(facilities) == 4);
  CHECK_FALSE(fs::exists(folder.path() + "/roads.osm.pbf"));  // nothing at all was written
  write_region(folder.path(), region, true);
  CHECK(fs::file_size(facilities) > 100);
}
