#include <numbers>

#include "engine/geo/outline.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::geo;

namespace {

// m2, negative if it runs clockwise.
double area_of(const std::vector<Point>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[(i + 1) % ring.size()];
    twice += static_cast<double>(a.x * b.y - a.y * b.x) / 1e4;
  }
  return twice / 2;
}

// A square of lines with sides of `side` m around (x, y), in cm.
std::vector<Segment> square(std::int64_t x, std::int64_t y, std::int64_t side) {
  const std::int64_t h = side * 50;
  const Point p[] = {{x - h, y - h}, {x + h, y - h}, {x + h, y + h}, {x - h, y + h}};
  return {{p[0], p[1]}, {p[1], p[2]}, {p[2], p[3]}, {p[3], p[0]}};
}

}  // namespace

TEST_CASE("The ground near a point is a disc, and near a line a disc drawn out") {
  const Segment point{{1'000'000, 2'000'000}, {1'000'000, 2'000'000}};
  const Outline disc = outline_of({&point, 1}, {.buffer = metres(200)});
  REQUIRE(disc.polygons.size() == 1);
  CHECK(disc.polygons[0].holes.empty());
  const double circle = std::numbers::pi * 200 * 200;
  for (const Point p : disc.polygons[0].outer) {
    CHECK(std::abs(to_metres(distance(p, point.a)) - 200) < 10);
  }
  // Drawn with some twelve corners, a disc loses a few percent to its chords.
  CHECK(disc.area == Approx(circle).epsilon(0.07));
  CHECK(area_of(disc.polygons[0].outer) == Approx(disc.area));  // counterclockwise
  const Segment line{{0, 0}, {300'000, 400'000}};               // 5 km
  const Outline band = outline_of({&line, 1}, {.buffer = metres(200)});
  CHECK(band.area == Approx(circle + 5000.0 * 400).epsilon(0.01));
  for (const Point p : band.polygons[0].outer) {
    // By how much its distance from the line's middle exceeds what is possible.
    CHECK(distance(p, {150'000, 200'000}) <= metres(2500 + 200 + 5));
  }
}

TEST_CASE("A block of streets has a hole if that is large enough") {
  const auto block = square(0, 0, 2000);
  // 200 m inside each of four streets of 2 km a square of 1.6 km stays free.
  const Outline outline = outline_of(block, {.buffer = metres(200), .smallest_hole = 1e6});
  REQUIRE(outline.polygons.size() == 1);
  REQUIRE(outline.polygons[0].holes.size() == 1);
  CHECK(area_of(outline.polygons[0].holes[0]) == Approx(-1600.0 * 1600).epsilon(0.02));
  const double outer = 2400.0 * 2400 - (4 - std::numbers::pi) * 200 * 200;
  CHECK(outline.area == Approx(outer - 1600.0 * 1600).epsilon(0.02));
  const Outline filled = outline_of(block, {.buffer = metres(200), .smallest_hole = 3e6});
  CHECK(filled.polygons[0].holes.empty());
  CHECK(filled.area == Approx(outer).epsilon(0.02));
}

TEST_CASE("An island in a hole is a polygon of its own, and none where the hole is filled") {
  auto lines = square(0, 0, 4000);
  const auto inner = square(0, 0, 400);
  lines.insert(lines.end(), inner.begin(), inner.end());
  lines.push_back({{900'000, 0}, {900'000, 100'000}});  // far off, 7 km to the east
  const Outline outline = outline_of(lines, {.buffer = metres(200), .smallest_hole = 1e6});
  REQUIRE(outline.polygons.size() == 3);
  CHECK(outline.polygons[0].holes.size() == 1);
  double sum = 0;
  for (const Polygon& polygon : outline.polygons) {
    sum += area_of(polygon.outer);
    for (const auto& hole : polygon.holes) sum += area_of(hole);
  }
  CHECK(outline.area == Approx(sum));
  const Outline filled = outline_of(lines, {.buffer = metres(200), .smallest_hole = 1e9});
  CHECK(filled.polygons.size() == 2);
}

TEST_CASE("Much land is drawn with a wider buffer, and no lines are no ground") {
  const Segment far{{0, 0}, {200'000'000, 0}};  // 2,000 km
  const Outline outline = outline_of({&far, 1}, {.buffer = metres(100)});
  CHECK(outline.buffer >= metres(1000));
  CHECK(outline.buffer <= metres(1001));
  CHECK(outline.area == Approx(2e6 * 2 * 1000).epsilon(0.02));
  CHECK(outline_of({}, {}).polygons.empty());
}
