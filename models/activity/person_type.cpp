#include "models/activity/person_type.h"

namespace grend::activity {

using population::HouseholdId;
using population::PersonId;
using population::Population;

int children(const Population& people, HouseholdId household, int from, int to) {
  int count = 0;
  for (const PersonId p : people.members(household)) {
    count += people.age[p] >= from && people.age[p] <= to;
  }
  return count;
}

PersonType type_of(const Population& people, const PlanSpec& spec, PersonId person) {
  constexpr int kCaredFor = 9;  // the oldest child that keeps an adult at home
  const int age = people.age[person];
  if (age < spec.school_age) return PersonType::kSmallChild;
  if (age < spec.adult_age) return PersonType::kPupil;
  if (people.employed[person]) return PersonType::kWorker;
  if (age >= population::kRetired) return PersonType::kPensioner;
  const bool adult = age >= population::kAdult;
  if (adult && children(people, people.household[person], 0, kCaredFor) > 0) {
    return PersonType::kCarer;
  }
  return PersonType::kOther;
}

}  // namespace grend::activity
