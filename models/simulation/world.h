// The World: everything that is the same for every day and replication: roads, people,
// destinations. Built once from a scenario, frozen, shared read-only by all threads.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/geo/projection.h"
#include "engine/network/build.h"
#include "engine/network/snap.h"
#include "models/activity/destinations.h"
#include "models/population/fit.h"
#include "models/scenario/scenario.h"
#include "models/simulation/booking_log.h"
#include "models/travel/travel.h"

namespace grend::simulation {

// Tells what is being done and how far it is (0 to 1); called on the caller's thread only.
using Progress = std::function<void(std::string_view step, double share)>;

struct InputChecksum {
  std::string file;  // as written in the scenario
  std::string hash;  // XXH3-128
};

// Where people go, on the network.
struct SnappedFacility {
  region::Facility facility;
  network::Place place;
  geo::Point position;
};

struct World {
  scenario::Scenario scenario;
  network::RoadGraph graph;
  network::BuildReport road_report;
  std::optional<network::RoadDay> roads;  // under the day's conditions
  std::unique_ptr<travel::Travel> travel;
  std::unique_ptr<network::Snapper> snapper;
  std::vector<SnappedFacility> facilities;
  population::Population population;
  population::PopulationReport population_report;
  std::vector<std::string> municipalities;                   // numbers
  IdVector<population::CellId, std::uint32_t> municipality;  // of each cell
  std::vector<population::MarginFit> population_fit;
  IdVector<population::HouseholdId, std::uint32_t> labour_region;  // empty where none are given
  std::unique_ptr<activity::DestinationModel> destinations;
  std::vector<LoggedBooking> bookings;  // in place of a population, as they are asked
  std::vector<InputChecksum> inputs;
  std::vector<std::string> warnings;  // plain sentences for the user

  // The heaviest facility of that role; throws Error(kBadScenario) if the region has none.
  const SnappedFacility& main_facility(region::FacilityKind kind) const;
  // Where a vehicle's shift begins and ends: the point it names, else its role's main facility.
  network::Place base_of(const drt::VehicleSpec& vehicle) const;
};

// Throws Error: kMissingInput, kBadData, kBadScenario.
// Not movable afterwards: parts refer to each other. Roads and hierarchies are taken from the cache
// if there is one; the world is the same.
std::unique_ptr<World> build_world(const scenario::Scenario& scenario, par::Executor& executor,
                                   const Progress& progress, store::Cache* cache = nullptr);

}  // namespace grend::simulation
