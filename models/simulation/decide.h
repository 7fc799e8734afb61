// The first half of a day: everybody who decides on a tour chooses how to make it, and which
// on-demand trips to book. Read-only on the World, parallel over households, one result per tour.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "models/activity/day_plan.h"
#include "models/drt/request.h"
#include "models/simulation/world.h"

namespace grend::simulation {

using activity::TourId;
using activity::TripId;

// Bookings of a tour on an on-demand service.
struct DrtPlan {
  std::uint32_t service = 0;
  std::vector<drt::Request> requests;  // one for each trip, asked one after the other
  Time book_at;
  std::optional<Time> cancel_at;  // the passenger changes their mind
  std::size_t promised = 0;       // of the requests, while asking
};

struct TourDecision {
  std::optional<choice::Mode> chosen;    // nothing: no mode at all, the tour is not made
  std::optional<choice::Mode> fallback;  // if the on-demand service says no, or there is none
  std::unique_ptr<DrtPlan> drt;          // chosen is kDrt
};

struct Decisions {
  IdVector<TourId, TourDecision> tours;  // nothing for those that others decide on
  IdVector<TripId, network::Trip> ways;  // each trip by the fallback
};

// Does a person know of on-demand services and would use one? The same in every replication.
bool considers_on_demand(const World& world, population::PersonId person);

// How long after book_at all bookings of a tour are answered at the latest: each request and each
// answer takes at most one epoch, and a service that answers in batches lets each wait for one.
Duration settling_time(const World& world, const DrtPlan& plan);
// When a passenger makes sure to be at the door; a cancellation sent by then arrives before any
// vehicle can.
Time ready_check(const World& world, const DrtPlan& plan);

Decisions decide(const World& world, const activity::DayPlans& plans, RandomSource random,
                 par::Executor& executor);

}  // namespace grend::simulation
