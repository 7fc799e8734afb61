// The files of a MATSim case that tell of on-demand transport: the configuration, people's plans
// (population_v5, v6) and the fleet (dvrp_vehicles_v1). Read as they are; what they mean for a
// service is decided in import_matsim.cpp.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/interval.h"
#include "engine/base/measure.h"

namespace grend::exchange {

// What a configuration says of files and of its first on-demand mode.
struct MatsimConfig {
  std::string network;  // paths as written, empty if not named
  std::string plans;
  std::string vehicles;
  std::string crs;
  std::map<std::string, std::string> drt;  // parameters by name
};

struct MatsimLeg {
  std::string person;
  std::string from;  // links, empty if the plan names none
  std::string to;
  std::optional<Time> departure;
};

struct MatsimPlans {
  std::vector<MatsimLeg> legs;  // of the selected plans, of the mode asked for
  std::size_t persons = 0;
  std::size_t other_legs = 0;
};

struct MatsimVehicle {
  std::string link;
  Interval<Time> shift;
  std::int64_t seats = 0;
};

// Each throws Error: kMissingInput, kBadData with file:line.
MatsimConfig read_matsim_config(const std::string& path);
MatsimPlans read_matsim_plans(const std::string& path, const std::string& mode);
std::vector<MatsimVehicle> read_matsim_vehicles(const std::string& path);

}  // namespace grend::exchange
