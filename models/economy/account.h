// Prices applied: pure functions from what was driven and who travelled to øre, exact to the øre.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/economy/economy_spec.h"

namespace grend::economy {

enum class Payer : std::uint8_t { kOpen, kSchool, kPatient };
inline constexpr std::size_t kPayers = 3;
inline constexpr std::array<std::string_view, kPayers> kPayerNames = {"open", "school", "patient"};

// What a ledger entry is for: the first six are paid to operators, the last two bring the money.
enum class Account : std::uint8_t {
  kVehicleHours,
  kStandbyHours,
  kKilometres,
  kLoadedKilometres,
  kTrips,
  kVehicleDays,
  kFares,
  kSubsidy
};
inline constexpr std::size_t kAccounts = 8;
inline constexpr std::array<std::string_view, kAccounts> kAccountNames = {
    "vehicle_hours", "standby_hours", "kilometres", "loaded_kilometres",
    "trips",         "vehicle_days",  "fares",      "subsidy"};

// One vehicle's day.
struct VehicleUse {
  Duration busy;  // driving and standing at stops
  Duration idle;
  Distance driven;
  Distance loaded;
  std::int64_t served = 0;  // requests
};

// By account, kVehicleHours to kVehicleDays; each rounded to the nearest øre.
std::array<Money, 6> costs_of(const ContractSpec& contract, const VehicleUse& use);

struct Passenger {
  std::optional<std::int64_t> age;                           // unknown: pays the full fare
  std::vector<std::optional<std::int64_t>> companions = {};  // their ages
  bool to_or_from_school = false;
  bool to_or_from_doctor = false;
};
Payer payer_of(const PayerSpec& spec, const Passenger& passenger);
// What the party pays for one trip, given the service's full fare.
Money fare_of(const EconomySpec& spec, Money full, const Passenger& passenger);

// `total` in parts proportional to the weights (>= 0), whole øre that add up to it exactly: rounded
// down, and the øre left over go to the greatest remainders, lower index first. All to the first
// part if every weight is 0.
std::vector<Money> share_out(Money total, std::span<const std::int64_t> weights);

// Energy in kWh and emissions in kg CO2e of a distance, for a vehicle with so many g CO2e per km.
struct Footprint {
  double energy = 0;
  double emissions = 0;
};
Footprint footprint(const EnergySpec& spec, double grams_per_kilometre, Distance driven,
                    bool winter);

}  // namespace grend::economy
