// How a leg is carried out on the roads: which profile a mode uses, and its time and distance.
// Shared read-only by all threads; each thread brings its own scratch.
#pragma once

#include <array>
#include <optional>

#include "engine/network/router.h"
#include "models/choice/mode_choice.h"

namespace grend::travel {

network::Profile profile_of(choice::Mode mode);

using Scratch = network::RouterScratch;

class Travel {
 public:
  // Builds one hierarchy per profile. The graph must outlive this object.
  Travel(const network::RoadGraph& graph, par::Executor& executor);

  const network::Router& router(network::Profile profile) const;
  // Nothing if the mode has no way between the places.
  std::optional<network::Trip> trip(choice::Mode mode, network::Place from, network::Place to,
                                    Scratch& scratch) const;

 private:
  std::array<network::Router, network::kProfileCount> routers_;  // by profile
};

}  // namespace grend::travel
