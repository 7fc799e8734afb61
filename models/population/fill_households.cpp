#include <algorithm>
#include <limits>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/portable_math.h"
#include "models/population/block.h"
#include "models/population/rounding.h"

namespace grend::population {
namespace {

// What an adult is in the household. Decides which ages fit.
enum Place : std::size_t { kAlone, kCouple, kParents, kLoneParent, kManyAdults, kPlaces };

// Ages that are alike in how people live.
constexpr std::array<int, 10> kAdultBands = {20, 30, 40, 50, 60, kRetired, 75, 80, 90, kYears};
constexpr std::size_t kBandCount = kAdultBands.size() - 1;

using Adult = std::uint8_t;  // 2 * age + (female)
int age_of(Adult a) { return a / 2; }

template <class T>
void shuffle(std::vector<T>& items, RandomStream& random) {
  for (std::size_t i = items.size(); i > 1; --i) {
    const auto j = random.between(0, static_cast<std::int64_t>(i) - 1);
    std::swap(items[i - 1], items[static_cast<std::size_t>(j)]);
  }
}

// How usual it is that a household of k persons has `adults` of 20 years or more.
double usual(const PopulationSpec& spec, std::size_t k, std::size_t adults) {
  constexpr double kHardly = 1e-6;  // a household of young people alone
  if (adults == 0) return k == 1 ? spec.young_alone : kHardly;
  if (k == 1) return 1 - spec.young_alone;
  if (k == 2) return adults == 1 ? spec.single_parents : 1 - spec.single_parents;
  if (adults == 1) return spec.lone_parents * (1 - spec.third_adult);
  if (adults == 2) return (1 - spec.lone_parents) * (1 - spec.third_adult);
  double more = spec.third_adult;
  for (std::size_t a = 4; a <= adults; ++a) more *= spec.third_adult;
  return more;
}

// Households by size and adults. The shares are tilted by factor^adults until the adults are as
// many as there are, then made whole.
class Compositions {
 public:
  Compositions(const PopulationSpec& spec, const Block& block, std::int64_t adults) : spec_(spec) {
    for (const auto size : block.size) ++households_[size];
    double low = 1e-9;
    double high = 1e9;
    for (int i = 0; i < 80; ++i) {
      const double middle = portable_middle(low, high);
      (expect(middle) < static_cast<double>(adults) ? low : high) = middle;
    }
    expect(portable_middle(low, high));
    make_whole(adults);
  }

  std::int64_t& count(std::size_t size, std::size_t adults) { return counts_[size][adults]; }
  std::int64_t count(std::size_t size, std::size_t adults) const { return counts_[size][adults]; }

 private:
  static double portable_middle(double low, double high) { return portable_sqrt(low * high); }

  double expect(double tilt) {
    double sum = 0;
    for (std::size_t k = 1; k < kSizes; ++k) {
      std::array<double, kSizes> w{};
      double all = 0, factor = 1;
      for (std::size_t a = 0; a <= k; ++a, factor *= tilt)
        all += w[a] = usual(spec_, k, a) * factor;
      for (std::size_t a = 0; a <= k; ++a) {
        expected_[k][a] = static_cast<double>(households_[k]) * w[a] / all;
        sum += expected_[k][a] * static_cast<double>(a);
      }
    }
    return sum;
  }

  void make_whole(std::int64_t adults) {
    std::int64_t sum = 0;
    for (std::size_t k = 1; k < kSizes; ++k) {
      double running = 0;
      std::int64_t given = 0;
      for (std::size_t a = 0; a <= k; ++a) {
        running += expected_[k][a];
        const auto upto = a == k ? households_[k] : static_cast<std::int64_t>(running + 0.5);
        counts_[k][a] = upto - given;
        given = upto;
        sum += counts_[k][a] * static_cast<std::int64_t>(a);
      }
    }
    for (; sum < adults; ++sum) move(+1);
    for (; sum > adults; --sum) move(-1);
  }

  // Gives one household an adult more or fewer: where that is nearest to what is expected.
  void move(int by) {
    double best = std::numeric_limits<double>::lowest();
    std::size_t size = 0, from = 0;
    for (std::size_t k = 1; k < kSizes; ++k) {
      for (std::size_t a = by > 0 ? 0 : 1; a <= k - (by > 0 ? 1 : 0); ++a) {
        if (counts_[k][a] == 0) continue;
        const std::size_t to = by > 0 ? a + 1 : a - 1;
        const double gain = static_cast<double>(counts_[k][a] - counts_[k][to]) + expected_[k][to] -
                            expected_[k][a];
        if (gain > best) {
          best = gain;
          size = k;
          from = a;
        }
      }
    }
    GREND_CHECK(size > 0);
    --counts_[size][from];
    ++counts_[size][by > 0 ? from + 1 : from - 1];
  }

  const PopulationSpec& spec_;
  std::array<std::int64_t, kSizes> households_{};
  std::array<std::array<double, kSizes>, kSizes> expected_{};
  std::array<std::array<std::int64_t, kSizes>, kSizes> counts_{};
};

Place place_of(std::size_t size, std::size_t adults) {
  if (adults >= 3) return kManyAdults;
  if (adults == 2) return size == 2 ? kCouple : kParents;
  return size == 1 ? kAlone : kLoneParent;
}

// How well ages and sexes go with a place in a household, from the scenario's shares; only ratios
// count, the margins decide how many there are.
RealTable affinities(const PopulationSpec& spec) {
  RealTable table{2 * kBandCount, kPlaces, std::vector<double>(2 * kBandCount * kPlaces, 1)};
  constexpr double kOldShare = 0.2;  // of adults, the country over: to undo what counts do anyway
  constexpr double kHardly = 1e-3;
  for (std::size_t r = 0; r < table.rows; ++r) {
    const int from = kAdultBands[r / 2];
    const int to = kAdultBands[r / 2 + 1] - 1;
    const bool female = r % 2 == 1;
    const bool old = from >= kRetired;
    const auto sex = [&](double women) { return 2 * (female ? women : 1 - women); };
    const auto retired = [&](double share) {
      return old ? share / kOldShare : (1 - share) / (1 - kOldShare);
    };
    table.at(r, kAlone) =
        retired(spec.elderly_singles) * sex(old ? spec.women_elderly_singles : spec.women_singles);
    table.at(r, kCouple) = retired(spec.elderly_couples);
    const bool parent = to >= spec.youngest_parent && from <= spec.oldest_parent;
    table.at(r, kParents) = parent ? 1 : kHardly;
    table.at(r, kLoneParent) = (parent ? 1 : kHardly) * sex(spec.women_single_parents);
    table.at(r, kManyAdults) = old ? kHardly * 100 : 1;
  }
  return table;
}

class HouseholdFiller {
 public:
  HouseholdFiller(const BlockPlan& plan, const PopulationSpec& spec, RandomStream random,
                  Block& block)
      : plan_(plan), spec_(spec), random_(random), block_(block) {}

  void fill(const region::RegionInput& region, RandomSource source) {
    std::int64_t adults = 0;
    for (std::size_t y = 2 * kAdult; y < plan_.years.size(); ++y) adults += plan_.years[y];
    Compositions compositions(spec_, block_, adults);
    const auto pools = split_adults(compositions);
    deal_adults(region, source, compositions, pools);
    deal_children();
  }

 private:
  struct Pools {
    std::vector<Adult> alone, lone_parents, many;
    std::vector<std::pair<Adult, Adult>> couples, parents;
  };

  Pools split_adults(const Compositions& compositions) {
    std::array<std::int64_t, kPlaces> columns{};
    for (std::size_t k = 1; k < kSizes; ++k) {
      for (std::size_t a = 1; a <= k; ++a) {
        columns[place_of(k, a)] += compositions.count(k, a) * static_cast<std::int64_t>(a);
      }
    }
    std::vector<std::int64_t> rows(2 * kBandCount, 0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (int age = kAdultBands[r / 2]; age < kAdultBands[r / 2 + 1]; ++age) {
        rows[r] += plan_.years[2 * static_cast<std::size_t>(age) + r % 2];
      }
    }
    const auto table = round_table(fit_table(affinities(spec_), rows, columns), rows, columns);
    std::array<std::vector<Adult>, kPlaces> people;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::vector<Adult> band;
      for (int age = kAdultBands[r / 2]; age < kAdultBands[r / 2 + 1]; ++age) {
        const auto who = 2 * static_cast<std::size_t>(age) + r % 2;
        band.insert(band.end(), static_cast<std::size_t>(plan_.years[who]),
                    static_cast<Adult>(who));
      }
      shuffle(band, random_);
      auto next = band.begin();
      for (std::size_t p = 0; p < kPlaces; ++p) {
        const auto end = next + table.at(r, p);
        people[p].insert(people[p].end(), next, end);
        next = end;
      }
    }
    Pools pools;
    pools.couples = pair_up(people[kCouple]);
    pools.parents = pair_up(people[kParents]);
    pools.alone = std::move(people[kAlone]);
    pools.lone_parents = std::move(people[kLoneParent]);
    pools.many = std::move(people[kManyAdults]);
    for (auto* list : {&pools.alone, &pools.lone_parents, &pools.many}) shuffle(*list, random_);
    return pools;
  }

  // Men and women in the order of their ages, give or take the usual gap; those without a match of
  // the other sex with each other.
  std::vector<std::pair<Adult, Adult>> pair_up(std::vector<Adult>& people) {
    constexpr std::int64_t kSteps = 16;  // of a year
    std::array<std::vector<std::pair<std::int64_t, Adult>>, 2> sexes;
    shuffle(people, random_);
    for (const Adult a : people) {
      const auto jitter = random_.between(0, spec_.couple_age_gap * kSteps);
      sexes[a % 2].emplace_back(age_of(a) * kSteps + jitter, a);
    }
    auto& larger = sexes[0].size() > sexes[1].size() ? sexes[0] : sexes[1];
    const std::size_t common = std::min(sexes[0].size(), sexes[1].size());
    std::vector<std::pair<std::int64_t, Adult>> alike(
        larger.begin() + static_cast<std::ptrdiff_t>(common), larger.end());
    larger.resize(common);
    for (auto* list : {&sexes[0], &sexes[1], &alike}) std::sort(list->begin(), list->end());
    std::vector<std::pair<Adult, Adult>> pairs;
    for (std::size_t i = 0; i < common; ++i) {
      pairs.emplace_back(sexes[0][i].second, sexes[1][i].second);
    }
    for (std::size_t i = 0; i + 1 < alike.size(); i += 2) {
      pairs.emplace_back(alike[i].second, alike[i + 1].second);
    }
    shuffle(pairs, random_);
    return pairs;
  }

  std::uint8_t draw_adults(std::size_t size, Compositions& left, RandomStream& random) {
    std::int64_t all = 0;
    for (std::size_t a = 0; a <= size; ++a) all += left.count(size, a);
    auto drawn = random.between(0, all - 1);
    std::size_t a = 0;
    while (drawn >= left.count(size, a)) drawn -= left.count(size, a++);
    --left.count(size, a);
    return static_cast<std::uint8_t>(a);
  }

  void deal_adults(const region::RegionInput& region, RandomSource source, Compositions& left,
                   const Pools& pools) {
    std::array<std::size_t, kPlaces> next{};
    block_.adults.resize(block_.size.size());
    std::optional<RandomStream> random;
    for (std::size_t h = 0; h < block_.size.size(); ++h) {
      if (h == 0 || block_.cell[h] != block_.cell[h - 1]) {
        random.emplace(source, cell_agent(region.cells[block_.cell[h]].id), Purpose::kHousehold);
      }
      const std::size_t size = block_.size[h];
      const std::size_t adults = draw_adults(size, left, *random);
      block_.adults[h] = static_cast<std::uint8_t>(adults);
      const std::size_t first = block_.age.size();
      const Place place = place_of(size, adults);
      if (place == kManyAdults) {
        for (std::size_t a = 0; a < adults; ++a) settle(pools.many[next[place]++]);
      } else if (adults == 2) {
        const auto& pair = (place == kCouple ? pools.couples : pools.parents)[next[place]++];
        settle(pair.first);
        settle(pair.second);
      } else if (adults == 1) {
        settle((place == kAlone ? pools.alone : pools.lone_parents)[next[place]++]);
      }
      want_children(size - adults, adults, first);
    }
  }

  void settle(Adult a) {
    block_.age.push_back(static_cast<std::uint8_t>(age_of(a)));
    block_.flags.push_back(a % 2 == 1 ? kFemale : 0);
  }

  // Room for children, with the ages that would suit their parents.
  void want_children(std::size_t children, std::size_t adults, std::size_t first) {
    constexpr std::int64_t kSteps = 64;  // of a year, so that equal wishes are rare
    constexpr std::int64_t kBirthYears = 14, kClosest = 2, kFarthest = 4;
    if (children == 0) return;
    std::int64_t wish = kYears * kSteps;  // the oldest live without adults
    if (adults > 0) {
      std::int64_t youngest = kYears;
      for (std::size_t a = 0; a < adults; ++a) {
        youngest = std::min<std::int64_t>(youngest, block_.age[first + a]);
      }
      const auto gap = random_.between(spec_.parent_child_gap * kSteps,
                                       (spec_.parent_child_gap + kBirthYears) * kSteps);
      wish = youngest * kSteps - gap;
      if (adults >= 3) wish = random_.between(0, kAdult * kSteps);
    }
    for (std::size_t c = 0; c < children; ++c) {
      wishes_.emplace_back(wish, static_cast<std::uint32_t>(block_.age.size()));
      block_.age.push_back(0);
      block_.flags.push_back(0);
      wish -= random_.between(kClosest * kSteps, kFarthest * kSteps);
    }
  }

  // Children in the order of their ages to places in the order of the wishes.
  void deal_children() {
    std::sort(wishes_.begin(), wishes_.end());
    auto place = wishes_.begin();
    for (std::size_t age = 0; age < kAdult; ++age) {
      std::vector<std::uint8_t> sexes(static_cast<std::size_t>(plan_.years[2 * age]), 0);
      sexes.insert(sexes.end(), static_cast<std::size_t>(plan_.years[2 * age + 1]), kFemale);
      shuffle(sexes, random_);
      for (const auto sex : sexes) {
        GREND_CHECK(place != wishes_.end());
        block_.age[place->second] = static_cast<std::uint8_t>(age);
        block_.flags[place->second] = sex;
        ++place;
      }
    }
    GREND_CHECK(place == wishes_.end());
  }

  const BlockPlan& plan_;
  const PopulationSpec& spec_;
  RandomStream random_;
  Block& block_;
  std::vector<std::pair<std::int64_t, std::uint32_t>> wishes_;  // age wished for, person
};

}  // namespace

void fill_households(const region::RegionInput& region, const BlockPlan& plan,
                     const PopulationSpec& spec, RandomSource source, Block& block) {
  block.age.reserve(static_cast<std::size_t>(plan.persons));
  block.flags.reserve(static_cast<std::size_t>(plan.persons));
  auto random = block_stream(source, plan);
  for (std::size_t k = 2; k < kSizes; ++k) random.uniform();  // deal_sizes took these
  HouseholdFiller(plan, spec, random, block).fill(region, source);
}

}  // namespace grend::population
