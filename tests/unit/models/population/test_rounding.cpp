#include <cmath>
#include <numeric>

#include "engine/base/random.h"
#include "models/population/rounding.h"
#include "tests/support/catch.h"

using namespace grend;
using namespace grend::population;

TEST_CASE("a table is fitted to its margins and keeps its odds") {
  // Seed odds ratio (2 * 3) / (1 * 1) = 6; proportional fitting never changes it.
  const RealTable seed{2, 2, {2, 1, 1, 3}};
  const std::vector<std::int64_t> rows = {60, 40}, columns = {30, 70};
  const auto t = fit_table(seed, rows, columns);
  CHECK(t.at(0, 0) + t.at(0, 1) == Approx(60));
  CHECK(t.at(1, 0) + t.at(1, 1) == Approx(40));
  CHECK(t.at(0, 0) + t.at(1, 0) == Approx(30));
  CHECK(t.at(0, 0) * t.at(1, 1) / (t.at(0, 1) * t.at(1, 0)) == Approx(6));
}

TEST_CASE("rounded tables keep all sums and stay next to the real ones") {
  for (std::uint32_t round = 0; round < 200; ++round) {
    RandomStream random({11, 0}, round, Purpose::kTest);
    const auto n = static_cast<std::size_t>(random.between(1, 12));
    const auto m = static_cast<std::size_t>(random.between(1, 6));
    RealTable seed{n, m, {}};
    for (std::size_t i = 0; i < n * m; ++i) seed.values.push_back(random.uniform(0.1, 2));
    std::vector<std::int64_t> rows, columns(m, 0);
    for (std::size_t r = 0; r < n; ++r) rows.push_back(random.between(0, 40));
    for (auto left = std::accumulate(rows.begin(), rows.end(), std::int64_t{0}); left > 0; --left) {
      ++columns[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(m) - 1))];
    }
    const auto real = fit_table(seed, rows, columns);
    const auto whole = round_table(real, rows, columns);
    for (std::size_t r = 0; r < n; ++r) {
      std::int64_t sum = 0;
      for (std::size_t c = 0; c < m; ++c) {
        sum += whole.at(r, c);
        CHECK(std::abs(static_cast<double>(whole.at(r, c)) - real.at(r, c)) < 1.001);
        CHECK(whole.at(r, c) >= 0);
      }
      CHECK(sum == rows[r]);
    }
    for (std::size_t c = 0; c < m; ++c) {
      std::int64_t sum = 0;
      for (std::size_t r = 0; r < n; ++r) sum += whole.at(r, c);
      CHECK(sum == columns[c]);
    }
  }
}

TEST_CASE("raking meets its target and changes all odds by one factor") {
  const std::vector<RakeGroup> groups = {{1000, 0.5}, {1000, 0.8}, {50, 0}, {7, 1}};
  // Without a target: 500 + 800 + 0 + 7.
  CHECK(rake(groups, std::nullopt) == std::vector<std::int64_t>{500, 800, 0, 7});
  const auto more = rake(groups, 1607);
  CHECK(more[2] == 0);
  CHECK(more[3] == 7);
  CHECK(more[0] + more[1] == 1600);
  // Odds 1 : 4 before, and after: a/(1000-a) * 4 = b/(1000-b) with a + b = 1600, so a = 698
  // (factor 2.31).
  CHECK(std::abs(more[0] - 698) <= 1);
  // Out of reach: everybody who can.
  CHECK(rake(groups, 5000) == std::vector<std::int64_t>{1000, 1000, 0, 7});
  CHECK(rake(groups, 0) == std::vector<std::int64_t>{0, 0, 0, 7});
}
