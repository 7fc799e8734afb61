// Finds the cheapest place for a new request: every vehicle, every pair of positions, exactly
// (models/routing/insertion.h). Ties go to the lower vehicle, then to the earlier positions. Says
// why if there is none: of all refusals the one that came nearest to a promise.
#pragma once

#include <optional>
#include <vector>

#include "models/drt/live_plan.h"

namespace grend::drt {

struct Decision {
  std::optional<Placement> placement;
  Reason reason = Reason::kNone;  // why not
};

// `on_duty` says of each vehicle whether it may be given anything at all. Only places cheaper than
// `below` are found; the reason means nothing then.
Decision best_insertion(LivePlan& plan, routing::Pair request,
                        const std::vector<std::uint8_t>& on_duty, Time now,
                        routing::Ticks below = routing::kNever);

}  // namespace grend::drt
