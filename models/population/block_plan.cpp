#include "models/population/block_plan.h"

#include <algorithm>
#include <numeric>

#include "engine/base/portable_math.h"
#include "models/population/rounding.h"
#include "models/region/share_out.h"

namespace grend::population {
namespace {

constexpr std::int64_t kPersonsPerBlock = 20'000;
constexpr std::int64_t kMostBlocks =
    64;  // enough for any number of threads; sharing out costs by it

// How a band's persons lie on its years where nothing better is known: level up to 60, then falling
// as Norway's population of 2020 does (Statistics Norway, table 07459: 0.8 of the level at 67, 0.6
// at 74, 0.2 at 85, 0.05 at 95).
double year_weight(int age) {
  const double beyond = age < 60 ? 0 : (age - 60) / 20.0;
  return portable_exp(-beyond * beyond);
}

double women_share(const PopulationSpec& spec, int age) {
  return age < kRetired ? spec.women_under_67 : age < 80 ? spec.women_67_79 : spec.women_80;
}

std::vector<std::int64_t> years_of(const Margins& margins, std::int64_t persons) {
  std::vector<double> weights;
  for (const auto& band : margins.ages) weights.push_back(band.persons);
  const auto counts = region::share_out(persons, weights);
  std::vector<std::int64_t> years(kYears, 0);
  for (std::size_t b = 0; b < counts.size(); ++b) {
    const auto& band = margins.ages[b];
    std::vector<double> shares;
    double any = 0;
    for (int age = band.low; age <= band.high; ++age) {
      const int grade = age - kFirstGrade;
      const bool known = !margins.grades.empty() && grade >= 0 && grade < kGrades;
      shares.push_back(known ? margins.grades[static_cast<std::size_t>(grade)] : year_weight(age));
      any += shares.back();
    }
    if (any <= 0) std::fill(shares.begin(), shares.end(), 1.0);
    const auto split = region::share_out(counts[b], shares);
    for (std::size_t i = 0; i < split.size(); ++i) {
      years[static_cast<std::size_t>(band.low) + i] += split[i];
    }
  }
  return years;
}

YearCounts years_by_sex(const Margins& margins, const PopulationSpec& spec, std::int64_t persons) {
  const auto years = years_of(margins, persons);
  std::vector<RakeGroup> groups;
  for (int age = 0; age < kYears; ++age) {
    groups.push_back({years[static_cast<std::size_t>(age)], women_share(spec, age)});
  }
  std::optional<std::int64_t> target;
  if (margins.women) {
    target = rounded(*margins.women * static_cast<double>(persons) / margins.persons());
  }
  const auto women = rake(groups, target);
  YearCounts counts{};
  for (std::size_t age = 0; age < years.size(); ++age) {
    counts[2 * age] = years[age] - women[age];
    counts[2 * age + 1] = women[age];
  }
  return counts;
}

// Households of each size that hold exactly `persons`, with an adult for each.
std::array<std::int64_t, kSizes> household_counts(const Margins& margins,
                                                  const PopulationSpec& spec, std::int64_t persons,
                                                  std::int64_t adults) {
  std::array<double, kSizes> share{};
  for (std::size_t k = 1; k <= 4; ++k) share[k] = margins.household_sizes[k - 1];
  share[5] = margins.household_sizes[4] * (1 - spec.sixth_person);
  share[6] = margins.household_sizes[4] * spec.sixth_person;
  const auto total_of = [&](double tilt, double& in_them) {
    double households = 0, factor = 1;
    in_them = 0;
    for (std::size_t k = 1; k < kSizes; ++k, factor *= tilt) {
      households += share[k] * factor;
      in_them += share[k] * factor * static_cast<double>(k);
    }
    return households;
  };
  // More households than adults cannot be: then they are larger than the margin says.
  double tilt = 1, in_them = 0;
  for (int i = 0; i < 200; ++i, tilt *= 1.05) {
    const double households = total_of(tilt, in_them);
    if (households / in_them * static_cast<double>(persons) <= static_cast<double>(adults)) break;
  }
  total_of(tilt, in_them);
  std::array<std::int64_t, kSizes> counts{};
  std::array<double, kSizes> rest{};
  std::int64_t left = persons;
  double factor = 1;
  for (std::size_t k = 1; k < kSizes; ++k, factor *= tilt) {
    const double exact = share[k] * factor / in_them * static_cast<double>(persons);
    counts[k] = static_cast<std::int64_t>(exact);
    rest[k] = exact - static_cast<double>(counts[k]);
    left -= counts[k] * static_cast<std::int64_t>(k);
  }
  while (left > 0) {
    std::size_t best = 1;
    for (std::size_t k = 1; k < kSizes; ++k) {
      if (static_cast<std::int64_t>(k) <= left && rest[k] > rest[best]) best = k;
    }
    ++counts[best];
    rest[best] -= 1;
    left -= static_cast<std::int64_t>(best);
  }
  return counts;
}

std::vector<BlockPlan> cut(const region::RegionInput& region, std::uint32_t municipality,
                           const std::vector<std::uint32_t>& cells, std::int64_t persons) {
  const std::int64_t wanted = std::clamp<std::int64_t>(persons / kPersonsPerBlock, 1, kMostBlocks);
  std::vector<BlockPlan> blocks;
  std::int64_t before = 0;
  for (const auto cell : cells) {
    const auto number = std::min(before * wanted / persons, wanted - 1);
    if (blocks.empty() || number > static_cast<std::int64_t>(blocks.back().number)) {
      blocks.push_back({.municipality = municipality,
                        .number = static_cast<std::uint32_t>(number),
                        .cells = {},
                        .employed = {},
                        .licences = {},
                        .wheelchair = {},
                        .cars = {}});
    }
    blocks.back().cells.push_back(cell);
    blocks.back().persons += region.cells[cell].persons;
    before += region.cells[cell].persons;
  }
  return blocks;
}

// Each block's share of the years, so that rows and columns hold.
void share_years(const YearCounts& years, std::int64_t persons, std::vector<BlockPlan>& blocks) {
  RealTable table{years.size(), blocks.size(), {}};
  std::vector<std::int64_t> columns;
  for (const auto& block : blocks) columns.push_back(block.persons);
  for (const auto count : years) {
    for (const auto& block : blocks) {
      table.values.push_back(static_cast<double>(count) * static_cast<double>(block.persons) /
                             static_cast<double>(persons));
    }
  }
  const CountTable whole = round_table(table, years, columns);
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (std::size_t y = 0; y < years.size(); ++y) blocks[b].years[y] = whole.at(y, b);
  }
}

// The municipality's households in order of its blocks; what rounding leaves over in one goes to
// the next. Each block's fill exactly its persons.
void share_households(const std::array<std::int64_t, kSizes>& all, std::int64_t persons,
                      std::vector<BlockPlan>& blocks) {
  std::array<std::int64_t, kSizes> left = all;
  std::int64_t persons_left = persons;
  for (auto& block : blocks) {
    std::int64_t filled = 0;
    for (std::size_t k = kSizes - 1; k >= 1; --k) {
      const auto size = static_cast<std::int64_t>(k);
      const auto exact = persons_left > 0 ? left[k] * block.persons / persons_left : 0;
      block.households[k] = std::min(exact, (block.persons - filled) / size);
      filled += block.households[k] * size;
    }
    for (std::size_t k = kSizes - 1; k >= 1 && filled < block.persons; --k) {
      const auto size = static_cast<std::int64_t>(k);
      while (filled + size <= block.persons && (block.households[k] < left[k] || k == 1)) {
        ++block.households[k];
        filled += size;
      }
    }
    for (std::size_t k = 1; k < kSizes; ++k) {
      left[k] = std::max<std::int64_t>(left[k] - block.households[k], 0);
    }
    persons_left -= block.persons;
  }
}

using Target = std::optional<std::int64_t> BlockPlan::*;

void share_target(std::optional<double> number, double scale, Target field,
                  std::vector<BlockPlan>& blocks) {
  if (!number) return;
  std::vector<double> weights;
  for (const auto& block : blocks) weights.push_back(static_cast<double>(block.persons));
  const auto parts = region::share_out(rounded(*number * scale), weights);
  for (std::size_t b = 0; b < blocks.size(); ++b) blocks[b].*field = parts[b];
}

}  // namespace

std::vector<BlockPlan> plan_blocks(const region::RegionInput& region, std::uint32_t municipality,
                                   std::vector<std::uint32_t> cells, const Margins& given,
                                   const PopulationSpec& spec) {
  const Margins margins = with_defaults(given, spec);
  std::int64_t persons = 0;
  for (const auto cell : cells) persons += region.cells[cell].persons;
  auto blocks = cut(region, municipality, cells, persons);
  const YearCounts years = years_by_sex(margins, spec, persons);
  const auto adults = std::accumulate(years.begin() + 2 * kAdult, years.end(), std::int64_t{0});
  share_years(years, persons, blocks);
  share_households(household_counts(margins, spec, persons, adults), persons, blocks);
  // Statistics of another year are brought to the persons of the grid; commuting is taken as it is.
  const double scale = given.persons() > 0 ? static_cast<double>(persons) / given.persons() : 1;
  share_target(margins.employed, margins.employed_is_exact ? 1 : scale, &BlockPlan::employed,
               blocks);
  share_target(margins.licences, scale, &BlockPlan::licences, blocks);
  share_target(margins.wheelchair, scale, &BlockPlan::wheelchair, blocks);
  for (auto& block : blocks) block.cars = margins.cars;
  return blocks;
}

}  // namespace grend::population
