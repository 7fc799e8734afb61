#include "models/region/segment_grid.h"
#include "tests/support/catch.h"

using grend::region::Segment;
using grend::region::SegmentGrid;

TEST_CASE("Only segments that cross or touch without a common node are in the way") {
  SegmentGrid grid;
  grid.add({1, 2, {0, 0}, {400, 0}});
  CHECK(grid.crosses({3, 4, {200, -50}, {200, 50}}));
  CHECK(grid.crosses({3, 4, {200, 0}, {200, 50}}));        // ends on it
  CHECK_FALSE(grid.crosses({3, 4, {200, 1}, {200, 50}}));  // ends before it
  CHECK_FALSE(grid.crosses({3, 4, {0, 10}, {400, 10}}));   // runs beside it
  CHECK_FALSE(grid.crosses({2, 4, {400, 0}, {500, 90}}));  // goes on from its end
}

TEST_CASE("A segment is found far from its ends and across negative coordinates") {
  SegmentGrid grid;
  grid.add({1, 2, {-950, -950}, {950, 950}});
  CHECK(grid.crosses({3, 4, {-10, 10}, {10, -10}}));
  CHECK(grid.crosses({3, 4, {-760, -740}, {-740, -760}}));
  CHECK_FALSE(grid.crosses({3, 4, {-10, 10}, {-300, 300}}));
  grid.clear();
  CHECK_FALSE(grid.crosses({3, 4, {-10, 10}, {10, -10}}));
}
