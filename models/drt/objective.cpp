#include "models/drt/objective.h"

namespace grend::drt {

Objective objective_of(const DispatchSpec& spec) {
  // s per km = 1000 ms per 100,000 cm; in thousandths: 10 per cm.
  constexpr double kPerCentimetre = 10;
  const auto permille = [](double weight) {
    return static_cast<std::uint32_t>(rounded(weight * 1000));
  };
  Objective objective;
  objective.driving = permille(spec.objective.driving);
  objective.distance = rounded(spec.objective.distance * kPerCentimetre);
  objective.emissions = rounded(spec.objective.emissions * kPerCentimetre);
  objective.waiting = permille(spec.objective.waiting);
  objective.detour = permille(spec.objective.detour);
  objective.first_come = spec.policy == Policy::kFirstCome;
  if (spec.constraints == Constraints::kSoft) {
    objective.lateness = permille(spec.objective.lateness);
    objective.longest_lateness = spec.longest_lateness;
  }
  return objective;
}

}  // namespace grend::drt
