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
  std::uint32_t home = 0;             // index of the region's municipality
  std::optional<std::uint32_t> work;  // inside the region
  geo::LonLat towards;                // else: the municipality worked in
  double employed = 0;
};
struct CommutingInput {
  std::vector<CommutingFlow> flows;  // empty: nothing is known
};

struct Inputs {
  region::RegionInput region;
  network::ReadNetwork network;
  CommutingInput commuting;
  std::vector<population::Margins> margins;   // of each of region.municipalities, or none
  std::vector<std::uint32_t> labour_regions;  // of each of region.municipalities, may be empty
  std::vector<InputChecksum> checksums;
  std::vector<std::string> warnings;
};

// Throws Error: kMissingInput, kBadData. Takes roads from the cache if there is one.
Inputs read_inputs(const scenario::Scenario& scenario, store::Cache* cache = nullptr);

}  // namespace grend::simulation
