#include "engine/network/trip_conditions.h"

namespace grend::network {

void describe(io::FieldVisitor& v, TripConditions& s) {
  constexpr const char* kYours = "yours to choose";
  v.field("date", s.date, {.doc = "The day of the trips.", .source = kYours});
  v.field("holiday", s.holiday, {.doc = "A public holiday.", .source = kYours});
  v.field(
      "depart", s.depart,
      {.doc = "When the trips begin; matters where roads change over the day.", .source = kYours});
  v.choice("road_surface", s.road_surface, {.doc = "What the roads are like.", .source = kYours});
  v.group("speeds", s.speeds, {.doc = "Speeds where the road itself does not say."});
  v.group("roads", s.roads, {.doc = "What winter, closures and queues do to the roads."});
}

}  // namespace grend::network
