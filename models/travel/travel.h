// How a leg is carried out on the roads: which profile a mode uses, and its time and distance by
// the conditions and the time of the day. Shared read-only by all threads; each thread brings its
// own scratch. Trips are remembered over the threads and days that share it (4 MB), because people
// make the same ones again.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "engine/network/day_router.h"
#include "engine/network/road_day.h"
#include "engine/network/router_pool.h"
#include "models/choice/mode_choice.h"

namespace grend::travel {

network::Profile profile_of(choice::Mode mode);
// The profiles that modes use, ascending.
inline constexpr std::array kTravelProfiles = {network::Profile::kCar, network::Profile::kMinibus,
                                               network::Profile::kBike, network::Profile::kWalk};

using Scratch = network::RouterScratch;

class Travel {
 public:
  // Builds a hierarchy for each profile that a mode uses and each period of the day, for the hours
  // of each on-demand service, and for the roads without conditions; equal ones are built once, and
  // taken from the cache if there is one. The graph must outlive this object.
  Travel(const network::RoadGraph& roads, const network::RoadDay& day,
         std::span<const Interval<Time>> service_hours, par::Executor& executor,
         store::Cache* cache = nullptr);

  // Of one of kTravelProfiles.
  const network::DayRouter& day(network::Profile profile) const;
  // Of each of them on roads that are open and dry: where people may live and services stop does
  // not depend on today's snow.
  std::vector<const network::Router*> usual() const;

  // The roads that the vehicles of on-demand service `s` plan and drive by: the worst of its hours.
  const network::Router& on_demand(std::size_t s) const { return on_demand_[s]; }

  // Nothing if the mode has no way between the places from then on.
  std::optional<network::Trip> trip(choice::Mode mode, network::Place from, network::Place to,
                                    Time depart, Scratch& scratch) const;
  // The trip that departs as late as it may to be there by `arrive`.
  std::optional<network::Trip> trip_by(choice::Mode mode, network::Place from, network::Place to,
                                       Time arrive, Scratch& scratch) const;

 private:
  struct Roads {
    network::DayRouter day;
    network::Router usual;
  };
  std::array<std::optional<Roads>, network::kProfileCount> roads_;  // by profile
  std::vector<network::Router> on_demand_;                          // by service
};

}  // namespace grend::travel
