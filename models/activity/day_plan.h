// Day plans: the tours that persons mean to make on one day, before they choose how to travel.
// A tour goes from home to one activity and back. Built in parallel over persons; a person's plan
// is a function of (seed, replication, person) alone, and where somebody works or goes to school
// does not change between replications.
#pragma once

#include <vector>

#include "models/activity/destinations.h"
#include "models/activity/plan_spec.h"
#include "models/population/population.h"

namespace grend::activity {

using TourId = Id<struct TourTag>;

struct Tour {
  population::PersonId person;
  ActivityKind kind = ActivityKind::kShopping;
  Destination destination;
  Time start;         // of the activity
  Duration duration;  // of the activity
  std::uint8_t party = 1;
  std::uint8_t number = 0;  // of this person's tours today, by start
};

struct DayPlans {
  IdVector<TourId, Tour> tours;                  // by person, then start
  IdVector<population::PersonId, TourId> first;  // persons() + 1 entries
  IdRange<TourId> of(population::PersonId person) const;
};

struct DayKind {
  bool weekday = true;  // Monday to Friday and no public holiday
  bool school_day = true;
};

DayPlans make_plans(const population::Population& population, const DestinationModel& destinations,
                    const PlanSpec& spec, DayKind day, RandomSource random,
                    par::Executor& executor);

}  // namespace grend::activity
