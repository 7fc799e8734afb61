#include "engine/base/random.h"
#include "models/region/nearest_place.h"
#include "tests/support/catch.h"

using namespace grend;

TEST_CASE("The nearest place is the one a look at all of them finds, the first of equals") {
  RandomStream random({7}, 0, Purpose::kTest);
  for (const std::int64_t bucket : {1, 100, 5'000, 1'000'000}) {
    std::vector<geo::Point> places;
    for (int i = 0; i < 200; ++i) {
      const auto x = random.between(-100, 100);
      const auto y = random.between(-50, 50);
      places.push_back({x * 100, y * 100});  // coarse, so that equal distances happen
    }
    const region::NearestPlace nearest(places, Distance(bucket));
    for (int i = 0; i < 300; ++i) {
      const auto x = random.between(-300, 300);
      const auto y = random.between(-200, 200);
      const geo::Point from{x * 50, y * 50};
      std::size_t expected = 0;
      const auto squared = [&](std::size_t k) {
        const auto dx = places[k].x - from.x;
        const auto dy = places[k].y - from.y;
        return dx * dx + dy * dy;
      };
      for (std::size_t k = 1; k < places.size(); ++k) {
        if (squared(k) < squared(expected)) expected = k;
      }
      REQUIRE(nearest.find(from) == expected);
    }
  }
}
