// The roads that a command asks about, opened for one traveller: what matrix, isochrone and route
// have in common.
#pragma once

#include "cli/commands.h"
#include "cli/steps.h"
#include "engine/network/points.h"
#include "engine/network/read_network.h"
#include "engine/network/router_pool.h"
#include "engine/network/trip_conditions.h"

namespace grend::cli {

// A point farther from any road than this is reported: its position may be wrong.
inline constexpr Distance kFar = kilometres(1);

// The options of the user, understood. Throws Error(kUsage) or Reported otherwise, before any work.
struct RoadsWanted {
  RoadsWanted(const RoadOptions& road_options, Console& console);

  const RoadOptions& options;
  network::Profile profile;
  std::optional<int> utm_zone;  // none: that of the points
  std::unique_ptr<par::Executor> executor;
  network::TripConditions conditions;
};

struct OpenRoads {
  // Reads the network and builds the hierarchies. Throws what read_network() and RoadDay throw, and
  // Error(kUsage) if the network does not say what its coordinates are.
  OpenRoads(const RoadsWanted& wanted, std::span<const network::NamedPoint> points, Steps& steps);
  OpenRoads(const OpenRoads&) = delete;
  OpenRoads& operator=(const OpenRoads&) = delete;

  const int utm_zone;
  const geo::Projection projection;
  std::optional<store::Cache> cache;
  const network::RoadGraph graph;
  network::RouterPool pool;
  const network::DayRouter day;
  const network::Router router;    // at the time of departure
  const network::Snapper snapper;  // to roads that can usually be used
};

// A position from the command line, "LON,LAT", named by its option. Problems go to `diagnostics`.
network::NamedPoint parse_position(const std::string& option, const std::string& text,
                                   Diagnostics& diagnostics);
// Where such positions lie on the road; tells how far that is. Throws Reported(kUsage) if one of
// them is too far away for the plane.
std::vector<network::Place> find_positions(std::span<const network::NamedPoint> positions,
                                           const OpenRoads& roads, Steps& steps);

}  // namespace grend::cli
