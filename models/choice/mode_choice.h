// How people choose a mode for a tour: the systematic utility of each mode from its level of
// service, and the assumptions behind it (`travellers.choice:`). Utilities are in utils; 1 util
// corresponds to 1 / utils_per_nok kroner.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/measure.h"

namespace grend::io {
class FieldVisitor;
}

namespace grend::choice {

enum class Mode : std::uint8_t { kWalk, kBike, kCar, kRide, kDrt };
inline constexpr std::size_t kModeCount = 5;
inline constexpr std::array<std::string_view, kModeCount> kModeNames = {"walk", "bike", "car",
                                                                        "car_passenger", "drt"};

struct ModeConstants {
  double walk = 0.0;
  double bike = -4.6;
  double car = 1.0;
  double ride = -3.2;
  double drt = 0.0;
};

struct ModeChoiceSpec {
  double value_of_time = 72;  // NOK per hour in a car
  double walk_weight = 1.75;
  double bike_weight = 1.6;
  double wait_weight = 2.0;
  double car_cost_per_km = 2.5;   // NOK
  double ride_cost_per_km = 2.5;  // NOK, what passengers and those who drive them reckon
  double utils_per_nok = 0.04;
  ModeConstants constants;
  Distance longest_walk = kilometres(6);
  Distance longest_bike = kilometres(10);
  double ride_offered = 0.35;    // a lift can be had, by tour
  double drt_considered = 0.05;  // persons who know of the service and would use it
  Duration drt_expected_wait = minutes(8);
  double drt_expected_detour = 1.25;
};
void describe(io::FieldVisitor& v, ModeConstants& s);
void describe(io::FieldVisitor& v, ModeChoiceSpec& s);

// What a mode offers on a whole tour.
struct LevelOfService {
  Duration in_vehicle;  // or on foot, or cycling
  Duration wait;
  Distance distance;
  Money fare;
};

double mode_utility(const ModeChoiceSpec& spec, Mode mode, const LevelOfService& service);

}  // namespace grend::choice
