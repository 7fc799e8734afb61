// Whole persons out of real shares, with every total kept: iterative proportional fitting of a
// table to its margins, controlled rounding of the fitted table, and raking of a yes/no attribute
// to its number. All deterministic, in a fixed order of sums. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace grend::population {

// Rows one after another.
struct RealTable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;
  double& at(std::size_t r, std::size_t c) { return values[r * columns + c]; }
  double at(std::size_t r, std::size_t c) const { return values[r * columns + c]; }
};

struct CountTable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::int64_t> values;
  std::int64_t& at(std::size_t r, std::size_t c) { return values[r * columns + c]; }
  std::int64_t at(std::size_t r, std::size_t c) const { return values[r * columns + c]; }
};

// The table nearest to `seed` (all > 0 where a count may stand) with these sums, by iterative
// proportional fitting (Deming & Stephan 1940, Ann. Math. Stat. 11). Both margins must have the
// same sum. O(cells * rounds), at most a few hundred rounds.
RealTable fit_table(RealTable seed, std::span<const std::int64_t> row_sums,
                    std::span<const std::int64_t> column_sums);

// A table of whole numbers with exactly these sums, each next to its real one where that is
// possible (controlled rounding, Cox 1987, JASA 82). `row_sums` and `column_sums` have the same
// sum.
CountTable round_table(const RealTable& table, std::span<const std::int64_t> row_sums,
                       std::span<const std::int64_t> column_sums);

// Some alike persons, of whom each has an attribute with the same prior probability.
struct RakeGroup {
  std::int64_t size = 0;
  double probability = 0;  // 0 or 1: cannot or must
};

// How many of each group have the attribute, `target` of all (without one: as many as the
// probabilities make, rounded). All odds are multiplied by one factor, which is what proportional
// fitting of the one margin does; a target out of reach is met as far as the groups allow.
std::vector<std::int64_t> rake(std::span<const RakeGroup> groups,
                               std::optional<std::int64_t> target);

}  // namespace grend::population
