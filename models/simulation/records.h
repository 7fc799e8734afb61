// What happened on a day, as exact integers: one record per trip (made or not) with its legs, and
// the on-demand services' own bookings and stops. Filled in parallel, each trip by its person's
// partition.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/activity/day_plan.h"
#include "models/choice/mode_choice.h"
#include "models/drt/service.h"

namespace grend::simulation {

enum class TripStatus : std::uint8_t { kMade, kNotMade };
inline constexpr std::array<std::string_view, 2> kTripStatusNames = {"made", "not_made"};

// Why a trip was not made.
enum class TripReason : std::uint8_t {
  kNone,
  kNoMode,
  kRejected,
  kChangedMind,
  kNoShow,
  kUnfinished,
  kLeftBehind  // whoever was to take them along did not come, or went without them
};
inline constexpr std::array<std::string_view, 7> kTripReasonNames = {
    "none", "no_mode", "rejected", "changed_mind", "no_show", "unfinished", "left_behind"};

enum class LegKind : std::uint8_t { kWalk, kBike, kCar, kRide, kWait, kDrt };
inline constexpr std::array<std::string_view, 6> kLegKindNames = {"walk",          "bike", "car",
                                                                  "car_passenger", "wait", "drt"};

struct LegRecord {
  LegKind kind = LegKind::kWalk;
  Time departure;
  Time arrival;
  Distance distance;  // of the vehicle's own way for on-demand rides: see requests
};

struct TripRecord {
  TripStatus status = TripStatus::kNotMade;
  TripReason reason = TripReason::kUnfinished;
  std::optional<choice::Mode> otherwise;     // if there were no on-demand service
  std::optional<choice::Mode> first_choice;  // before any answer of a service
  std::optional<choice::Mode> mode;          // as made
  Time departure;
  Time arrival;
  std::array<LegRecord, 4> legs;  // walk, wait, ride, walk at most
  std::uint8_t leg_count = 0;

  void add(const LegRecord& leg) { legs[leg_count++] = leg; }
};

struct ServiceDay {
  std::vector<drt::Booking> bookings;  // by trip
  std::vector<drt::StopRecord> stops;  // by vehicle, then time
  std::vector<drt::Vehicle> vehicles;
  std::optional<drt::Explanation> explanation;  // of one request, if asked for
  std::string trouble;  // with a dispatcher of the user's own, in words; empty: none
};

struct DayRecords {
  activity::DayPlans plans;
  std::vector<TripRecord> trips;     // as in plans.trips
  std::vector<ServiceDay> services;  // as in the scenario
};

}  // namespace grend::simulation
