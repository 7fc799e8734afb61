#include <algorithm>
#include <numeric>

#include "models/region/share_out.h"
#include "tests/support/catch.h"

using grend::region::share_out;
using Parts = std::vector<std::int64_t>;

TEST_CASE("Parts follow the weights and the largest remainders get what is left") {
  // 10 in proportion 1:1:2 is 2.5, 2.5, 5: the first of the equal remainders gets the tenth.
  CHECK(share_out(10, std::vector<double>{1, 1, 2}) == Parts{3, 2, 5});
  // 7 in proportion 0.2:0.7:0.1 is 1.4, 4.9, 0.7: 4.9 and 0.7 are rounded up.
  CHECK(share_out(7, std::vector<double>{2, 7, 1}) == Parts{1, 5, 1});
}

TEST_CASE("Who weighs nothing gets nothing") {
  CHECK(share_out(5, std::vector<double>{0, 1, 0}) == Parts{0, 5, 0});
  CHECK(share_out(0, std::vector<double>{0, 0}) == Parts{0, 0});
  CHECK(share_out(0, std::vector<double>{}) == Parts{});
}

TEST_CASE("Parts always add up to the whole") {
  std::vector<double> weights;
  for (int i = 1; i <= 1'000; ++i) weights.push_back(1.0 / i);
  for (const std::int64_t total : {1, 999, 1'000, 5'000'000}) {
    const auto parts = share_out(total, weights);
    CHECK(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
    CHECK(*std::min_element(parts.begin(), parts.end()) >= 0);
  }
}
