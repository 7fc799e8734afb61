// A FleetPy study's network and demand, in Grend's terms. FleetPy keeps the fleet and the rules in
// its scenario tables; here they are options with the defaults of its module tests.
#pragma once

#include "models/exchange/foreign_case.h"

namespace grend::exchange {

struct FleetpyOptions {
  std::string folder;   // FleetPy's `data`
  std::string network;  // a folder with nodes.csv and edges.csv; empty: the only one of `folder`
  std::string demand;   // a table of requests; empty: the only one of `folder`
  std::int64_t vehicles = 12;
  std::int64_t seats = 4;
  Duration longest_wait = seconds(300);
  double detour = 0.4;  // of the direct drive with boarding
  Duration boarding = seconds(30);
  std::uint64_t seed = 1;  // of where vehicles start
};

// Throws Error: kMissingInput, kBadData, kUsage.
ForeignCase import_fleetpy_case(const FleetpyOptions& options);

}  // namespace grend::exchange
