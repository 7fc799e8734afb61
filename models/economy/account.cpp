#include "models/economy/account.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"

namespace grend::economy {
namespace {

// 128 bits: øre times milliseconds of a large service pass 64.
__extension__ using Wide = __int128;

// rate · amount / unit, to the nearest øre.
Money priced(Money rate, std::int64_t amount, std::int64_t unit) {
  const Wide doubled = static_cast<Wide>(rate.ticks()) * amount * 2 + unit;
  return Money(static_cast<std::int64_t>(doubled / (2 * static_cast<Wide>(unit))));
}
Money per_hour(Money rate, Duration time) { return priced(rate, time.ticks(), hours(1).ticks()); }
Money per_kilometre(Money rate, Distance way) {
  return priced(rate, way.ticks(), kilometres(1).ticks());
}

// Known to be so.
bool younger(std::optional<std::int64_t> age, std::int64_t than) { return age && *age < than; }

// What a person's age takes off the fare.
double discount(const FareSpec& fares, std::optional<std::int64_t> age) {
  if (younger(age, fares.free_below)) return 1;
  if (younger(age, fares.child_below)) return fares.child_discount;
  return age && *age >= fares.senior_from ? fares.senior_discount : 0;
}

}  // namespace

std::array<Money, 6> costs_of(const ContractSpec& contract, const VehicleUse& use) {
  return {per_hour(contract.vehicle_hour, use.busy),
          per_hour(contract.standby_hour, use.idle),
          per_kilometre(contract.kilometre, use.driven),
          per_kilometre(contract.loaded_kilometre, use.loaded),
          contract.trip * use.served,
          contract.vehicle_day};
}

Payer payer_of(const PayerSpec& spec, const Passenger& passenger) {
  if (spec.school_pays && passenger.to_or_from_school && younger(passenger.age, spec.pupil_below)) {
    return Payer::kSchool;
  }
  if (spec.patient_pays && passenger.to_or_from_doctor) return Payer::kPatient;
  return Payer::kOpen;
}

Money fare_of(const EconomySpec& spec, Money full, const Passenger& passenger) {
  const FareSpec& fares = spec.fares;
  Money companions;
  for (const auto age : passenger.companions) {
    companions += full.scaled(fares.companion_share * (1 - discount(fares, age)));
  }
  switch (payer_of(spec.payers, passenger)) {
    case Payer::kSchool:
      return companions;
    case Payer::kPatient:
      return spec.payers.patient_share + companions;
    case Payer::kOpen:
      break;
  }
  return full.scaled(1 - discount(fares, passenger.age)) + companions;
}

std::vector<Money> share_out(Money total, std::span<const std::int64_t> weights) {
  GREND_CHECK(!weights.empty());
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<Money> parts(weights.size());
  if (sum == 0) {
    parts[0] = total;
    return parts;
  }
  std::vector<std::int64_t> remainders(weights.size());
  std::int64_t left = total.ticks();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide exact = static_cast<Wide>(total.ticks()) * weights[i];
    Wide whole = exact / sum;
    if (exact % sum < 0) --whole;  // down, also for a negative total
    parts[i] = Money(static_cast<std::int64_t>(whole));
    remainders[i] = static_cast<std::int64_t>(exact - whole * sum);
    left -= parts[i].ticks();
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; left > 0; ++i, --left) parts[order[i]] += ore(1);
  return parts;
}

Footprint footprint(const EnergySpec& spec, double grams_per_kilometre, Distance driven,
                    bool winter) {
  const double way = to_kilometres(driven);
  if (grams_per_kilometre > 0) {
    return {.energy = way * grams_per_kilometre / spec.diesel_intensity,
            .emissions = way * grams_per_kilometre / 1000};
  }
  const double energy = way * spec.electric_use * (winter ? 1 + spec.electric_winter : 1);
  return {.energy = energy, .emissions = energy * spec.electricity / 1000};
}

}  // namespace grend::economy
