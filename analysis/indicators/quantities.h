// What is counted and summed of a replication: the building blocks of every indicator. Each has one
// definition here, in three languages, over the columns of the raw tables.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace grend::indicators {

enum class Language : std::uint8_t { kEnglish, kBokmal, kNynorsk };
inline constexpr std::size_t kLanguages = 3;
inline constexpr std::array<std::string_view, kLanguages> kLanguageNames = {"en", "nb", "nn"};

struct Text {
  std::string_view en;
  std::string_view nb;
  std::string_view nn;
  constexpr std::string_view in(Language language) const {
    return language == Language::kEnglish ? en : language == Language::kBokmal ? nb : nn;
  }
};

// How a replication is broken down. A quantity that knows nothing of a dimension is not broken down
// by it: vehicles have no age.
enum class Dimension : std::uint8_t { kService, kGroup, kMunicipality, kArea, kHour };
inline constexpr std::size_t kDimensions = 5;
using Dimensions = std::uint8_t;  // bit 1 << dimension
constexpr Dimensions bit(Dimension d) {
  return static_cast<Dimensions>(1u << static_cast<unsigned>(d));
}

enum class Quantity : std::uint8_t {
  kOne,
  kPersons,
  kTripsMade,
  kTripsNotMade,
  kTripDistance,
  kTripsWalk,
  kTripsBike,
  kTripsCar,
  kTripsLift,
  kTripsDrt,
  kCarDistance,
  kLiftTime,
  kTripsEnabled,
  kCarDistanceSaved,
  kLiftTimeSaved,
  kRequests,
  kServed,
  kRejected,
  kCancelled,
  kNoShow,
  kUnfinished,
  kRejectedRules,
  kRejectedFleet,
  kRejectedTime,
  kPeopleAsking,
  kRiders,
  kRiderDistance,
  kWait,
  kDelay,
  kInPromise,
  kRide,
  kDirect,
  kShared,
  kVehicleTime,
  kMovingTime,
  kEmptyDistance,
  kLoadedDistance,
  kDistance,
  kCost,
  kFares,
  kSubsidy,
  kSubsidySchool,
  kSubsidyPatient,
  kCostYear,
  kFaresYear,
  kSubsidyYear,
  kServedYear,
  kEnergy,
  kEmissions,
  kEmissionsYear,
  kCount
};
inline constexpr std::size_t kQuantities = static_cast<std::size_t>(Quantity::kCount);

struct QuantityInfo {
  Quantity quantity;
  std::string_view id;
  std::string_view unit;
  Dimensions dimensions;
  Text definition;
};

// In the order of the enumeration.
const std::array<QuantityInfo, kQuantities>& quantities();
const QuantityInfo& info(Quantity quantity);

}  // namespace grend::indicators
