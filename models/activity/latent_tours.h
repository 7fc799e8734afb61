// Tours that people do without today for want of transport. Drawn from numbers of their own, so
// that nothing else depends on them.
#pragma once

#include "models/activity/plan_draws.h"

namespace grend::activity {

// Nothing for those who get about.
std::optional<LatentReason> latent_reason(const PlanInput& input, population::PersonId person);

// At a time that suits the person's day, if one of a few draws does.
void add_latent_tours(const PlanInput& input, population::PersonId person,
                      const std::function<bool(Interval<Time>)>& suits,
                      std::vector<LatentTour>& out);

}  // namespace grend::activity
