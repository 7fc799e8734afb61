#include "models/activity/day_plan.h"

#include <algorithm>

#include "models/activity/household_planner.h"

namespace grend::activity {
namespace {

using population::HouseholdId;
using population::PersonId;
using population::Population;

// Adds a chunk's tours and trips, which are numbered from its own beginning.
void append(const PlannedDay& chunk, DayPlans& plans) {
  const auto tours = plans.tours.size();
  const auto trips = plans.trips.size();
  for (Tour tour : chunk.tours) {
    tour.first = TripId(tour.first.value() + trips);
    const TourId id = plans.tours.push_back(tour);
    plans.first[PersonId(tour.person.value() + 1)] = TourId(id.value() + 1);
  }
  for (PlannedTrip trip : chunk.trips) {
    trip.tour = TourId(trip.tour.value() + tours);
    trip.with = TripId(trip.with.value() + trips);
    plans.trips.push_back(trip);
  }
  for (LatentTour tour : chunk.latent) {
    if (tour.tour.valid()) tour.tour = TourId(tour.tour.value() + tours);
    plans.latent.push_back(tour);
  }
}

// Chunks in the order of persons to one table; each goes as it is copied.
DayPlans put_together(std::size_t persons, std::vector<PlannedDay>& chunks) {
  DayPlans plans;
  std::size_t tours = 0, trips = 0, latent = 0;
  for (const auto& chunk : chunks) {
    tours += chunk.tours.size();
    trips += chunk.trips.size();
    latent += chunk.latent.size();
  }
  plans.tours.reserve(tours);
  plans.trips.reserve(trips);
  plans.latent.reserve(latent);
  plans.first.resize(persons + 1, TourId(0));
  for (auto& chunk : chunks) {
    append(chunk, plans);
    chunk = {};
  }
  // Persons without tours start where their predecessor ended.
  for (std::size_t i = 1; i <= persons; ++i) {
    auto& first = plans.first[PersonId(i)];
    first = std::max(first, plans.first[PersonId(i - 1)]);
  }
  return plans;
}

}  // namespace

IdRange<TourId> DayPlans::of(PersonId person) const {
  return {first[person], first[PersonId(person.value() + 1)]};
}

IdRange<TripId> DayPlans::trips_of(TourId tour) const {
  const Tour& t = tours[tour];
  return {t.first, TripId(t.first.value() + t.stops + 1u)};
}

bool DayPlans::ends_at_home(TripId trip) const {
  const Tour& tour = tour_of(trip);
  return trip.value() == tour.first.value() + tour.stops;
}

network::Place DayPlans::home(TourId tour) const {
  const Tour& t = tours[tour];
  return trips[TripId(t.first.value() + t.stops)].to;
}

network::Place DayPlans::from(TripId trip) const {
  return starts_at_home(trip) ? home(trips[trip].tour) : trips[TripId(trip.value() - 1)].to;
}

const PlannedTrip& DayPlans::stop(TourId tour, std::size_t number) const {
  return trips[TripId(tours[tour].first.value() + number)];
}

std::size_t DayPlans::bytes() const {
  return tours.size() * sizeof(Tour) + trips.size() * sizeof(PlannedTrip) +
         first.size() * sizeof(TourId) + latent.size() * sizeof(LatentTour);
}

DayPlans make_plans(const DayInput& day, par::Executor& executor) {
  constexpr std::size_t kHouseholdsPerChunk = 512;
  const PlanInput input{day, DayFactors(day.spec, day.day)};
  const Population& population = day.population;
  std::vector<PlannedDay> chunks((population.households() + kHouseholdsPerChunk - 1) /
                                 kHouseholdsPerChunk);
  par::for_ranges(executor, population.households(), kHouseholdsPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t) {
                    HouseholdPlanner planner(input, chunks[begin / kHouseholdsPerChunk]);
                    for (std::size_t h = begin; h < end; ++h) planner.plan(HouseholdId(h));
                  });
  return put_together(population.persons(), chunks);
}

}  // namespace grend::activity
