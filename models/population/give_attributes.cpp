#include <algorithm>

#include "models/population/block.h"
#include "models/population/rounding.h"

namespace grend::population {
namespace {

constexpr int kLicenceAge = 18, kOld = 75, kYoungestCyclist = 8, kVeryOld = 80;

// A draw for each household or person in the order of cells, by the stream of the cell.
class CellDraws {
 public:
  CellDraws(const region::RegionInput& region, RandomSource source, std::uint32_t attribute)
      : region_(region), source_(source), first_(attribute << 26) {}

  // True for `left` of `among` that are still to come.
  bool choose(std::uint32_t cell, std::int64_t left, std::int64_t among) {
    if (!stream_ || cell != cell_) {
      cell_ = cell;
      stream_.emplace(source_, cell_agent(region_.cells[cell].id), Purpose::kPerson, first_);
    }
    if (left == 0) return false;
    if (left == among) return true;
    return stream_->between(0, among - 1) < left;
  }

 private:
  const region::RegionInput& region_;
  RandomSource source_;
  std::uint32_t first_;
  std::uint32_t cell_ = 0;
  std::optional<RandomStream> stream_;
};

// Chooses in each group as many as `rake` says. Visit(f) calls f(cell, item, group) for each item;
// groups without a chance need not be visited.
template <class Visit, class Give>
void choose(std::vector<RakeGroup> groups, std::optional<std::int64_t> target, CellDraws draws,
            Visit&& visit, Give&& give) {
  visit([&](std::uint32_t, std::size_t, std::size_t group) { ++groups[group].size; });
  auto left = rake(groups, target);
  visit([&](std::uint32_t cell, std::size_t item, std::size_t group) {
    auto& among = groups[group].size;
    if (draws.choose(cell, left[group], among)) {
      --left[group];
      give(item);
    }
    --among;
  });
}

class Giver {
 public:
  Giver(const region::RegionInput& region, const BlockPlan& plan, const PopulationSpec& spec,
        RandomSource source, Block& block)
      : region_(region), plan_(plan), spec_(spec), source_(source), block_(block) {}

  void give_all() {
    give_work();
    give_licences();
    give_wheelchairs();
    give_bikes();
    give_cars();
  }

 private:
  // group_of(age, flags) is below the number of probabilities, or the person is passed over.
  template <class GroupOf>
  void give(std::uint8_t flag, std::vector<double> probabilities,
            std::optional<std::int64_t> target, std::uint32_t attribute, GroupOf&& group_of) {
    std::vector<RakeGroup> groups;
    for (const double p : probabilities) groups.push_back({0, p});
    const auto visit = [&](auto&& f) {
      std::size_t person = 0;
      for (std::size_t h = 0; h < block_.size.size(); ++h) {
        for (const std::size_t end = person + block_.size[h]; person < end; ++person) {
          const std::size_t group = group_of(block_.age[person], block_.flags[person]);
          if (group < groups.size()) f(block_.cell[h], person, group);
        }
      }
    };
    // The flag is set after the group was looked up, so that groups may depend on other flags only.
    choose(groups, target, CellDraws(region_, source_, attribute), visit,
           [&](std::size_t person) { block_.flags[person] |= flag; });
  }

  void give_work() {
    give(kEmployed,
         {spec_.employed_20_66, spec_.employed_20_66, spec_.employed_67_74, spec_.employed_67_74},
         plan_.employed, 0, [](int age, int flags) -> std::size_t {
           if (age < kAdult || age >= kOld) return 99;
           return (age < kRetired ? 0u : 2u) + (flags & kFemale ? 1u : 0u);
         });
  }

  void give_licences() {
    give(kLicence,
         {spec_.licence_18_24, spec_.licence_18_24, spec_.licence_25_74, spec_.licence_25_74,
          spec_.licence_men_75, spec_.licence_women_75},
         plan_.licences, 1, [](int age, int flags) -> std::size_t {
           if (age < kLicenceAge) return 99;
           if (age >= kOld) return flags & kFemale ? 5 : 4;
           return (age < 25 ? 0u : 2u) + (flags & kEmployed ? 1u : 0u);
         });
  }

  void give_wheelchairs() {
    give(kWheelchair, {spec_.wheelchair_under_67, spec_.wheelchair_67_79, spec_.wheelchair_80},
         plan_.wheelchair, 2, [](int age, int) -> std::size_t {
           return age < kRetired ? 0 : age < kVeryOld ? 1 : 2;
         });
  }

  void give_bikes() {
    give(kBike, {spec_.bike}, std::nullopt, 3, [](int age, int flags) -> std::size_t {
      const bool may = age >= kYoungestCyclist && age < kVeryOld && !(flags & kWheelchair);
      return may ? 0 : 99;
    });
  }

  void give_cars() {
    const std::size_t households = block_.size.size();
    block_.licences.assign(households, 0);
    block_.cars.assign(households, 0);
    std::size_t person = 0;
    for (std::size_t h = 0; h < households; ++h) {
      for (const std::size_t end = person + block_.size[h]; person < end; ++person) {
        if (block_.flags[person] & kLicence) ++block_.licences[h];
      }
    }
    std::optional<std::int64_t> any, second;
    double all = 0;
    for (const double share : plan_.cars) all += share;
    if (all > 0) {
      const auto count = static_cast<double>(households);
      any = rounded(count * (plan_.cars[1] + plan_.cars[2]) / all);
      second = rounded(count * plan_.cars[2] / all);
    }
    give_car(1, {spec_.first_car, spec_.first_car}, any, 4);
    give_car(2, {0, spec_.second_car}, second, 5);
  }

  // Households with a licence; the second group are those with more than one.
  void give_car(std::uint8_t number, std::vector<double> probabilities,
                std::optional<std::int64_t> target, std::uint32_t attribute) {
    std::vector<RakeGroup> groups;
    for (const double p : probabilities) groups.push_back({0, p});
    const auto visit = [&](auto&& f) {
      for (std::size_t h = 0; h < block_.size.size(); ++h) {
        if (block_.licences[h] == 0 || block_.cars[h] + 1 != number) continue;
        f(block_.cell[h], h, block_.licences[h] > 1 ? std::size_t{1} : std::size_t{0});
      }
    };
    choose(groups, target, CellDraws(region_, source_, attribute), visit,
           [&](std::size_t h) { block_.cars[h] = number; });
  }

  const region::RegionInput& region_;
  const BlockPlan& plan_;
  const PopulationSpec& spec_;
  RandomSource source_;
  Block& block_;
};

}  // namespace

void give_attributes(const region::RegionInput& region, const BlockPlan& plan,
                     const PopulationSpec& spec, RandomSource source, Block& block) {
  Giver(region, plan, spec, source, block).give_all();
}

}  // namespace grend::population
