#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/geo/projection.h"
#include "models/region/cell_outline.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::region;

namespace {

constexpr std::int64_t kSide = 25'000;
constexpr geo::Point kCorner{26'400'000, 670'000'000};  // lower left of every picture

// Cells of a picture: '#' of municipality 0 with persons, 'o' without, 'x' of municipality 1.
std::vector<PopulationCell> cells_of(const std::vector<std::string_view>& picture) {
  std::vector<PopulationCell> cells;
  for (std::size_t row = 0; row < picture.size(); ++row) {
    for (std::size_t column = 0; column < picture[row].size(); ++column) {
      const char kind = picture[row][column];
      if (kind == ' ') continue;
      PopulationCell cell;
      cell.south_west = {kCorner.x + static_cast<std::int64_t>(column) * kSide,
                         kCorner.y + static_cast<std::int64_t>(picture.size() - 1 - row) * kSide};
      cell.persons = kind == 'o' ? 0 : 1;
      cell.municipality = kind == 'x' ? 1 : 0;
      cells.push_back(cell);
    }
  }
  return cells;
}

// For each polygon, for each ring: its corners and its area in cells, which is above 0 if it goes
// counterclockwise (shoelace formula).
struct Drawn {
  std::size_t corners;
  double area;
  bool operator==(const Drawn&) const = default;
};
std::vector<std::vector<Drawn>> draw(const std::vector<std::string_view>& picture) {
  const auto outline = outline_of_cells(cells_of(picture), 0, 33);
  REQUIRE(outline);
  const auto json = nlohmann::json::parse(*outline);
  CHECK(json["type"] == "MultiPolygon");
  const geo::Projection projection(33);
  std::vector<std::vector<Drawn>> result;
  for (const auto& polygon : json["coordinates"]) {
    auto& rings = result.emplace_back();
    for (const auto& ring : polygon) {
      CHECK(ring.front() == ring.back());
      double twice = 0;
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const auto at = [&](std::size_t k) {
          const auto p = projection.to_plane({ring[k][0], ring[k][1]});
          return std::pair(std::round(static_cast<double>(p.x - kCorner.x) / kSide),
                           std::round(static_cast<double>(p.y - kCorner.y) / kSide));
        };
        const auto [ax, ay] = at(i);
        const auto [bx, by] = at(i + 1);
        twice += ax * by - bx * ay;
      }
      rings.push_back({ring.size() - 1, twice / 2});
    }
  }
  return result;
}

}  // namespace

TEST_CASE("the outline goes round cells with persons that share a side") {
  // The L of three cells has six corners; the cell of nobody and that of another municipality
  // divide it from the single one.
  CHECK(draw({"#ox#",  //
              "## #"}) == std::vector<std::vector<Drawn>>{{{6, 3}}, {{4, 2}}});
  CHECK_FALSE(outline_of_cells(cells_of({"ox"}), 0, 33));
}

TEST_CASE("cells that touch by a corner are two polygons") {
  CHECK(draw({" #",  //
              "# "}) == std::vector<std::vector<Drawn>>{{{4, 1}}, {{4, 1}}});
}

TEST_CASE("what cells go all round is a hole, even where they only touch") {
  CHECK(draw({"###",  //
              "# #",  //
              "###"}) == std::vector<std::vector<Drawn>>{{{4, 9}, {4, -1}}});
  // Seven cells in a C whose ends touch by a corner: the notch outside that corner is not inside,
  // the middle is a hole, and both rings have the corner where they touch. 9 - 1 - 1 = 7 cells.
  CHECK(draw({"## ",  //
              "# #",  //
              "###"}) == std::vector<std::vector<Drawn>>{{{6, 8}, {4, -1}}});
}

TEST_CASE("the outline lies where the cells are") {
  const auto json = nlohmann::json::parse(*outline_of_cells(cells_of({"#"}), 0, 33));
  const auto corner = geo::Projection(33).to_degrees(kCorner);
  const auto& first = json["coordinates"][0][0][0];
  CHECK(first[0].get<double>() == Approx(corner.lon).margin(1e-7));
  CHECK(first[1].get<double>() == Approx(corner.lat).margin(1e-7));
}
