#include <numeric>

#include "engine/base/random.h"
#include "models/region/settlement_roads.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::region;

TEST_CASE("a Gabriel graph is what its definition says, and connected") {
  std::vector<geo::Point> points;
  RandomStream random({3, 0}, 0, Purpose::kTest);
  for (int i = 0; i < 150; ++i) {
    const auto x = random.between(0, 40), y = random.between(0, 40);  // a grid: many right angles
    const geo::Point p{x * 25'000, y * 25'000};
    if (std::find(points.begin(), points.end(), p) == points.end()) points.push_back(p);
  }
  const auto found = gabriel_graph(points);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
  for (std::uint32_t a = 0; a < points.size(); ++a) {
    for (std::uint32_t b = a + 1; b < points.size(); ++b) {
      const bool parted = std::any_of(points.begin(), points.end(), [&](geo::Point c) {
        if (c == points[a] || c == points[b]) return false;
        return (points[a].x - c.x) * (points[b].x - c.x) +
                   (points[a].y - c.y) * (points[b].y - c.y) <=
               0;
      });
      if (!parted) expected.emplace_back(a, b);
    }
  }
  CHECK(found == expected);
  std::vector<std::uint32_t> root(points.size());
  std::iota(root.begin(), root.end(), 0u);
  const auto find = [&](std::uint32_t i) {
    while (root[i] != i) i = root[i];
    return i;
  };
  for (const auto& [a, b] : found) root[find(a)] = find(b);
  for (std::uint32_t i = 0; i < points.size(); ++i) CHECK(find(i) == find(0));
}

TEST_CASE("settlements are joined by streets near by and roads far away") {
  std::vector<PopulationCell> cells;
  for (const auto& [x, persons] : {std::pair{0, 300}, {1, 20}, {2, 0}, {30, 5}, {80, 400}}) {
    PopulationCell cell;
    cell.id = x;
    cell.south_west = {50'000'000 + x * 25'000, 680'000'000};
    cell.persons = persons;
    cells.push_back(cell);
  }
  const auto roads = settlement_roads(cells, 33);
  CHECK(roads.nodes.size() == 4);  // nobody lives in one of the five
  // 0.25 km, 7.25 km and 12.5 km between neighbours, and one main road between the two towns.
  REQUIRE(roads.ways.size() == 4);
  CHECK(roads.ways[0].tag("highway") == "residential");
  CHECK(roads.ways[1].tag("highway") == "secondary");
  CHECK(roads.ways[2].tag("highway") == "secondary");
  CHECK(roads.ways[3].tag("highway") == "primary");
  CHECK(roads.ways[3].nodes == std::vector<std::int64_t>{1, 4});
}
