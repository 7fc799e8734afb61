// How much of each activity there is on a day of a certain kind, against an ordinary working day.
#pragma once

#include <array>

#include "models/activity/day_plan.h"

namespace grend::activity {

class DayFactors {
 public:
  DayFactors(const PlanSpec& spec, DayKind day);
  double of(ActivityKind kind) const { return factor_[static_cast<std::size_t>(kind)]; }
  // Weights among free tours, and how many free tours there are against a working day.
  const std::array<double, kActivityKinds>& free_shares() const { return shares_; }
  double free_tours() const { return free_; }

 private:
  std::array<double, kActivityKinds> factor_{};
  std::array<double, kActivityKinds> shares_{};
  double free_ = 1;
};

}  // namespace grend::activity
