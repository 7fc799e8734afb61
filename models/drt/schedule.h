// Feasibility of a fixed sequence of stops as a system of difference constraints. Earliest times
// are propagated forward; where a ride would take too long its pick-up is pushed later, and the
// pass is repeated until nothing changes. That gives the least solution, so a sequence is refused
// only if no timing of it works. (Checking earliest times alone picks people up too early and then
// breaks their ride limit; see VERIFICATION, dial-a-ride.)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/drt/request.h"
#include "models/drt/service_points.h"

namespace grend::drt {

struct PlannedStop {
  std::uint32_t trip = 0;  // of the request it serves
  bool pickup = true;
  PointIndex point = 0;
  Time earliest;  // start of service
  Time latest;
  Duration stand;         // how long the vehicle stands
  Duration longest_ride;  // of a drop-off whose pick-up is in the same sequence
  Load change;            // on board after minus before
};

// Where and when a vehicle is next free to follow a new plan, and how its day must end.
struct RouteStart {
  PointIndex point = 0;
  Time free_at;
  Load on_board;
};
struct RouteEnd {
  PointIndex base = 0;
  Time back_by;
};

// What stopped a sequence; ordered from "never came near" to "only just not".
enum class Obstacle : std::uint8_t { kUnreachable, kCapacity, kPickup, kPromise, kShift, kNone };

// Fills begin[i], the start of service at each stop; Obstacle::kNone if feasible.
Obstacle schedule(const RouteStart& start, const RouteEnd& end, Load capacity,
                  std::span<const PlannedStop> stops, const ServicePoints& points,
                  std::vector<Time>& begin);

}  // namespace grend::drt
