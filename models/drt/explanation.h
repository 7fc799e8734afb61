// How one request was decided, step by step, for whoever asks why (`grend replay`).
#pragma once

#include <optional>
#include <vector>

#include "models/drt/live_plan.h"

namespace grend::drt {

// What one vehicle could offer at that moment, each searched without regard to the others.
struct VehicleAnswer {
  bool on_duty = true;
  bool large_enough = true;
  routing::Obstacle obstacle = routing::Obstacle::kNone;
  std::size_t planned = 0;  // stops ahead of it
  std::optional<Placement> placement;
  Duration added_driving;
  Time pickup;
  Time dropoff;
};

struct Explanation {
  Request request;
  Time asked;
  std::vector<VehicleAnswer> vehicles;  // empty if a rule had decided before
};

std::vector<VehicleAnswer> ask_every_vehicle(LivePlan& plan, routing::Pair request,
                                             const std::vector<std::uint8_t>& on_duty, Time now);

}  // namespace grend::drt
