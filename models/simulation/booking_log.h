// Reads a day's bookings (`travellers.bookings`) and finds their places on the road: all that is
// wrong with the table is told at once, by line and with the mend; bad rows are counted and left
// out where the scenario allows so many. Bookings dated for other days are passed over. 10,000
// bookings take 0.1 s.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/geo/projection.h"
#include "models/drt/request.h"

namespace grend::simulation {

struct World;

struct LoggedBooking {
  std::uint32_t trip = 0;  // the id if all ids are whole numbers, else the row, from 0
  std::uint32_t service = 0;
  Time asked;
  network::Place from;
  network::Place to;
  std::optional<Time> wish;
  Time arrive_by = Time::max();
  std::optional<Time> cancelled;
  bool shows_up = true;
  drt::Load load;
};

// In the order in which they are asked, ties by content, so that the order of rows does not matter.
// Needs the world's roads and scenario; adds to its warnings and checksums. Throws Error:
// kMissingInput, kBadData.
std::vector<LoggedBooking> read_bookings(World& world, const geo::Projection& projection);

}  // namespace grend::simulation
