// From the margins of a municipality to the whole numbers of persons and households that each of
// its blocks has to get. A block is some thousand persons in consecutive cells: what is dealt out
// in one piece, so that cities are no bottleneck. The blocks of a municipality add up to its
// margins exactly, and each block is close to them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/population/margins.h"
#include "models/region/region_input.h"

namespace grend::population {

inline constexpr std::size_t kSizes = 7;  // households by persons; 0 is unused

// Persons by year of age and sex: index 2 * age + (female).
using YearCounts = std::array<std::int64_t, 2 * kYears>;

struct BlockPlan {
  std::uint32_t municipality = 0;
  std::uint32_t number = 0;          // within the municipality
  std::vector<std::uint32_t> cells;  // indices into RegionInput::cells, as given
  std::int64_t persons = 0;
  YearCounts years{};
  std::array<std::int64_t, kSizes> households{};  // wanted, by size
  std::optional<std::int64_t> employed;
  std::optional<std::int64_t> licences;
  std::optional<std::int64_t> wheelchair;
  std::vector<double> cars;  // shares of households, may be empty
};

// `cells`: those of the municipality with persons, in the order they are to be filled. At least
// one.
std::vector<BlockPlan> plan_blocks(const region::RegionInput& region, std::uint32_t municipality,
                                   std::vector<std::uint32_t> cells, const Margins& margins,
                                   const PopulationSpec& spec);

}  // namespace grend::population
