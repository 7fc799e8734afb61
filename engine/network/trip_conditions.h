// Under which conditions and at what time trips are asked for outside a scenario: the parameters of
// the commands that route (`--parameters`, `--set`).
#pragma once

#include "engine/network/road_day.h"
#include "engine/network/speeds.h"

namespace grend::network {

struct TripConditions {
  io::Date date{2026, 1, 12};
  bool holiday = false;
  Time depart = clock_time(12, 0);
  RoadSurface road_surface = RoadSurface::kSummer;
  SpeedParameters speeds;
  RoadConditions roads;
};
void describe(io::FieldVisitor& v, TripConditions& s);

inline RoadDate road_date(const TripConditions& s) { return {s.date, s.holiday, s.road_surface}; }

}  // namespace grend::network
