#include <filesystem>
#include <fstream>

#include "engine/base/error.h"
#include "engine/base/random.h"
#include "engine/network/dijkstra.h"
#include "engine/network/points.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/support/folder.h"
#include "tests/support/gridmap.h"

using namespace grend;
using namespace grend::network;
using namespace grend::test;

namespace {

struct Read {
  std::vector<NamedPoint> points;
  Diagnostics diagnostics;

  // "line: message" of each problem.
  std::vector<std::string> problems() const {
    std::vector<std::string> list;
    for (const auto& item : diagnostics.items()) {
      list.push_back(std::to_string(item.mark.line) + ": " + item.message);
    }
    return list;
  }
};

Read read(const std::string& text) {
  const auto path = (std::filesystem::temp_directory_path() / "grend_test_points.csv").string();
  std::ofstream(path, std::ios::binary) << text;
  Read result;
  try {
    result.points = read_points(path, result.diagnostics);
  } catch (const Error&) {
    std::filesystem::remove(path);
    throw;
  }
  std::filesystem::remove(path);
  return result;
}

NamedPoint point_at(const std::string& id, geo::Point point) {
  return {id, GridMap::projection().to_degrees(point), {}};
}

// The cells of a matrix that differ from Dijkstra's algorithm.
std::size_t differences(const Router& router, const std::vector<Place>& places) {
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  const TravelMatrix matrix = router.matrix(places, places, *executor);
  Dijkstra reference(router.graph());
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      const auto trip = reference.trip(places[i], places[j]);
      const bool same =
          trip ? matrix.reachable(i, j) && matrix.at(i, j) == *trip : !matrix.reachable(i, j);
      wrong += !same;
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("Points are read by id, lon and lat, whatever else stands beside") {
  const Read found = read("name;lat;id;lon\nVang;60.79;17;11.07\n\"Løten; st.\";60.82;b 2;11.34\n");
  CHECK(found.problems().empty());
  REQUIRE(found.points.size() == 2);
  CHECK(found.points[0].id == "17");
  CHECK(found.points[0].position == geo::LonLat{11.07, 60.79});
  CHECK(found.points[1].id == "b 2");
  CHECK(found.points[1].mark.line == 3);
}

TEST_CASE("All bad points of a table are told at once") {
  const Read found = read(
      "id,lon,lat\n"
      "a,11,60\n"
      "b,11;5,60\n"  // no number
      "a,11,61\n"    // as line 2
      ",11,61\n"     // no id
      "c,11,91\n"    // beyond the pole
      "d,11\n"       // a field too few
      "e,181,-91\n"  // two problems
      "f,12,60\n");
  CHECK(found.problems() == std::vector<std::string>{
                                "3: lon: '11;5' is not a finite number",
                                "4: id: 'a' stands in line 2 already",
                                "5: id: is empty",
                                "6: lat: 91 is not between -90 and 90",
                                "7: 2 fields where the header has 3",
                                "8: lon: 181 is not between -180 and 180",
                                "8: lat: -91 is not between -90 and 90",
                            });
  REQUIRE(found.points.size() == 2);
  CHECK(found.points[1].id == "f");
}

TEST_CASE("A table with very many bad points tells the first and counts them") {
  std::string text = "id,lon,lat\n";
  for (int i = 0; i < 50; ++i) text += std::to_string(i) + ",east,60\n";
  const Read found = read(text);
  REQUIRE(found.problems().size() == 21);
  CHECK(found.problems().back() == "0: 50 of 50 rows are bad, these are the first problems");
}

TEST_CASE("A table of other columns, or of no points, is refused") {
  CHECK_THROWS_AS(read("id,x,y\n1,11,60\n"), Error);
  CHECK(read("id,lon,lat\n").problems() == std::vector<std::string>{"0: holds no points"});
  Diagnostics diagnostics;
  CHECK_THROWS_AS(read_points("no/such/file.csv", diagnostics), Error);
}

TEST_CASE("The zone is that of the middle longitude") {
  const auto zone = [](const std::vector<double>& longitudes) {
    std::vector<NamedPoint> points;
    points.reserve(longitudes.size());
    for (const double lon : longitudes) points.push_back({"", {lon, 60}, {}});
    return utm_zone_of_points(points);
  };
  CHECK(zone({11}) == 32);           // 6 to 12 degrees
  CHECK(zone({11, 13, 179}) == 33);  // 13 is in the middle, 12 to 18
  CHECK(zone({11, 13}) == 32);       // the lower of two
}

TEST_CASE("Points find their place on the road and how far it is") {
  // b lies 100 m along the street of 200 m; the point 30 m north of it stands 30 m from the road.
  const GridMap map("a-b-c", {{"abc"}}, metres(50));
  const GridNetwork town(map);
  const Router router(town.graph(), Profile::kCar);
  const Router* const routers[] = {&router};
  const Snapper snapper(town.graph(), routers);
  const geo::Point b = map.point('b');
  const std::vector<NamedPoint> points = {point_at("on", b), point_at("north", {b.x, b.y + 3000}),
                                          point_at("far", {b.x, b.y + 90'000})};
  Diagnostics diagnostics;
  const PointsOnRoad found = find_on_road(points, GridMap::projection(), snapper, diagnostics);
  CHECK_FALSE(diagnostics.has_errors());
  const Place middle = town.place('a', 'c', metres(100));
  CHECK(found.places == std::vector<Place>{middle, middle, middle});
  CHECK(found.away == std::vector<Distance>{metres(0), metres(30), metres(900)});
  CHECK(found.median_away() == metres(30));
  CHECK(found.farthest_away() == metres(900));
}

TEST_CASE("Points that no plane can hold are told with their line") {
  const GridNetwork town(GridMap("a--b", {{"ab"}}));
  const Router router(town.graph(), Profile::kCar);
  const Router* const routers[] = {&router};
  const Snapper snapper(town.graph(), routers);
  const std::vector<NamedPoint> points = {{"pole", {15, 89.99}, {"p.csv", 7, 1}}};
  Diagnostics diagnostics;
  const PointsOnRoad found = find_on_road(points, GridMap::projection(), snapper, diagnostics);
  CHECK(found.places.empty());
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.items().front().mark.line == 7);
}

TEST_CASE("A network without a usable road places nobody") {
  const GridNetwork town(GridMap("a--b", {{"ab", {{"highway", "footway"}}}}));
  const Router router(town.graph(), Profile::kCar);
  const Router* const routers[] = {&router};
  const Snapper snapper(town.graph(), routers);
  const std::vector<NamedPoint> points = {{"1", {15, 60}, {}}};
  Diagnostics diagnostics;
  CHECK_THROWS_AS(find_on_road(points, GridMap::projection(), snapper, diagnostics), Error);
}

TEST_CASE("Hamar: the matrix of scattered points equals Dijkstra for every profile") {
  const auto path = data_file("hamar/hamar-nvdb-2018.osm.pbf");
  if (!path) return;
  const geo::Projection projection(33);
  const RoadGraph graph = build_network(io::read_osm(*path), projection, SpeedParameters{}).graph;
  std::vector<NamedPoint> points;
  RandomStream random({8, 0}, 0, Purpose::kTest);
  for (int i = 0; i < 40; ++i) {
    const double lon = random.uniform(10.95, 11.35);
    points.push_back({std::to_string(i), {lon, random.uniform(60.75, 60.95)}, {}});
  }
  for (const Profile profile : kProfiles) {
    const Router router(graph, profile);
    const Router* const routers[] = {&router};
    Diagnostics diagnostics;
    const PointsOnRoad found =
        find_on_road(points, projection, Snapper(graph, routers), diagnostics);
    REQUIRE(found.places.size() == points.size());
    INFO(kProfileNames[static_cast<std::size_t>(profile)]);
    CHECK(differences(router, found.places) == 0);
  }
}

TEST_CASE("Zones are polygons with an id, or a table with a column zone") {
  const Folder folder;
  Diagnostics diagnostics;
  const std::string square =
      R"("geometry":{"type":"Polygon","coordinates":[[[10,60],[12,60],[12,61],[10,61],[10,60]]]})";
  const auto points = read_points(
      folder.with("z.geojson", R"({"type":"FeatureCollection","features":[)"
                               R"({"type":"Feature","properties":{"zone":7},)" +
                                   square + R"(},{"type":"Feature","id":"b","properties":null,)" +
                                   square + "}]}"),
      diagnostics);
  CHECK_FALSE(diagnostics.has_errors());
  REQUIRE(points.size() == 2);
  CHECK(points[0].id == "7");
  CHECK(points[1].id == "b");
  CHECK(std::abs(points[0].position.lon - 11) < 1e-9);
  CHECK(std::abs(points[0].position.lat - 60.5) < 1e-9);
  CHECK(read_points(folder.with("z.csv", "zone,lon,lat\n3,11,60\n"), diagnostics)[0].id == "3");
}

TEST_CASE("Zones without an inside, without or with another's id are told together") {
  const Folder folder;
  Diagnostics diagnostics;
  const auto points = read_points(
      folder.with("z.geojson",
                  R"({"features":[{"properties":{"id":"a"},"geometry":{"type":"Point"}},)"
                  R"({"geometry":{"type":"Polygon","coordinates":[[["x"]]]}},)"
                  R"({"properties":{},"geometry":null}]})"),
      diagnostics);
  CHECK(points.empty());
  CHECK(diagnostics.error_count() == 5);
  CHECK_THROWS_AS(read_points(folder.with("bad.geojson", "{\"features\":"), diagnostics), Error);
  CHECK_THROWS_AS(read_points(folder.with("list.geojson", "[]"), diagnostics), Error);
}
