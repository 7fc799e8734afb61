// Where a party is met and set down: at its doors, or at crossings near them. Every pair of both is
// a request of its own, with the walks inside the promise: nobody who walks is fetched later than
// promised at the door, or reaches the door later than promised. The dispatcher takes the pair
// whose best place costs least, its walks included.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "models/drt/dispatcher.h"

namespace grend::drt {

struct MeetingPoint {
  network::Place place;
  Walk walk;
};

// The crossings near each door that may be one end of a trip.
struct MeetingTable {
  bool door = true;  // the door itself will do too
  std::map<network::Place, std::vector<MeetingPoint>> near;

  // Never empty: the door where there is nothing else.
  std::vector<MeetingPoint> options(network::Place door_place, bool walks) const;
};

struct StopVariant {
  Request request;
  PointIndex from = 0;
  PointIndex to = 0;
  routing::Ticks walking_cost = 0;
};

// All pairs that roads connect and the promise has time for, the least walking first; the first is
// the pair of doors where the doors may be used. Empty if nothing is connected.
std::vector<StopVariant> stop_variants(const Request& request, const ServicePoints& points,
                                       const MeetingTable& meeting, routing::Ticks walking_weight);

struct StopDecision {
  StopVariant variant;
  // On the variant; the reason of the first one if there is no place at all. Nothing if there is
  // no choice of stops.
  std::optional<Decision> decision;
};
// The cheapest place over all variants, which must not be empty; the plan is as it was afterwards.
StopDecision best_stops(LivePlan& plan, const std::vector<StopVariant>& variants,
                        const std::vector<std::uint8_t>& on_duty, Time now);

}  // namespace grend::drt
