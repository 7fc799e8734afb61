#include "engine/network/road_conditions.h"

namespace grend::network {
namespace {

constexpr const char* kInput = "an input";

void describe_position(io::FieldVisitor& v, double& lon, double& lat) {
  v.field("lon", lon,
          {.doc = "Degrees east.", .source = kInput, .min = -180, .max = 180, .required = true});
  v.field("lat", lat,
          {.doc = "Degrees north.", .source = kInput, .min = -90, .max = 90, .required = true});
}

bool selects_something(const RoadSelection& s) {
  return !s.road.empty() || s.around || !s.polygon.empty();
}

}  // namespace

void describe(io::FieldVisitor& v, SpeedShares& s) {
  const auto share = [&](std::string_view key, double& value, std::string_view doc,
                         std::string_view source) {
    v.field(key, value, {.doc = doc, .source = source, .min = 0.05, .max = 1});
  };
  share("motor", s.motor, "Cars, minibuses and buses.",
        "[K] packed snow -5 %, snowfall -15 %, heavy snow -40 %");
  share("bike", s.bike, "Bicycles, electric ones included.", "[K]");
  share("walk", s.walk, "Pedestrians.", "[K]");
}

void describe(io::FieldVisitor& v, WinterSpeeds& s) {
  v.group("packed_snow", s.packed_snow, {.doc = "On packed snow and ice."});
  v.group("snowfall", s.snowfall, {.doc = "While it snows."});
  v.group("heavy_snow", s.heavy_snow, {.doc = "In a snowstorm, on unploughed roads."});
}

void describe(io::FieldVisitor& v, PlaceOnMap& s) { describe_position(v, s.lon, s.lat); }

void describe(io::FieldVisitor& v, CircleOnMap& s) {
  describe_position(v, s.lon, s.lat);
  v.field("radius", s.radius,
          {.doc = "The circle's radius.", .source = kInput, .min = 1, .max = 500'000});
}

void describe_selection(io::FieldVisitor& v, RoadSelection& s) {
  v.field("road", s.road,
          {.doc = "Number or name of the road, as the map has it (\"Fv 27\"); with an area, the "
                  "part of the road inside.",
           .source = kInput});
  v.optional_group("around", s.around, {.doc = "The roads inside a circle."});
  v.list("polygon", s.polygon,
         {.doc = "The roads inside a polygon, by its corners in order.", .source = kInput});
  v.require(!s.around || s.polygon.empty(), "polygon", "stands beside `around`",
            "keep one of the two");
  v.require(s.polygon.empty() || s.polygon.size() >= 3, "polygon", "has fewer than three corners",
            "give at least three corners");
}

void describe(io::FieldVisitor& v, Convoy& s) {
  v.field("wait", s.wait,
          {.doc = "Expected wait for the next column, at either end.",
           .source = "[K]",
           .min = 0,
           .max = 14'400});
  v.field("speed", s.speed,
          {.doc = "Speed of the column; slower roads stay as they are.",
           .source = "[K]",
           .min = 5,
           .max = 80});
}

void describe(io::FieldVisitor& v, Closure& s) {
  v.field("name", s.name, {.doc = "For reports and messages.", .source = kInput});
  describe_selection(v, s.where);
  v.field("first_day", s.first_day,
          {.doc = "First day of the closure.", .source = kInput, .required = true});
  v.field("last_day", s.last_day,
          {.doc = "Last day of the closure, included.", .source = kInput, .required = true});
  v.field("hours", s.hours,
          {.doc = "Hours of each of these days; 20:00-31:00 ends at 7 the next morning.",
           .source = "the whole day"});
  v.choice("closed_to", s.closed_to, {.doc = "To whom the roads are closed.", .source = kInput});
  v.optional_group("convoy", s.convoy,
                   {.doc = "Motor vehicles pass in columns behind a leader instead."});
  v.require(selects_something(s.where), "road", "is missing: the closure closes no road",
            "give `road`, `around` or `polygon`");
  v.require(s.first_day <= s.last_day, "last_day", "lies before `first_day`", "swap the two days");
}

void describe(io::FieldVisitor& v, Peak& s) {
  v.field("name", s.name, {.doc = "For reports and messages.", .source = kInput});
  describe_selection(v, s.where);
  v.field("hours", s.hours,
          {.doc = "When queues slow motor vehicles down.", .source = "[K] 07-09 and 14-17"});
  v.field("weekdays_only", s.weekdays_only,
          {.doc = "Not on Saturdays, Sundays and holidays.", .source = "[K]"});
  v.field("time_factor", s.time_factor,
          {.doc = "Travel time as a multiple of that without queues.",
           .source = "[K]",
           .min = 1,
           .max = 10});
}

void describe(io::FieldVisitor& v, RoadConditions& s) {
  v.group("winter", s.winter,
          {.doc = "Speed in winter as a share of that in summer, by `calendar.road_surface`."});
  v.list("closures", s.closures, {.doc = "Roads closed, or driven in columns, on given days."});
  v.list("peaks", s.peaks, {.doc = "Hours when motor vehicles need longer."});
}

}  // namespace grend::network
