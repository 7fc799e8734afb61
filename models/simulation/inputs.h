// Brings together what a scenario's `region:` names, from files or from the generator.
#pragma once

#include <string>
#include <vector>

#include "engine/network/read_network.h"
#include "models/population/margins.h"
#include "models/region/region_input.h"
#include "models/simulation/world.h"

namespace grend::simulation {

// Employed residents by where they work.
struct CommutingFlow {
  geo::LonLat towards;  // the municipality worked in
  double employed = 0;
};
struct CommutingInput {
  double inside = 0;
  std::vector<CommutingFlow> outside;

  // 0 if nothing is known.
  double employed() const;
};

struct Inputs {
  region::RegionInput region;
  network::ReadNetwork network;
  CommutingInput commuting;
  std::vector<population::Margins> margins;  // of each of region.municipalities, or none
  std::vector<InputChecksum> checksums;
  std::vector<std::string> warnings;
};

// Throws Error: kMissingInput, kBadData. Takes roads from the cache if there is one.
Inputs read_inputs(const scenario::Scenario& scenario, store::Cache* cache = nullptr);

}  // namespace grend::simulation
