#include "engine/geo/projection.h"
#include "models/region/municipality_map.h"
#include "tests/support/catch.h"
#include "tests/support/folder.h"

using namespace grend;
using namespace grend::region;

namespace {

PopulationCell cell_at(double lon, double lat) {
  PopulationCell cell;
  const auto p = geo::Projection(33).to_plane({lon, lat});
  cell.south_west = {p.x - 12'500, p.y - 12'500};
  cell.persons = 1;
  return cell;
}

constexpr const char* kMap = R"({"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"kommunenummer": 301}, "geometry": {"type": "Polygon",
    "coordinates": [[[10, 60], [11, 60], [11, 61], [10, 61], [10, 60]],
                    [[10.4, 60.4], [10.6, 60.4], [10.6, 60.6], [10.4, 60.6], [10.4, 60.4]]]}},
  {"type": "Feature", "properties": {"municipality": "1101"}, "geometry": {"type": "MultiPolygon",
    "coordinates": [[[[11, 60], [12, 60], [12, 61], [11, 61], [11, 60]]],
                    [[[10.4, 60.4], [10.6, 60.4], [10.6, 60.6], [10.4, 60.6], [10.4, 60.4]]]]}}
]})";

}  // namespace

TEST_CASE("cells lie in the municipality whose polygon holds them, holes and exclaves too") {
  const test::Folder folder;
  const auto path = folder.with("map.geojson", kMap);
  std::vector<PopulationCell> cells = {cell_at(10.2, 60.2), cell_at(11.5, 60.5),
                                       cell_at(10.5, 60.5), cell_at(12.1, 60.5)};
  const auto report = assign_municipalities(path, {{"0301"}, {"1101"}, {"5001"}}, 33, cells);
  CHECK(cells[0].municipality == 0);
  CHECK(cells[1].municipality == 1);
  CHECK(cells[2].municipality == 1);  // the hole of the one is an exclave of the other
  CHECK(cells[3].municipality == 1);  // outside of all: as the nearest inside
  CHECK(report.cells_outside == 1);
  CHECK(report.without_cells == std::vector<std::string>{"5001"});
  CHECK(report.by_centre.empty());
}

TEST_CASE("a municipality that the map left out has the cells nearest to its centre") {
  // An island 15 minutes of longitude (14 km) east of 1101, and two farther on, of which one is
  // nobody's centre and one has no cell. A skerry 1 km off 1101 is nearer to it than to the island.
  const test::Folder folder;
  const auto path = folder.with("map.geojson", kMap);
  std::vector<PopulationCell> cells = {cell_at(10.2, 60.2), cell_at(11.99, 60.5),
                                       cell_at(12.25, 60.5), cell_at(12.26, 60.5),
                                       cell_at(12.02, 60.5)};
  const geo::LonLat island{12.251, 60.501}, far_away{14, 62}, middle{11.5, 60.5};
  const auto report = assign_municipalities(
      path, {{"0301"}, {"1101", middle}, {"1144", island}, {"1835", far_away}}, 33, cells);
  std::vector<std::uint32_t> found;
  for (const auto& cell : cells) found.push_back(cell.municipality);
  CHECK(found == std::vector<std::uint32_t>{0, 1, 2, 2, 1});
  CHECK(report.cells_outside == 3);
  CHECK(report.by_centre == std::vector<std::string>{"1144"});
  CHECK(report.without_cells == std::vector<std::string>{"1835"});
}

TEST_CASE("a map that is none is refused with what is wrong") {
  const test::Folder folder;
  std::vector<PopulationCell> cells = {cell_at(20, 60.2)};
  const auto says = [&](const std::string& text, const char* what) {
    const auto path = folder.with("map.geojson", text);
    return test::complaint_of([&] { assign_municipalities(path, {{"0301"}}, 33, cells); })
        .says(what);
  };
  CHECK(says("{}", "no GeoJSON FeatureCollection"));
  CHECK(says("[1", "no GeoJSON FeatureCollection"));
  CHECK(says(R"({"features": [{"properties": {}}]})", "no municipality number"));
  CHECK(says(kMap, "holds none of the population's cells"));
  CHECK(test::complaint_of([&] { assign_municipalities("/nowhere", {{"1"}}, 33, cells); }).code ==
        ExitCode::kMissingInput);
}
