#include "models/population/household_model.h"

#include <algorithm>
#include <span>

namespace grend::population {
namespace {

// Bounds of life phases in years; the ages of law and of Norway's statistics, not assumptions.
constexpr int kAdult = 20, kRetired = 67, kOldest = 98, kLicenceAge = 18, kOld = 75;

// Fewer at higher ages: the lower of two draws.
std::int64_t elderly_age(RandomStream& random) {
  const auto a = random.between(kRetired, kOldest);
  const auto b = random.between(kRetired, kOldest);
  return std::min(a, b);
}

Member draw_member(const PopulationSpec& spec, std::int64_t age, bool female,
                   RandomStream& random) {
  Member m;
  m.age = static_cast<std::uint8_t>(std::clamp<std::int64_t>(age, 0, kOldest));
  m.female = female;
  const double licence = age < kLicenceAge ? 0
                         : age < 25        ? spec.licence_18_24
                         : age < kOld      ? spec.licence_25_74
                         : female          ? spec.licence_women_75
                                           : spec.licence_men_75;
  const double employed = age < kAdult     ? 0
                          : age < kRetired ? spec.employed_20_66
                          : age < kOld     ? spec.employed_67_74
                                           : 0;
  const double wheelchair = age < kRetired ? spec.wheelchair_under_67
                            : age < 80     ? spec.wheelchair_67_79
                                           : spec.wheelchair_80;
  m.wheelchair = random.chance(wheelchair);
  m.licence = random.chance(licence);
  m.employed = random.chance(employed);
  m.bike = random.chance(spec.bike) && age >= 8 && age < 80 && !m.wheelchair;
  return m;
}

void add(Household& h, const PopulationSpec& spec, std::int64_t age, bool female,
         RandomStream& random) {
  h.members.push_back(draw_member(spec, age, female, random));
}

void add_couple(Household& h, const PopulationSpec& spec, std::int64_t age, RandomStream& random) {
  const bool female = random.chance(0.5);
  const auto gap = random.between(-spec.couple_age_gap, spec.couple_age_gap);
  add(h, spec, age, female, random);
  add(h, spec, std::max<std::int64_t>(age + gap, kAdult), !female, random);
}

void add_children(Household& h, const PopulationSpec& spec, std::size_t count,
                  std::int64_t parent_age, RandomStream& random) {
  const auto oldest = std::clamp<std::int64_t>(parent_age - spec.parent_child_gap, 0, kAdult - 1);
  for (std::size_t i = 0; i < count; ++i) {
    const auto age = random.between(0, oldest);
    const bool female = random.chance(0.5);
    add(h, spec, age, female, random);
  }
}

}  // namespace

Household draw_household(const PopulationSpec& spec, std::int64_t most, RandomStream& random) {
  Household h;
  const auto sizes = std::span(spec.household_sizes)
                         .first(static_cast<std::size_t>(std::min<std::int64_t>(most, 5)));
  double any = 0;
  for (const double share : sizes) any += share;
  std::size_t size =
      any > 0 ? random.pick(sizes) + 1 : static_cast<std::size_t>(std::min<std::int64_t>(most, 5));
  if (size == 5 && most > 5 && random.chance(spec.sixth_person)) ++size;
  if (size == 1) {
    const bool elderly = random.chance(spec.elderly_singles);
    const auto age = elderly ? elderly_age(random) : random.between(kAdult, kRetired - 1);
    const bool female = random.chance(elderly ? spec.women_elderly_singles : spec.women_singles);
    add(h, spec, age, female, random);
  } else if (size == 2 && random.chance(spec.single_parents)) {
    const auto age = random.between(spec.youngest_parent, spec.oldest_parent);
    const bool female = random.chance(spec.women_single_parents);
    add(h, spec, age, female, random);
    add_children(h, spec, 1, age, random);
  } else if (size == 2) {
    const bool elderly = random.chance(spec.elderly_couples);
    const auto age = elderly ? elderly_age(random) : random.between(kAdult + 2, kRetired - 1);
    add_couple(h, spec, age, random);
  } else {
    const auto age = random.between(spec.youngest_parent, spec.oldest_parent);
    add_couple(h, spec, age, random);
    add_children(h, spec, size - 2, age, random);
  }
  for (const auto& m : h.members) h.licences = static_cast<std::uint8_t>(h.licences + m.licence);
  const bool first = random.chance(spec.first_car);
  const bool second = random.chance(spec.second_car);
  if (h.licences >= 1 && first)
    h.cars = static_cast<std::uint8_t>(h.licences >= 2 && second ? 2 : 1);
  return h;
}

}  // namespace grend::population
