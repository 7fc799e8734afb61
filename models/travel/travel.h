// How a leg is carried out on the roads: which profile a mode uses, and its time and distance.
// Shared read-only by all threads; each thread brings its own scratch.
#pragma once

#include <array>
#include <optional>
#include <vector>

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
  // Builds a hierarchy for each profile that a mode uses; equal ones are shared, and taken from the
  // cache if there is one. The graph must outlive this object.
  Travel(const network::RoadGraph& graph, par::Executor& executor, store::Cache* cache = nullptr);

  // Of one of kTravelProfiles.
  const network::Router& router(network::Profile profile) const;
  // Of each of them.
  std::vector<const network::Router*> routers() const;
  // Nothing if the mode has no way between the places.
  std::optional<network::Trip> trip(choice::Mode mode, network::Place from, network::Place to,
                                    Scratch& scratch) const;

 private:
  std::array<std::optional<network::Router>, network::kProfileCount> routers_;  // by profile
};

}  // namespace grend::travel
