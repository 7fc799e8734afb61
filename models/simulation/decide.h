// The first half of a day: every person decides how to make each tour, and which on-demand trips to
// book. Read-only on the World, parallel over persons, one result per tour.
#pragma once

#include <optional>
#include <vector>

#include "models/activity/day_plan.h"
#include "models/drt/request.h"
#include "models/simulation/world.h"

namespace grend::simulation {

using activity::TourId;

// Tour t's trips: out 2t, back 2t + 1.
constexpr std::uint32_t trip_out(TourId tour) { return 2 * tour.value(); }
constexpr std::uint32_t trip_back(TourId tour) { return 2 * tour.value() + 1; }
constexpr TourId tour_of(std::uint32_t trip) { return TourId(trip / 2); }
constexpr bool is_back(std::uint32_t trip) { return trip % 2 == 1; }

// A mode with its times on both legs.
struct ModePlan {
  choice::Mode mode = choice::Mode::kWalk;
  network::Trip out;
  network::Trip back;
};

// Bookings of a tour on an on-demand service.
struct DrtPlan {
  std::uint32_t service = 0;
  drt::Request out;
  drt::Request back;
  Time book_at;
  std::optional<Time> cancel_at;  // the passenger changes their mind
};

struct TourDecision {
  std::optional<ModePlan> chosen;    // nothing: no mode at all, the tour is not made
  std::optional<ModePlan> fallback;  // if the on-demand service says no
  std::optional<DrtPlan> drt;        // chosen->mode is kDrt
};

using Decisions = IdVector<TourId, TourDecision>;

// How long after book_at both bookings of a tour are answered at the latest: each request and each
// answer takes at most one epoch, and a service that answers in batches lets both wait for one.
Duration settling_time(const World& world, const drt::ServiceSpec& service);
// When a passenger makes sure to be at the door; a cancellation sent by then arrives before any
// vehicle can.
Time ready_check(const World& world, const DrtPlan& plan);

Decisions decide(const World& world, const activity::DayPlans& plans, RandomSource random,
                 par::Executor& executor);

}  // namespace grend::simulation
