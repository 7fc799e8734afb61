#include "models/region/cell_grid.h"
#include "tests/support/catch.h"

using namespace grend;
using region::grid_cell;
using region::grid_cell_at;

TEST_CASE("A cell's number holds its south-west corner in metres") {
  // The first row of Hamar's file: centre (282875, 6749375), so the corner is 125 m less.
  const auto cell = grid_cell(22827506749250);
  REQUIRE(cell);
  CHECK(cell->south_west == geo::Point{28'275'000, 674'925'000});
  CHECK(region::centre_of(*cell) == geo::Point{28'287'500, 674'937'500});
  CHECK(cell->side == metres(250));
}

TEST_CASE("Cells west of the zone's origin have negative eastings") {
  // 19250006618000 = 2e13 - 75000 * 1e7 + 6618000, the first cell of Statistics Norway's file.
  const auto cell = grid_cell(19250006618000);
  REQUIRE(cell);
  CHECK(cell->south_west == geo::Point{-7'500'000, 661'800'000});
}

TEST_CASE("A number that is no multiple of 250 m is no cell's") {
  CHECK(grid_cell(22827506749250));
  CHECK_FALSE(grid_cell(22827506749251));  // northing 6749251
  CHECK_FALSE(grid_cell(22827516749250));  // easting 282751
  CHECK_FALSE(grid_cell(-2'500'000'000));  // easting -2,000,250
  CHECK_FALSE(grid_cell(-1));
  CHECK_FALSE(grid_cell(99'999'999'999'999));
}

TEST_CASE("A point lies in the cell whose corner is just south-west of it") {
  const geo::Point corner{-7'500'000, 661'800'000};
  CHECK(grid_cell_at(corner).id == 19250006618000);
  CHECK(grid_cell_at({corner.x + 24'999, corner.y + 24'999}).id == 19250006618000);
  // One centimetre further west is the next cell: easting -75250.
  CHECK(grid_cell_at({corner.x - 1, corner.y}).id == 19250006618000 - 2'500'000'000);
  CHECK(grid_cell_at({corner.x, corner.y - 1}).id == 19250006618000 - 250);
}

TEST_CASE("Cells in the order of their codes are mostly neighbours") {
  // Four cells of a square come before the first of the next square; negative eastings count too.
  const geo::Point origin{-7'500'000, 661'800'000};
  const auto at = [&](int x, int y) {
    return region::morton_code({x * 25'000, origin.y - origin.y % 50'000 + y * 25'000});
  };
  CHECK(at(0, 0) < at(1, 0));
  CHECK(at(1, 0) < at(0, 1));
  CHECK(at(0, 1) < at(1, 1));
  CHECK(at(1, 1) < at(2, 0));
  CHECK(at(-1, 1) < at(0, 0));
}

TEST_CASE("A cell of the 1 km grid is numbered by its corner as well") {
  const auto cell = grid_cell(22820006749000, kilometres(1));
  REQUIRE(cell);
  CHECK(cell->south_west == geo::Point{28'200'000, 674'900'000});
  CHECK(region::centre_of(*cell) == geo::Point{28'250'000, 674'950'000});
  CHECK_FALSE(grid_cell(22827506749250, kilometres(1)));  // a 250 m cell's
}
