#include "models/choice/mode_choice.h"

#include "engine/io/fields.h"

namespace grend::choice {
namespace {

constexpr const char* kCalibrated =
    "set so that the default region gives about the rural mode shares of the national travel "
    "survey (driver 60, passenger 11, walk 19, cycle 3 %) [K]";

}  // namespace

void describe(io::FieldVisitor& v, ModeConstants& s) {
  const auto constant = [&](std::string_view key, double& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = kCalibrated, .min = -20, .max = 20});
  };
  constant("walk", s.walk, "Constant of walking, utils.");
  constant("bike", s.bike, "Constant of cycling, utils.");
  constant("car", s.car, "Constant of driving a car, utils.");
  constant("car_passenger", s.ride, "Constant of getting a lift, utils.");
  constant("drt", s.drt, "Constant of on-demand transport, utils.");
}

void describe(io::FieldVisitor& v, ModeChoiceSpec& s) {
  v.field("value_of_time", s.value_of_time,
          {.doc = "Value of an hour in a car.",
           .source = "TØI report 1389/2015: private trips under 70 km, car driver (2010 prices)",
           .min = 0,
           .max = 1000,
           .unit = "NOK/h"});
  v.field("walk_weight", s.walk_weight,
          {.doc = "A minute on foot counts as this many minutes in a car.",
           .source = "[K] 1.5 to 2",
           .min = 0,
           .max = 10});
  v.field("bike_weight", s.bike_weight,
          {.doc = "A minute on a bicycle counts as this many minutes in a car.",
           .source = "[K] 1.5 to 2",
           .min = 0,
           .max = 10});
  v.field("wait_weight", s.wait_weight,
          {.doc = "A minute of waiting counts as this many minutes in a car.",
           .source = "[K] 1.5 to 2.5",
           .min = 0,
           .max = 10});
  v.field("car_cost_per_km", s.car_cost_per_km,
          {.doc = "What a driver reckons a kilometre costs.",
           .source = "[K] fuel and wear as perceived",
           .min = 0,
           .max = 50,
           .unit = "NOK/km"});
  v.field("ride_cost_per_km", s.ride_cost_per_km,
          {.doc = "What a kilometre counts to car passengers and those who drive them.",
           .source = "[K] as for drivers",
           .min = 0,
           .max = 50,
           .unit = "NOK/km"});
  v.field("utils_per_nok", s.utils_per_nok,
          {.doc = "Utility of one krone: how sharply people choose.",
           .source = kCalibrated,
           .min = 0,
           .max = 10});
  v.group("constants", s.constants, {.doc = "What modes have beyond time and money."});
  v.field("longest_walk", s.longest_walk,
          {.doc = "Nobody walks farther than this, one way.",
           .source = "[K]",
           .min = 0,
           .max = 50'000});
  v.field("longest_bike", s.longest_bike,
          {.doc = "Nobody cycles farther than this, one way.",
           .source = "[K]",
           .min = 0,
           .max = 100'000});
  v.field("ride_offered", s.ride_offered,
          {.doc = "Chance that somebody could give a lift on a tour.",
           .source = "[K]",
           .min = 0,
           .max = 1});
  v.field(
      "drt_considered", s.drt_considered,
      {.doc = "Share of persons who know of the on-demand service and would consider it.",
       .source = "[K] gives about 100 requests a day in the default region (20 to 150 is usual)",
       .min = 0,
       .max = 1});
  v.field("drt_expected_wait", s.drt_expected_wait,
          {.doc = "Wait that people expect of the on-demand service.",
           .source = "[K]",
           .min = 0,
           .max = 7200});
  v.field("drt_expected_detour", s.drt_expected_detour,
          {.doc = "Ride time that people expect, as a multiple of the direct drive.",
           .source = "[K]",
           .min = 1,
           .max = 5});
}

double mode_utility(const ModeChoiceSpec& spec, Mode mode, const LevelOfService& los) {
  double weight = 1;
  double constant = 0;
  double cost = to_kroner(los.fare);
  switch (mode) {
    case Mode::kWalk:
      weight = spec.walk_weight;
      constant = spec.constants.walk;
      break;
    case Mode::kBike:
      weight = spec.bike_weight;
      constant = spec.constants.bike;
      break;
    case Mode::kCar:
      constant = spec.constants.car;
      cost += spec.car_cost_per_km * to_kilometres(los.distance);
      break;
    case Mode::kRide:
      constant = spec.constants.ride;
      cost += spec.ride_cost_per_km * to_kilometres(los.distance);
      break;
    case Mode::kDrt:
      constant = spec.constants.drt;
      break;
  }
  const double weighted_hours =
      weight * to_hours(los.in_vehicle) + spec.wait_weight * to_hours(los.wait);
  return constant - spec.utils_per_nok * (spec.value_of_time * weighted_hours + cost);
}

}  // namespace grend::choice
