#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/error.h"
#include "models/labour/write_partition.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"
#include "tests/unit/models/labour/tables.h"
#include "tests/unit/models/labour/temporary_file.h"

using namespace grend;
using namespace grend::labour;

namespace {

struct Example {
  CommutingTable table = test::commuting_table({"0301 100", "1101 10", "1103 20"}, {});
  Partition partition{3};

  Example() {
    const MunicipalityId oslo(0), second(1), third(2);
    partition[oslo] = {oslo, Role::kCentre, Ground::kNone, std::nullopt};
    partition[second] = {oslo, Role::kSatellite, Ground::kOutCommuting,
                         Link{oslo, 12.345, 1.2, minutes(30) + seconds(15)}};
    partition[third] = {third, Role::kAlone, Ground::kNone, std::nullopt};
  }
};

std::string shape(const std::string& code) {
  return R"({"type":"Feature","properties":{"kommunenummer":)" + code +
         R"(},"geometry":{"type":"Polygon","coordinates":[[[10.5,60],[11,60],[11,61.25],[10.5,60]]]}})";
}
std::string collection(const std::string& features) {
  // The coordinate system comes first, as tools write it, and is no feature.
  return R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"CRS84"}},)"
         R"("features":[)" +
         features + "]}";
}

PartitionMap draw(const std::string& text) {
  const Example example;
  const test::TemporaryFile file(text);
  return partition_geojson(example.partition, example.table, file.path());
}

std::string complaint(const std::string& text) {
  try {
    draw(text);
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kBadData);
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The table tells each municipality's region and why") {
  const Example example;
  CHECK(partition_csv(example.partition, example.table) ==
        "municipality,name,region,region_name,role,ground,joined_to,out_percent,in_percent,"
        "minutes\n"
        "0301,0301.,0301,0301.,centre,,,,,\n"
        "1101,1101.,0301,0301.,satellite,out-commuting,0301,12.35,1.20,30.25\n"
        "1103,1103.,1103,1103.,alone,,,,,\n");
}

TEST_CASE("The map carries the regions as properties and keeps the shapes as they are") {
  const auto map = draw(collection(shape("301") + "," + shape("\"1101\"") + "," + shape("1999")));
  CHECK(map.without_shape == std::vector<std::string>{"1103 1103."});
  CHECK(map.without_municipality == std::vector<std::string>{"1999"});
  const auto json = nlohmann::json::parse(map.geojson);
  CHECK(json["type"] == "FeatureCollection");
  REQUIRE(json["features"].size() == 2);
  const auto& second = json["features"][1];
  CHECK(second["properties"] == nlohmann::json{{"municipality", "1101"},
                                               {"name", "1101."},
                                               {"region", "0301"},
                                               {"region_name", "0301."},
                                               {"role", "satellite"},
                                               {"ground", "out-commuting"}});
  CHECK(second["geometry"]["coordinates"][0][2] == nlohmann::json{11, 61.25});
}

TEST_CASE("Municipalities without a shape are drawn by outlines, and say so") {
  const Example example;
  const test::Folder folder;
  const auto path = folder.with("shapes.geojson", collection(shape("301")));
  const std::string outline =
      R"({"type":"MultiPolygon","coordinates":[[[[5,59],[6,59],[6,60],[5,59]]]]})";
  // 0301 has a shape, which counts; 1103 has none and no outline.
  const auto map = partition_geojson(example.partition, example.table, path,
                                     {{"0301", outline}, {"1101", outline}, {"9999", outline}});
  CHECK(map.without_shape == std::vector<std::string>{"1103 1103."});
  const auto json = nlohmann::json::parse(map.geojson);
  REQUIRE(json["features"].size() == 2);
  CHECK(json["features"][0]["geometry"]["type"] == "Polygon");
  CHECK_FALSE(json["features"][0]["properties"].contains("shape"));
  CHECK(json["features"][1]["properties"]["municipality"] == "1101");
  CHECK(json["features"][1]["properties"]["region"] == "0301");
  CHECK(json["features"][1]["properties"]["shape"] == "inhabited cells");
  CHECK(json["features"][1]["geometry"] == nlohmann::json::parse(outline));
}

TEST_CASE("Files that are no map of municipalities are refused") {
  CHECK(has(complaint("{\"type\":\"Feature"), "line 1"));
  CHECK(has(complaint("[]"), "is no FeatureCollection"));
  CHECK(has(complaint(collection("")), "holds none of the municipalities"));
  CHECK(has(complaint(collection(shape("1999"))), "holds none of the municipalities"));
  CHECK(has(complaint(collection(shape("301") + "," + shape("1.5"))),
            "feature 2 has no municipality's code"));
  CHECK(has(complaint(collection(R"({"type":"Feature","properties":null})")),
            "feature 1 has no municipality's code"));
  CHECK(has(complaint(collection(R"({"type":"Feature","properties":{"kommunenummer":301}})")),
            "feature 1 has no geometry"));
  const Example example;
  CHECK_THROWS_AS(partition_geojson(example.partition, example.table, "no/such/file"), Error);
}
