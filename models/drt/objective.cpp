#include "models/drt/objective.h"

#include <algorithm>

namespace grend::drt {
namespace {

Duration lateness_under(const ServiceSpec& spec, Constraints constraints) {
  return constraints == Constraints::kSoft ? spec.dispatch.longest_lateness : Duration();
}

}  // namespace

Objective objective_of(const ServiceSpec& spec) {
  // s per km = 1000 ms per 100,000 cm; in thousandths: 10 per cm.
  constexpr double kPerCentimetre = 10;
  const auto permille = [](double weight) {
    return static_cast<std::uint32_t>(rounded(weight * 1000));
  };
  const ObjectiveSpec& weights = spec.dispatch.objective;
  Objective objective;
  objective.driving = permille(weights.driving);
  objective.distance = rounded(weights.distance * kPerCentimetre);
  objective.emissions = rounded(weights.emissions * kPerCentimetre);
  objective.waiting = permille(weights.waiting);
  objective.detour = permille(weights.detour);
  objective.walking = permille(weights.walking);
  objective.first_come = spec.dispatch.policy == Policy::kFirstCome;
  objective.longest_lateness = {lateness_under(spec, spec.dispatch.constraints)};
  for (const KindSpec& kind : spec.kinds) {
    objective.longest_lateness.push_back(lateness_under(spec, kind.constraints));
  }
  const bool some_soft =
      std::any_of(objective.longest_lateness.begin(), objective.longest_lateness.end(),
                  [](Duration late) { return late > Duration(); });
  if (some_soft) objective.lateness = permille(weights.lateness);
  return objective;
}

Duration allowed_lateness(const ServiceSpec& spec, const Request& request) {
  return lateness_under(spec, request.kind == 0 ? spec.dispatch.constraints
                                                : spec.kinds[request.kind - 1u].constraints);
}

}  // namespace grend::drt
