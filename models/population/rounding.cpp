#include "models/population/rounding.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/check.h"
#include "engine/base/portable_math.h"

namespace grend::population {
namespace {

// Gives out what is left after rounding down: each row and column has so many units to place, one
// to a cell at first, cells with large remainders first, by augmenting paths.
class RemainderPlacer {
 public:
  RemainderPlacer(const RealTable& table, CountTable& result, std::vector<std::int64_t> room)
      : result_(result), room_(std::move(room)), extra_(table.values.size(), 0) {
    order_.resize(table.rows);
    for (std::size_t r = 0; r < table.rows; ++r) {
      auto& columns = order_[r];
      columns.resize(table.columns);
      std::iota(columns.begin(), columns.end(), std::size_t{0});
      const auto rest = [&](std::size_t c) {
        return table.at(r, c) - static_cast<double>(result.at(r, c));
      };
      std::stable_sort(columns.begin(), columns.end(),
                       [&](std::size_t a, std::size_t b) { return rest(a) > rest(b); });
      // A cell without a remainder stays whole if it can.
      const auto whole = std::find_if(columns.begin(), columns.end(),
                                      [&](std::size_t c) { return rest(c) < 1e-9; });
      open_.push_back(static_cast<std::size_t>(whole - columns.begin()));
    }
  }

  void place(std::size_t row) {
    for (const bool any_cell : {false, true}) {
      std::vector<bool> seen(room_.size(), false);
      if (augment(row, any_cell, seen)) return;
    }
    // Only where margins contradict the table's zeros; the sums still hold.
    const auto column = std::find_if(room_.begin(), room_.end(), [](auto n) { return n > 0; });
    GREND_CHECK(column != room_.end());
    --*column;
    ++result_.at(row, static_cast<std::size_t>(column - room_.begin()));
  }

 private:
  bool augment(std::size_t row, bool any_cell, std::vector<bool>& seen) {
    const auto& columns = order_[row];
    const std::size_t end = any_cell ? columns.size() : open_[row];
    for (std::size_t i = 0; i < end; ++i) {
      const std::size_t c = columns[i];
      if (seen[c] || extra(row, c) > 0) continue;
      seen[c] = true;
      if (room_[c] > 0) {
        --room_[c];
        put(row, c, 1);
        return true;
      }
      for (std::size_t other = 0; other < order_.size(); ++other) {
        if (other == row || extra(other, c) == 0 || !augment(other, any_cell, seen)) continue;
        put(other, c, -1);
        put(row, c, 1);
        return true;
      }
    }
    return false;
  }
  int extra(std::size_t row, std::size_t c) const { return extra_[row * result_.columns + c]; }
  void put(std::size_t row, std::size_t c, int units) {
    extra_[row * result_.columns + c] += units;
    result_.at(row, c) += units;
  }

  CountTable& result_;
  std::vector<std::int64_t> room_;
  std::vector<int> extra_;
  std::vector<std::vector<std::size_t>> order_;  // columns of each row, largest remainder first
  std::vector<std::size_t> open_;                // how many of them have a remainder
};

double factor_for(std::span<const RakeGroup> groups, double target) {
  double low = 1e-12;
  double high = 1e12;
  for (int i = 0; i < 100; ++i) {
    const double f = portable_sqrt(low * high);
    double sum = 0;
    for (const auto& g : groups) {
      const double odds = g.probability * f;
      sum += static_cast<double>(g.size) * odds / (1 - g.probability + odds);
    }
    (sum < target ? low : high) = f;
  }
  return portable_sqrt(low * high);
}

}  // namespace

RealTable fit_table(RealTable seed, std::span<const std::int64_t> row_sums,
                    std::span<const std::int64_t> column_sums) {
  constexpr int kMostRounds = 500;
  constexpr double kClose = 1e-7;  // persons
  for (int round = 0; round < kMostRounds; ++round) {
    double worst = 0;
    for (std::size_t r = 0; r < seed.rows; ++r) {
      double sum = 0;
      for (std::size_t c = 0; c < seed.columns; ++c) sum += seed.at(r, c);
      const auto target = static_cast<double>(row_sums[r]);
      worst = std::max(worst, std::abs(sum - target));
      for (std::size_t c = 0; c < seed.columns; ++c) seed.at(r, c) *= sum > 0 ? target / sum : 0;
    }
    for (std::size_t c = 0; c < seed.columns; ++c) {
      double sum = 0;
      for (std::size_t r = 0; r < seed.rows; ++r) sum += seed.at(r, c);
      const auto target = static_cast<double>(column_sums[c]);
      for (std::size_t r = 0; r < seed.rows; ++r) seed.at(r, c) *= sum > 0 ? target / sum : 0;
    }
    if (worst < kClose) break;
  }
  return seed;
}

CountTable round_table(const RealTable& table, std::span<const std::int64_t> row_sums,
                       std::span<const std::int64_t> column_sums) {
  CountTable result{table.rows, table.columns, {}};
  std::vector<std::int64_t> row_left(row_sums.begin(), row_sums.end());
  std::vector<std::int64_t> column_left(column_sums.begin(), column_sums.end());
  result.values.resize(table.values.size());
  for (std::size_t r = 0; r < table.rows; ++r) {
    for (std::size_t c = 0; c < table.columns; ++c) {
      // A hair above a whole number is that number; never more than the margins have left.
      const auto whole = static_cast<std::int64_t>(table.at(r, c) + 1e-6);
      const auto count = std::clamp<std::int64_t>(whole, 0, std::min(row_left[r], column_left[c]));
      result.at(r, c) = count;
      row_left[r] -= count;
      column_left[c] -= count;
    }
  }
  RemainderPlacer placer(table, result, std::move(column_left));
  for (std::size_t r = 0; r < table.rows; ++r) {
    for (; row_left[r] > 0; --row_left[r]) placer.place(r);
  }
  return result;
}

std::vector<std::int64_t> rake(std::span<const RakeGroup> groups,
                               std::optional<std::int64_t> target) {
  double expected = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const auto& g : groups) {
    expected += static_cast<double>(g.size) * g.probability;
    if (g.probability >= 1) least += g.size;
    if (g.probability > 0) most += g.size;
  }
  const auto wanted = target.value_or(static_cast<std::int64_t>(expected + 0.5));
  const std::int64_t goal = std::clamp(wanted, least, most);
  const double f = target ? factor_for(groups, static_cast<double>(goal)) : 1;
  std::vector<std::int64_t> chosen;
  double sum = 0;
  std::int64_t given = 0;
  for (const auto& g : groups) {
    const double odds = g.probability * f;
    const double share = g.probability >= 1 ? 1 : odds / (1 - g.probability + odds);
    const double here = goal == most && g.probability > 0 ? 1 : share;
    sum += static_cast<double>(g.size) * here;
    // Rounding the running sum keeps the total and leaves each group within one of its share.
    const auto upto = std::min(static_cast<std::int64_t>(sum + 0.5), goal);
    chosen.push_back(std::clamp<std::int64_t>(upto - given, 0, g.size));
    given += chosen.back();
  }
  // What the last bits of the sum left over goes where there is room.
  for (std::size_t i = 0; i < chosen.size() && given < goal; ++i) {
    if (groups[i].probability <= 0) continue;
    const auto more = std::min(groups[i].size - chosen[i], goal - given);
    chosen[i] += more;
    given += more;
  }
  return chosen;
}

}  // namespace grend::population
