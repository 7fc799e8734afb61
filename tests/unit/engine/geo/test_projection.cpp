#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/base/error.h"
#include "engine/geo/point.h"
#include "engine/geo/projection.h"
#include "tests/support/catch.h"

using grend::Error;
using grend::ExitCode;
using grend::geo::distance;
using grend::geo::LonLat;
using grend::geo::Point;
using grend::geo::Projection;

TEST_CASE("centres of Statistics Norway's grid cells land where their numbers say") {
  struct Known {
    LonLat position;  // rounded to six decimals: up to 5.6 cm
    Point plane;      // EPSG:25833
  };
  const std::array<Known, 3> cells = {{
      {{11.006390, 60.820233}, {282'875'00, 6'749'375'00}},
      {{11.016676, 60.811549}, {283'375'00, 6'748'375'00}},
      {{11.021538, 60.809446}, {283'625'00, 6'748'125'00}},
  }};
  const Projection utm33(33);
  for (const auto& cell : cells) {
    CHECK(distance(utm33.to_plane(cell.position), cell.plane) <= grend::centimetres(6));
    const LonLat back = utm33.to_degrees(cell.plane);
    CHECK(std::fabs(back.lon - cell.position.lon) <= 0.6e-6);
    CHECK(std::fabs(back.lat - cell.position.lat) <= 0.6e-6);
  }
}

TEST_CASE("the central meridian has easting 500 km, and the equator northing 0") {
  const Projection utm33(33);  // central meridian 15° east
  CHECK(utm33.to_plane({15, 60}).x == 500'000'00);
  CHECK(utm33.to_plane({15, 0}) == Point{500'000'00, 0});
  // Symmetric about it, to the centimetre.
  CHECK(utm33.to_plane({12, 61}).x + utm33.to_plane({18, 61}).x == 1'000'000'00);
  const Projection utm32(32);  // 9° east
  CHECK(utm32.to_plane({9, 60}).x == 500'000'00);
}

TEST_CASE("there and back again is the same centimetre all over Norway") {
  const Projection utm33(33);
  for (int lon = 4; lon <= 31; lon += 3) {
    for (int lat = 57; lat <= 72; lat += 3) {
      const Point there = utm33.to_plane({lon + 0.1234567, lat + 0.7654321});
      CHECK(utm33.to_plane(utm33.to_degrees(there)) == there);
    }
  }
}

TEST_CASE("what cannot be projected is refused, and the next position is not affected") {
  const Projection utm33(33);
  const Point hamar = utm33.to_plane({11.07, 60.79});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double inf = std::numeric_limits<double>::infinity();
  for (const LonLat bad : {LonLat{nan, 60}, LonLat{11, nan}, LonLat{inf, 60}, LonLat{11, 90},
                           LonLat{11, -91}, LonLat{181, 60}, LonLat{105, 0}}) {
    INFO(bad.lon << " " << bad.lat);
    try {
      utm33.to_plane(bad);
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::kBadData);
      CHECK_FALSE(error.fix().empty());
    }
    CHECK(utm33.to_plane({11.07, 60.79}) == hamar);
  }
  const auto far = std::numeric_limits<std::int64_t>::max();
  CHECK_THROWS_AS(utm33.to_degrees({far, far}), Error);
  CHECK(utm33.to_plane({11.07, 60.79}) == hamar);
}

TEST_CASE("there are sixty zones") {
  CHECK_NOTHROW(Projection(1));
  CHECK_NOTHROW(Projection(60));
  CHECK_THROWS_AS(Projection(0), Error);
  CHECK_THROWS_AS(Projection(61), Error);
}

TEST_CASE("the straight-line distance is that of Pythagoras, to the centimetre") {
  CHECK(distance({0, 0}, {300, 400}) == grend::centimetres(500));
  CHECK(distance({300, 400}, {0, 0}) == grend::centimetres(500));
  CHECK(distance({5, 5}, {5, 5}) == grend::centimetres(0));
  CHECK(distance({0, 0}, {1, 1}) == grend::centimetres(1));  // 1.414
  CHECK(distance({0, 0}, {1, 2}) == grend::centimetres(2));  // 2.236
  // The length of Norway, 1,750 km, in both directions: 2,474.873734 km.
  CHECK(distance({0, 0}, {175'000'000, 175'000'000}) == grend::centimetres(247'487'373));
}
