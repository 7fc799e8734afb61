#include "models/drt/booking_log_spec.h"

namespace grend::drt {

void describe(io::FieldVisitor& v, BookingColumns& s) {
  const auto column = [&](std::string_view key, std::string& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = "the same word", .min = 1, .max = 200});
  };
  column("id", s.id,
         "Column of the booking's id, each once; whole numbers become `requests.trip`. Without it, "
         "or where an id is another word, bookings are numbered by row, from 0.");
  column("asked", s.asked,
         "Column of when it was booked. Without it, or where empty: at noon of the day before.");
  column("wish", s.wish,
         "Column of the wished pick-up. Without it, or where empty: as late as `arrive_by` allows "
         "if that is given, else when it was booked.");
  column("arrive_by", s.arrive_by,
         "Column of when the vehicle must be at the destination. Without it, or where empty: no "
         "limit but the promised ride.");
  column("from_point", s.from_point, "Column of the pick-up as an id of the table `points`.");
  column("from_x", s.from_x,
         "Column of the pick-up's easting in metres on the region's plane (`region.utm_zone`), as "
         "in result files.");
  column("from_y", s.from_y, "Column of the pick-up's northing.");
  column("from_lon", s.from_lon, "Column of the pick-up's longitude in degrees.");
  column("from_lat", s.from_lat, "Column of the pick-up's latitude in degrees.");
  column("to_point", s.to_point, "Column of the destination as an id of the table `points`.");
  column("to_x", s.to_x, "Column of the destination's easting.");
  column("to_y", s.to_y, "Column of the destination's northing.");
  column("to_lon", s.to_lon, "Column of the destination's longitude.");
  column("to_lat", s.to_lat, "Column of the destination's latitude.");
  column("seats", s.seats,
         "Column of the seats asked for. Without it, or where empty: 1, or 0 for a wheelchair.");
  column("wheelchairs", s.wheelchairs,
         "Column of the wheelchair places asked for. Without it, or where empty: 0.");
  column("service", s.service,
         "Column of the service's id. Without it, or where empty: the first service whose area "
         "holds both ends and which is open then.");
  column("cancelled", s.cancelled,
         "Column of when it was cancelled. Without it, or where empty: never. After the pick-up it "
         "is without effect.");
  column("no_show", s.no_show,
         "Column of whether nobody was at the door: yes, true or 1. Without it, or otherwise: "
         "somebody is.");
}

void describe(io::FieldVisitor& v, BookingLogSpec& s) {
  v.field("file", s.file,
          {.doc = "The bookings (CSV). Times are a clock, seconds since midnight of "
                  "`calendar.date`, or a date with a clock.",
           .source = "the operator's booking system; docs/data.md describes the table",
           .required = true});
  v.field("points", s.points,
          {.doc = "Places that bookings name by id, such as stops or junctions (CSV id,x,y or "
                  "id,lon,lat).",
           .source = "an input"});
  v.group("columns", s.columns, {.doc = "What the columns of the bookings are called."});
  v.field("far_from_road", s.far_from_road,
          {.doc = "A booking farther than this from any road is a bad row.",
           .source = "[K] a farm road that the network lacks",
           .min = 1,
           .max = 100'000});
  v.field("max_bad_rows", s.max_bad_rows,
          {.doc = "How many bad rows the bookings may have before the run is refused; those are "
                  "left out and told.",
           .source = "0, so that nothing is lost unseen",
           .min = 0,
           .max = 1'000'000});
}

}  // namespace grend::drt
