#include <cmath>

#include "engine/base/error.h"
#include "engine/network/file_plane.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::network;

namespace {

FileExtent extent_of(std::initializer_list<FilePosition> positions) {
  FileExtent extent;
  for (const FilePosition p : positions) extent.add(p);
  return extent;
}

constexpr FilePosition kHamar{11.05, 60.8};

}  // namespace

TEST_CASE("Metres of a plane that nobody names are kept, in centimetres") {
  const FilePlane plane({"", std::nullopt}, extent_of({{3940.1918, -2485.0446}}));
  CHECK(plane.to_plane({3940.1918, -2485.0446}) == geo::Point{394'019, -248'504});
  CHECK(plane.crs().empty());
  // Neither does a wanted zone move them: it is not known from where.
  const FilePlane wanted({"", 33}, {});
  CHECK(wanted.to_plane({1, 2}) == geo::Point{100, 200});
}

TEST_CASE("A named plane is kept where no other is wanted") {
  const FilePlane own({"EPSG:2154", std::nullopt}, {});
  CHECK(own.to_plane({1'222'051.26, 6'187'782.35}) == geo::Point{122'205'126, 618'778'235});
  CHECK(own.crs() == "EPSG:2154");
  const FilePlane same({"EPSG:25833", 33}, {});
  CHECK(same.to_plane({270'000.5, 6'750'000}) == geo::Point{27'000'050, 675'000'000});
}

TEST_CASE("A named plane is moved to the wanted one") {
  // The origin of Lambert-93 is 3 degrees east, 46.5 degrees north, the middle of UTM zone 31.
  const FilePlane plane({"EPSG:2154", 31}, {});
  CHECK(plane.crs() == "EPSG:25831");
  const geo::Point origin = plane.to_plane({700'000, 6'600'000});
  CHECK(std::abs(origin.x - 50'000'000) <= 1);
  CHECK(origin == geo::Projection(31).to_plane({3, 46.5}));
}

TEST_CASE("Degrees go to the zone wanted, else to the one they lie in") {
  const FilePlane wanted({"EPSG:4326", 33}, extent_of({kHamar}));
  CHECK(wanted.to_plane(kHamar) == geo::Projection(33).to_plane({kHamar.x, kHamar.y}));
  const FilePlane own({"4326", std::nullopt}, extent_of({kHamar, {11.9, 61}}));
  CHECK(own.crs() == "EPSG:25832");
  CHECK(own.to_plane(kHamar) == geo::Projection(32).to_plane({kHamar.x, kHamar.y}));
}

TEST_CASE("Only a file within 180 by 90 could be in degrees") {
  CHECK(extent_of({{-71, 42}, {-70, 43}}).could_be_degrees());
  CHECK_FALSE(extent_of({{-71, 42}, {200, 43}}).could_be_degrees());
  CHECK_FALSE(extent_of({{0, 91}}).could_be_degrees());
}

TEST_CASE("An unknown system or zone is an error") {
  CHECK_THROWS_AS(FilePlane({"EPSG:1", std::nullopt}, {}), Error);
  CHECK_THROWS_AS(FilePlane({"EPSG:2154", 61}, {}), Error);
}
