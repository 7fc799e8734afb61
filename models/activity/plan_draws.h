// What plans are drawn from: what all persons of a day share, and when, how long, what for and
// where a free activity is. Immutable, thread-safe; the draws are those of the stream handed in.
#pragma once

#include "models/activity/calendar.h"
#include "models/activity/day_plan.h"

namespace grend::activity {

struct PlanInput : DayInput {
  DayFactors factors;
};

// Inverse of the triangular distribution on [low, high] with the given peak.
std::int64_t triangular(std::int64_t low, std::int64_t peak, std::int64_t high, double uniform);

// In whole minutes: people do not plan by the millisecond.
struct When {
  Time start;
  Duration duration;
};
When draw_when(const ActivitySpec& spec, RandomStream& random);

ActivityKind draw_free_kind(const PlanInput& input, RandomStream& random);

// Where a person goes who sets out in `zone`; `number` tells this draw from the person's others
// today. Nothing if the region offers nothing of the kind.
std::optional<Destination> draw_place(const PlanInput& input, population::PersonId person,
                                      ActivityKind kind, std::uint32_t zone, std::uint32_t number);

}  // namespace grend::activity
