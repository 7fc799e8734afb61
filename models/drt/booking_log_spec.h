// A day's bookings as an operator's log or another tool wrote them, in place of a population
// (`travellers.bookings` in a scenario): which file, and which of its columns says what.
#pragma once

#include <string>

#include "engine/io/fields.h"

namespace grend::drt {

// Names in the header of the table. Only a place to come from and one to go to are needed.
struct BookingColumns {
  std::string id = "id";
  std::string asked = "asked";
  std::string wish = "wish";
  std::string arrive_by = "arrive_by";
  std::string from_point = "from_point";
  std::string from_x = "from_x";
  std::string from_y = "from_y";
  std::string from_lon = "from_lon";
  std::string from_lat = "from_lat";
  std::string to_point = "to_point";
  std::string to_x = "to_x";
  std::string to_y = "to_y";
  std::string to_lon = "to_lon";
  std::string to_lat = "to_lat";
  std::string seats = "seats";
  std::string wheelchairs = "wheelchairs";
  std::string service = "service";
  std::string cancelled = "cancelled";
  std::string no_show = "no_show";
};

struct BookingLogSpec {
  io::InputFile file;
  io::InputFile points;
  BookingColumns columns;
  Distance far_from_road = kilometres(1);
  std::int64_t max_bad_rows = 0;
};

void describe(io::FieldVisitor& v, BookingColumns& s);
void describe(io::FieldVisitor& v, BookingLogSpec& s);

}  // namespace grend::drt
