// A MATSim case with on-demand transport, in Grend's terms.
#pragma once

#include "models/exchange/foreign_case.h"

namespace grend::exchange {

// Paths; those that are empty are taken from the configuration, which is looked for in `folder`.
struct MatsimPaths {
  std::string folder;
  std::string config;
  std::string network;
  std::string plans;
  std::string vehicles;
};

struct MatsimOptions {
  MatsimPaths paths;
  std::string mode = "drt";     // of the legs that become bookings
  std::string crs;              // instead of what the files say
  std::optional<int> utm_zone;  // of the plane to lay the network on
};

// Every leg of that mode is a request made when the person wants to leave, at the end of its link.
// Throws Error: kMissingInput, kBadData, kUsage.
ForeignCase import_matsim_case(const MatsimOptions& options);

}  // namespace grend::exchange
