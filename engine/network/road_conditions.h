// What weather, closures and queues do to roads: parameters of a scenario (region.roads), each with
// unit, range and source in its describe(). What they mean for one date: road_day.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/interval.h"
#include "engine/io/fields.h"

namespace grend::network {

enum class RoadSurface : std::uint8_t { kSummer, kPackedSnow, kSnowfall, kHeavySnow };

// Shares of the speed that is reached in summer.
struct SpeedShares {
  double motor = 1;
  double bike = 1;
  double walk = 1;
};
struct WinterSpeeds {
  SpeedShares packed_snow{0.95, 0.80, 0.95};
  SpeedShares snowfall{0.85, 0.65, 0.90};
  SpeedShares heavy_snow{0.60, 0.40, 0.70};
};

struct PlaceOnMap {
  double lon = 0;  // degrees
  double lat = 0;
};
struct CircleOnMap {
  double lon = 0;  // degrees
  double lat = 0;
  Distance radius = kilometres(5);
};

// Some edges: those of a road by its number or name, those with a point inside an area, or the
// edges that are both.
struct RoadSelection {
  std::string road;                   // empty: any
  std::optional<CircleOnMap> around;  // at most one of the two
  std::vector<PlaceOnMap> polygon;
};
// Adds its fields to the map that holds it.
void describe_selection(io::FieldVisitor& v, RoadSelection& s);

// Vehicles wait for a leader and follow it at its pace ("kolonnekjøring").
struct Convoy {
  Duration wait = minutes(30);
  Speed speed = kilometres_per_hour(40);
};

enum class ClosedTo : std::uint8_t { kMotorVehicles, kEverybody };

struct Closure {
  std::string name;
  RoadSelection where;
  io::Date first_day;
  io::Date last_day;
  Interval<Time> hours{Time(), clock_time(24, 0)};  // of each of these days; may pass 24:00
  ClosedTo closed_to = ClosedTo::kMotorVehicles;
  std::optional<Convoy> convoy;  // not closed, but driven in a column
};

// A part of the day when motor vehicles need longer.
struct Peak {
  std::string name;
  RoadSelection where;  // empty: all roads
  Interval<Time> hours{clock_time(7, 0), clock_time(9, 0)};
  bool weekdays_only = true;
  double time_factor = 1.2;
};

struct RoadConditions {
  WinterSpeeds winter;
  std::vector<Closure> closures;
  std::vector<Peak> peaks;
};

void describe(io::FieldVisitor& v, SpeedShares& s);
void describe(io::FieldVisitor& v, WinterSpeeds& s);
void describe(io::FieldVisitor& v, PlaceOnMap& s);
void describe(io::FieldVisitor& v, CircleOnMap& s);
void describe(io::FieldVisitor& v, Convoy& s);
void describe(io::FieldVisitor& v, Closure& s);
void describe(io::FieldVisitor& v, Peak& s);
void describe(io::FieldVisitor& v, RoadConditions& s);

}  // namespace grend::network

template <>
struct grend::io::EnumNames<grend::network::RoadSurface> {
  static constexpr std::array<std::string_view, 4> names = {"summer", "packed_snow", "snowfall",
                                                            "heavy_snow"};
};
template <>
struct grend::io::EnumNames<grend::network::ClosedTo> {
  static constexpr std::array<std::string_view, 2> names = {"motor_vehicles", "everybody"};
};
