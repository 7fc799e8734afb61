// Day plans: the tours that persons mean to make on one day, before they choose how to travel, and
// those they would make if they could get there. A tour goes from home to one activity and back.
// Built in parallel over persons; a person's plan is a function of (seed, replication, person, kind
// of day) alone, and where somebody works or goes to school does not change between replications.
#pragma once

#include <vector>

#include "models/activity/destinations.h"
#include "models/activity/person_type.h"
#include "models/activity/plan_spec.h"
#include "models/population/population.h"

namespace grend::activity {

using TourId = Id<struct TourTag>;

struct Tour {
  population::PersonId person;
  ActivityKind kind = ActivityKind::kShopping;
  bool right_to_transport = false;  // to school, by law
  std::uint8_t party = 1;           // persons who travel
  std::uint8_t number = 0;          // of this person's tours today, by start
  Destination destination;
  Time start;         // of the activity
  Duration duration;  // of the activity
};

// Why a tour is not made today.
enum class LatentReason : std::uint8_t { kNoLicence, kOld, kYouth };
inline constexpr std::array<std::string_view, 3> kLatentReasonNames = {"no_licence", "old",
                                                                       "youth"};

struct LatentTour {
  population::PersonId person;
  ActivityKind kind = ActivityKind::kShopping;
  LatentReason reason = LatentReason::kNoLicence;
  Destination destination;
  Time start;
  Duration duration;
};

struct DayPlans {
  IdVector<TourId, Tour> tours;                  // by person, then start
  IdVector<population::PersonId, TourId> first;  // persons() + 1 entries
  std::vector<LatentTour> latent;                // by person
  IdRange<TourId> of(population::PersonId person) const;
  std::size_t bytes() const;
};

struct DayKind {
  int weekday = 0;  // Monday = 0
  bool holiday = false;
  bool school_day = true;
  bool summer = false;  // June to August

  bool working_day() const { return weekday < 5 && !holiday; }
};

DayPlans make_plans(const population::Population& population, const DestinationModel& destinations,
                    const PlanSpec& spec, DayKind day, RandomSource random,
                    par::Executor& executor);

}  // namespace grend::activity
