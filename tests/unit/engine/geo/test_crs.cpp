#include <cmath>

#include "engine/base/error.h"
#include "engine/geo/crs.h"
#include "engine/geo/projection.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::geo;

TEST_CASE("Zones by longitude") {
  CHECK(utm_zone_of(-180) == 1);
  CHECK(utm_zone_of(11.05) == 32);  // Hamar: 6 to 12 degrees east
  CHECK(utm_zone_of(12) == 33);
  CHECK(utm_zone_of(180) == 60);
}

TEST_CASE("The plane of a projection has a name that leads back to degrees") {
  // 25 is not among Europe's EPSG codes.
  for (const int zone : {33, 28, 38, 25}) {
    const LonLat hamar{11.05, 60.8};
    const Point point = Projection(zone).to_plane(hamar);
    const LonLat back = Crs(utm_crs(zone)).to_degrees(point);
    CHECK(std::abs(back.lon - hamar.lon) < 2e-7);
    CHECK(std::abs(back.lat - hamar.lat) < 2e-7);
  }
  CHECK(utm_crs(33) == "EPSG:25833");
}

TEST_CASE("Lambert's plane of France") {
  const Crs lambert("EPSG:2154");
  CHECK_FALSE(lambert.is_geographic());
  // The origin of RGF93 / Lambert-93: 3 degrees east, 46.5 degrees north is (700000, 6600000).
  const LonLat origin = lambert.to_degrees(700'000, 6'600'000);
  CHECK(std::abs(origin.lon - 3) < 1e-9);
  CHECK(std::abs(origin.lat - 46.5) < 1e-9);
  // A bare number is an EPSG code.
  CHECK(Crs("2154").to_degrees(700'000, 6'600'000) == origin);
}

TEST_CASE("Degrees are longitude, latitude") {
  const Crs degrees("EPSG:4326");
  CHECK(degrees.is_geographic());
  const LonLat same = degrees.to_degrees(11, 60);
  CHECK(same.lon == 11);
  CHECK(same.lat == 60);
}

TEST_CASE("Unknown systems and places outside are errors") {
  const auto code = [](const std::string& name) {
    try {
      const Crs crs(name);
    } catch (const Error& error) {
      return error.code();
    }
    return ExitCode::kOk;
  };
  CHECK(code("Atlantis") == ExitCode::kUsage);
  CHECK(code("") == ExitCode::kUsage);
  CHECK(code("EPSG:1") == ExitCode::kUsage);
  // A description of a conversion is no coordinate system.
  CHECK(code("+proj=utm +zone=33") == ExitCode::kUsage);
  CHECK_THROWS_AS(Crs("EPSG:25833").to_degrees(1e30, 0), Error);
}
