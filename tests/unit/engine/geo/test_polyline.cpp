#include "engine/geo/polyline.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::geo;

TEST_CASE("A line is encoded as in the published example") {
  // developers.google.com/maps/documentation/utilities/polylinealgorithm
  const std::vector<LonLat> line = {{-120.2, 38.5}, {-120.95, 40.7}, {-126.453, 43.252}};
  CHECK(encode_polyline(line) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@");
  // The same with six decimals, by another implementation.
  CHECK(encode_polyline(line, 6) == "_izlhA~rlgdF_{geC~ywl@_kwzCn`{nI");
  CHECK(encode_polyline({}).empty());
  // -179.9832104 degrees alone, as the same page works it out.
  CHECK(encode_polyline(std::vector<LonLat>{{0, -179.9832104}}) == "`~oia@?");
}

TEST_CASE("Simplifying leaves out what is within the tolerance and keeps the ends") {
  // A bump of 3 m and one of 10 m on a straight line.
  const std::vector<Point> line = {
      {0, 0}, {10'000, 300}, {20'000, 0}, {30'000, 1'000}, {40'000, 0}};
  CHECK(simplify(line, metres(0)) == line);
  // Without the first bump, 20,000 is off the line from (0, 0) to the second bump (30,000, 10 m)
  // by 6.7 m and stays.
  CHECK(simplify(line, metres(5)) ==
        std::vector<Point>{{0, 0}, {20'000, 0}, {30'000, 1'000}, {40'000, 0}});
  CHECK(simplify(line, metres(10)) == std::vector<Point>{{0, 0}, {40'000, 0}});
}

TEST_CASE("What goes out and comes back is no point") {
  const std::vector<Point> there_and_back = {{0, 0}, {50'000, 0}, {0, 0}};
  CHECK(simplify(there_and_back, metres(5)) == there_and_back);
  const std::vector<Point> two = {{0, 0}, {1, 1}};
  CHECK(simplify(two, metres(5)) == two);
  CHECK(simplify({}, metres(5)).empty());
}
