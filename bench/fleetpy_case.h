// FleetPy's module test: central Munich, 200 requests in two hours, 12 vehicles with four seats, a
// wait of 300 s at most, 40 % detour, 30 s a stop, decisions every minute. Vehicles stay where they
// end; FleetPy draws where they start by its own random numbers, here they are drawn anew for each
// seed, from the stops. Requests are made at the minute they fall in (TravelerModels.py). Every
// stand is shared, and nobody drives through a stop; then the mean direct ride is 206.0 s as there.
#pragma once

#include <memory>
#include <string>

#include "engine/network/router.h"
#include "models/drt/request_day.h"

namespace grend::bench {

struct FleetpyCase {
  std::unique_ptr<network::RoadGraph> roads;
  std::unique_ptr<network::Router> router;
  std::unique_ptr<drt::ServicePoints> points;
  std::vector<drt::Duty> duties;
  std::vector<drt::TimedRequest> requests;  // asked at the last full minute
};

// `folder` is FleetPy's `data`. Throws Error.
FleetpyCase read_fleetpy(const std::string& folder, std::uint64_t seed);

}  // namespace grend::bench
