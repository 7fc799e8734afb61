#include "models/activity/latent_tours.h"

#include <algorithm>

namespace grend::activity {

using population::PersonId;

std::optional<LatentReason> latent_reason(const PlanInput& input, PersonId person) {
  const auto& people = input.population;
  const LatentSpec& latent = input.spec.latent;
  const int age = people.age[person];
  if (age >= latent.youth_from && age <= latent.youth_to) return LatentReason::kYouth;
  if (people.licence[person] || age < input.spec.adult_age) return std::nullopt;
  if (age >= latent.old_age) return LatentReason::kOld;
  if (people.cars[people.household[person]] == 0) return LatentReason::kNoLicence;
  return std::nullopt;
}

void add_latent_tours(const PlanInput& input, PersonId person,
                      const std::function<bool(Interval<Time>)>& suits,
                      std::vector<LatentTour>& out) {
  const auto reason = latent_reason(input, person);
  if (!reason) return;
  const LatentSpec& latent = input.spec.latent;
  const double rate = *reason == LatentReason::kYouth ? latent.youth
                      : *reason == LatentReason::kOld ? latent.old
                                                      : latent.no_licence;
  constexpr std::uint32_t kOwnNumbers = 1u << 20;
  RandomStream random(input.random, person.value(), Purpose::kPlan, kOwnNumbers);
  const auto home = input.population.household[person];
  double left = rate * input.factors.free_tours();
  for (std::uint32_t i = 0; left > 0; ++i, left -= 1) {
    if (!random.chance(std::min(left, 1.0))) continue;
    LatentTour tour;
    tour.person = person;
    tour.kind = draw_free_kind(input, random);
    tour.reason = *reason;
    const auto place =
        draw_place(input, person, tour.kind, input.destinations.zone_of(home), kOwnNumbers + i);
    if (!place || place->place == input.population.home[home]) continue;
    tour.destination = *place;
    constexpr int kTries = 4;
    for (int attempt = 0; attempt < kTries; ++attempt) {
      const When when = draw_when(input.spec.of(tour.kind), random);
      tour.start = when.start;
      tour.duration = when.duration;
      if (suits({when.start, when.start + when.duration})) break;
    }
    out.push_back(tour);
  }
}

}  // namespace grend::activity
