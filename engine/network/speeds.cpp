#include "engine/network/speeds.h"

#include "engine/io/fields.h"

namespace grend::network {

void describe(io::FieldVisitor& v, UnsignedSpeeds& s) {
  const auto speed = [&v](std::string_view key, Speed& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = "[K]", .min = 1, .max = 150});
  };
  speed("motorway", s.motorway, "Car speed on a motorway without a signed limit.");
  speed("trunk", s.trunk, "Car speed on a trunk road without a signed limit.");
  speed("primary", s.primary, "Car speed on a primary road without a signed limit.");
  speed("secondary", s.secondary, "Car speed on a secondary road without a signed limit.");
  speed("tertiary", s.tertiary, "Car speed on a tertiary road without a signed limit.");
  speed("unclassified", s.unclassified, "Car speed on a minor road without a signed limit.");
  speed("residential", s.residential, "Car speed on a residential street without a signed limit.");
  speed("living_street", s.living_street, "Car speed on a living street without a signed limit.");
  speed("service", s.service, "Car speed on a service road or driveway without a signed limit.");
  speed("track", s.track, "Car speed on a farm or forest track without a signed limit.");
}

void describe(io::FieldVisitor& v, NamedLimits& s) {
  const auto speed = [&v](std::string_view key, Speed& value, std::string_view doc,
                          std::string_view source) {
    v.field(key, value, {.doc = doc, .source = source, .min = 1, .max = 200});
  };
  speed("urban", s.urban, "General limit in built-up areas ('NO:urban').", "Vegtrafikkloven § 6");
  speed("rural", s.rural, "General limit elsewhere ('NO:rural').", "Vegtrafikkloven § 6");
  speed("motorway", s.motorway, "Limit of 'NO:motorway'.", "[K]");
  speed("living_street", s.living_street, "Limit of 'NO:living_street'.", "[K]");
  speed("walk", s.walk, "Limit of 'walk'.", "[K]");
  speed("none", s.none, "Speed where the map says 'none'.", "[K]");
}

void describe(io::FieldVisitor& v, LargeVehicle& s) {
  v.field("car_speed_share", s.car_speed_share,
          {.doc = "Its speed as a share of a car's on the same road.",
           .source = "[K]",
           .min = 0.3,
           .max = 1});
  v.field("top", s.top, {.doc = "Its highest speed.", .source = "[K]", .min = 20, .max = 130});
  v.field("height", s.height,
          {.doc = "Its height; a road with a lower `maxheight` is closed to it.",
           .source = "[K]",
           .min = 1,
           .max = 5});
  v.field("weight", s.weight,
          {.doc = "Its weight; a road with a lower `maxweight` is closed to it.",
           .source = "[K]",
           .min = 1,
           .max = 40,
           .unit = "t"});
}

void describe(io::FieldVisitor& v, SpeedParameters& p) {
  v.field("walk", p.walk, {.doc = "Walking speed.", .source = "[K]", .min = 1, .max = 10});
  v.field("bike", p.bike,
          {.doc = "Cycling speed on paved roads.", .source = "[K]", .min = 5, .max = 40});
  v.field("ebike", p.ebike,
          {.doc = "Speed of an electric bicycle on paved roads.",
           .source = "[K]; assistance ends at 25 km/h (kjøretøyforskriften)",
           .min = 5,
           .max = 45});
  v.group("minibus", p.minibus, {.doc = "A minibus of an on-demand service, up to 16 seats."});
  v.group("bus", p.bus, {.doc = "A bus of 12 m."});
  v.field("ferry", p.ferry,
          {.doc = "Speed of a ferry whose crossing time the map does not give.",
           .source = "[K]",
           .min = 1,
           .max = 100});
  v.field("limit_compliance", p.limit_compliance,
          {.doc = "Free-flow car speed as a share of the signed limit.",
           .source = "[K]",
           .min = 0.3,
           .max = 1.3});
  v.field("car_unpaved", p.car_unpaved,
          {.doc = "Highest car speed on gravel and earth.", .source = "[K]", .min = 5, .max = 100});
  v.field("bike_unpaved", p.bike_unpaved,
          {.doc = "Cycling speed on gravel and earth as a share of the speed on paved roads.",
           .source = "[K]",
           .min = 0.2,
           .max = 1});
  v.field(
      "ferry_wait", p.ferry_wait,
      {.doc =
           "Expected wait at a ferry quay when a trip is planned, where the map does not give the "
           "interval of departures; else half of that.",
       .source = "[K]",
       .min = 0,
       .max = 7200});
  v.group("unsigned_roads", p.unsigned_roads,
          {.doc = "Car speeds on roads without a signed limit, by class."});
  v.group("named_limits", p.named_limits, {.doc = "Speed limits that a map gives by name."});
}

}  // namespace grend::network
