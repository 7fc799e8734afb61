// Day plans: the tours that persons mean to make on one day, before they choose how to travel, and
// those they would make if they could get there. A tour leaves home, calls at one to three
// activities and comes home. Persons of a household travel together: one decides, the others' trips
// say with whom. Built in parallel over households; a household's plan is a function of (seed,
// replication, household, kind of day) alone, and where somebody works or goes to school does not
// change between replications.
#pragma once

#include <functional>
#include <vector>

#include "models/activity/destinations.h"
#include "models/activity/person_type.h"
#include "models/activity/plan_spec.h"
#include "models/population/population.h"

namespace grend::activity {

using TourId = Id<struct TourTag>;
using TripId = Id<struct TripTag>;

// Activities of one tour at most.
inline constexpr std::size_t kMostStops = 3;

struct Tour {
  population::PersonId person;
  TripId first;             // of its trips, which are consecutive: one more than stops
  std::uint8_t stops = 1;   // activities
  std::uint8_t anchor = 0;  // the activity whose start is kept; what comes before is timed by it
  std::uint8_t number = 0;  // of this person's tours today, by start
  ActivityKind kind = ActivityKind::kShopping;  // what it is mainly for
  bool accompanied = false;                     // others decide on all its trips
  bool latent = false;                          // made only if an on-demand service takes them
};

struct PlannedTrip {
  TourId tour;
  TripId with;  // the trip of the one who decides: this one, unless the tour is accompanied
  network::Place to;
  ActivityKind kind = ActivityKind::kShopping;  // at `to`; of the tour, on the way home
  bool outside = false;                         // from or to a place outside the region
  bool right_to_transport = false;              // to or from school, by law
  std::uint8_t party = 1;                       // persons who travel
  Time start;                                   // of the activity at `to`
  Duration duration;                            // ... and how long; none at home
};

// Why a tour is not made today.
enum class LatentReason : std::uint8_t { kNoLicence, kOld, kYouth };
inline constexpr std::array<std::string_view, 3> kLatentReasonNames = {"no_licence", "old",
                                                                       "youth"};

struct LatentTour {
  population::PersonId person;
  TourId
      tour;  // planned for those who would ask a service; none if they would not, or have no time
  ActivityKind kind = ActivityKind::kShopping;
  LatentReason reason = LatentReason::kNoLicence;
  Destination destination;
  Time start;
  Duration duration;
};

struct DayPlans {
  IdVector<TourId, Tour> tours;                  // by person, then start
  IdVector<TripId, PlannedTrip> trips;           // by tour
  IdVector<population::PersonId, TourId> first;  // persons() + 1 entries
  std::vector<LatentTour> latent;                // by person

  IdRange<TourId> of(population::PersonId person) const;
  IdRange<TripId> trips_of(TourId tour) const;
  const Tour& tour_of(TripId trip) const { return tours[trips[trip].tour]; }
  bool starts_at_home(TripId trip) const { return tour_of(trip).first == trip; }
  bool ends_at_home(TripId trip) const;
  network::Place home(TourId tour) const;
  network::Place from(TripId trip) const;
  // The activity of a tour, counted from 0.
  const PlannedTrip& stop(TourId tour, std::size_t number) const;
  std::size_t bytes() const;

  // Visits the trips of those who travel with the one who decides on `trip`, who is no such trip.
  template <class Visit>
  void for_companions(const population::Population& people, TripId trip, Visit&& visit) const {
    if (trips[trip].party == 1) return;
    const auto leader = tour_of(trip).person;
    for (const auto member : people.members(people.household[leader])) {
      if (member == leader) continue;
      for (const TourId tour : of(member)) {
        if (!tours[tour].accompanied) continue;
        for (const TripId along : trips_of(tour)) {
          if (trips[along].with == trip) visit(along);
        }
      }
    }
  }
};

struct DayKind {
  int weekday = 0;  // Monday = 0
  bool holiday = false;
  bool school_day = true;
  bool summer = false;  // June to August

  bool working_day() const { return weekday < 5 && !holiday; }
};

struct DayInput {
  const population::Population& population;
  const DestinationModel& destinations;
  const PlanSpec& spec;
  DayKind day = {};
  RandomSource random;
  // Would they ask an on-demand service, if they have no other transport? None: nobody.
  std::function<bool(population::PersonId)> would_ask = {};
};

DayPlans make_plans(const DayInput& input, par::Executor& executor);

}  // namespace grend::activity
