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

// What stopped a sequence; kPromise: somebody's pick-up window or ride limit.
enum class Obstacle : std::uint8_t { kNone, kCapacity, kPromise, kShift };

// Kept between calls so that a check allocates nothing.
class Scheduler {
 public:
  explicit Scheduler(const ServicePoints& points) : points_(&points) {}

  Obstacle check(const RouteStart& start, const RouteEnd& end, Load capacity,
                 std::span<const PlannedStop> stops);
  // The start of service at each stop of the last feasible sequence.
  const std::vector<Time>& begin() const { return begin_; }

 private:
  void find_pickups(std::span<const PlannedStop> stops);
  Obstacle propagate(const RouteStart& start, std::span<const PlannedStop> stops,
                     std::size_t first);
  Obstacle settle_rides(const RouteStart& start, std::span<const PlannedStop> stops);

  const ServicePoints* points_;
  std::vector<Time> begin_;
  std::vector<std::size_t> pickup_of_;  // by drop-off: the position of its pick-up, or kNotHere
};

}  // namespace grend::drt
