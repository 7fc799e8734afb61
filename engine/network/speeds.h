// Speeds where the road itself does not say. Every value is a scenario parameter (region.speeds).
#pragma once

#include "engine/base/measure.h"

namespace grend::io {
class FieldVisitor;
}

namespace grend::network {

// What drivers reach on a road without a signed limit, by class.
struct UnsignedSpeeds {
  Speed motorway = kilometres_per_hour(100);
  Speed trunk = kilometres_per_hour(80);
  Speed primary = kilometres_per_hour(75);
  Speed secondary = kilometres_per_hour(70);
  Speed tertiary = kilometres_per_hour(60);
  Speed unclassified = kilometres_per_hour(50);
  Speed residential = kilometres_per_hour(30);
  Speed living_street = kilometres_per_hour(15);
  Speed service = kilometres_per_hour(20);
  Speed track = kilometres_per_hour(20);
};
void describe(io::FieldVisitor& v, UnsignedSpeeds& s);

// Limits that a map gives by name ("NO:rural", "walk", "none").
struct NamedLimits {
  Speed urban = kilometres_per_hour(50);
  Speed rural = kilometres_per_hour(80);
  Speed motorway = kilometres_per_hour(110);
  Speed living_street = kilometres_per_hour(15);
  Speed walk = kilometres_per_hour(7);
  Speed none = kilometres_per_hour(130);
};
void describe(io::FieldVisitor& v, NamedLimits& s);

// A vehicle larger than a car: how it drives and where it does not fit.
struct LargeVehicle {
  double car_speed_share = 1;  // of a car's speed on the same road
  Speed top = kilometres_per_hour(100);
  Distance height = centimetres(290);
  double weight = 5;  // t
};
void describe(io::FieldVisitor& v, LargeVehicle& s);

struct SpeedParameters {
  Speed walk = kilometres_per_hour(4.8);
  Speed bike = kilometres_per_hour(15);
  Speed ebike = kilometres_per_hour(20);
  LargeVehicle minibus;
  LargeVehicle bus{0.9, kilometres_per_hour(80), centimetres(340), 18};
  Speed ferry = kilometres_per_hour(18);
  // Free-flow car speed as a share of the signed limit on rural roads.
  double limit_compliance = 0.95;
  // A car goes no faster than this on gravel and earth; a bike loses this share of its speed.
  Speed car_unpaved = kilometres_per_hour(50);
  double bike_unpaved = 0.8;
  // Planning wait at a ferry quay where the map does not give the interval of departures.
  Duration ferry_wait = minutes(15);
  UnsignedSpeeds unsigned_roads;
  NamedLimits named_limits;
};
void describe(io::FieldVisitor& v, SpeedParameters& p);

}  // namespace grend::network
