// What a person mainly does: decides the tours of a day. A function of the population alone.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/activity/plan_spec.h"
#include "models/population/population.h"

namespace grend::activity {

enum class PersonType : std::uint8_t { kSmallChild, kPupil, kWorker, kCarer, kPensioner, kOther };
inline constexpr std::array<std::string_view, 6> kPersonTypeNames = {
    "small_child", "pupil", "worker", "carer", "pensioner", "other"};

PersonType type_of(const population::Population& people, const PlanSpec& spec,
                   population::PersonId person);

// How many children of the household are from `from` to `to` years old, both included.
int children(const population::Population& people, population::HouseholdId household, int from,
             int to);

}  // namespace grend::activity
