// A vehicle on its way may be sent to a new pick-up first, from the next junction it comes to. The
// junction is no service point, so its way to the pick-up is asked of the road network; lower
// bounds from the matrix spare most of these queries and refuse no better place. A vehicle is
// diverted at most once a drive, and only where it need not wait at the new door.
#pragma once

#include <optional>

#include "models/drt/fleet.h"

namespace grend::drt {

struct Diversion {
  std::size_t vehicle = 0;
  routing::Insertion insertion;  // its cost includes the way over the junction
  Waypoint junction;
  Time arrival;   // at the pick-up
  Distance rest;  // from the junction
};

class DiversionFinder {
 public:
  explicit DiversionFinder(const ServicePoints& points) : points_(&points) {}

  // The best one cheaper than `below`; the fleet is as it was afterwards.
  std::optional<Diversion> find(Fleet& fleet, routing::Pair request, Time now,
                                routing::Ticks below);

 private:
  bool worthwhile(Fleet& fleet, std::size_t vehicle, const routing::Stop& pickup, Time now,
                  routing::Ticks below) const;
  std::optional<Waypoint> next_junction(const Vehicle& vehicle, Time now);
  std::optional<Diversion> try_vehicle(Fleet& fleet, std::size_t vehicle, routing::Pair request,
                                       Time now, routing::Ticks below);

  // The vehicle as it will be at the door.
  struct Front {
    routing::Ticks below = routing::kNever;
    Time free_at;  // at the last departure, if it drove straight
    Time arrival;
  };
  routing::Insertion at_once(LivePlan& plan, std::size_t vehicle, routing::Pair request,
                             const Front& front);

  const ServicePoints* points_;
  network::RouterScratch scratch_;
  std::vector<network::PathStep> steps_;
};

}  // namespace grend::drt
