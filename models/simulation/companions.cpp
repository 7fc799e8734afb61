#include "models/simulation/companions.h"

namespace grend::simulation {
namespace {

using choice::Mode;

std::optional<Mode> beside(std::optional<Mode> mode) {
  return mode == Mode::kCar ? Mode::kRide : mode;
}

void record_companion(const TripRecord& leader, TripRecord& own) {
  own.otherwise = beside(leader.otherwise);
  own.first_choice = beside(leader.first_choice);
  if (own.reason != TripReason::kNone) return;
  own.status = leader.status;
  own.mode = beside(leader.mode);
  own.departure = leader.departure;
  own.arrival = leader.arrival;
  own.legs = leader.legs;
  own.leg_count = leader.leg_count;
  for (auto& leg : own.legs) {
    if (leg.kind == LegKind::kCar) leg.kind = LegKind::kRide;
  }
}

// A child whom nobody has fetched makes no more trips today.
void leave_waiting(const DayView& day, population::PersonId person) {
  const auto& state = day.persons[person];
  const auto tours = day.plans.of(person);
  if (state.home || !(state.next < *tours.end()) || !day.plans.tours[state.next].accompanied)
    return;
  for (TourId tour = state.next; tour != *tours.end(); ++tour) {
    for (const TripId trip : day.plans.trips_of(tour)) {
      auto& record = day.trips[trip.value()];
      if (record.reason == TripReason::kUnfinished) record.reason = TripReason::kLeftBehind;
    }
  }
}

}  // namespace

void record_companions(const DayView& day) {
  for (const auto person : day.persons.ids()) leave_waiting(day, person);
  for (const TripId trip : day.plans.trips.ids()) {
    const auto& plan = day.plans.trips[trip];
    if (plan.with == trip) continue;
    record_companion(day.trips[plan.with.value()], day.trips[trip.value()]);
  }
}

}  // namespace grend::simulation
