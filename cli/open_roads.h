// The roads that a command asks about, opened for one traveller: what matrix, isochrone and route
// have in common.
#pragma once

#include "cli/commands.h"
#include "cli/steps.h"
#include "engine/network/points.h"
#include "engine/network/read_network.h"

namespace grend::cli {

// A point farther from any road than this is reported: its position may be wrong.
inline constexpr Distance kFar = kilometres(1);

// The options of the user, understood. Throws Error(kUsage) otherwise, before any work.
struct RoadsWanted {
  explicit RoadsWanted(const RoadOptions& road_options);

  const RoadOptions& options;
  network::Profile profile;
  std::optional<int> utm_zone;  // none: that of the points
  std::unique_ptr<par::Executor> executor;
};

struct OpenRoads {
  // Reads the network and builds the hierarchy. Throws what read_network() throws, and
  // Error(kUsage) if the network does not say what its coordinates are.
  OpenRoads(const RoadsWanted& wanted, std::span<const network::NamedPoint> points, Steps& steps);
  OpenRoads(const OpenRoads&) = delete;
  OpenRoads& operator=(const OpenRoads&) = delete;

  const int utm_zone;
  const network::RoadGraph graph;
  const network::Router router;
  const network::Snapper snapper;
  const geo::Projection projection;
};

// A position from the command line, "LON,LAT", named by its option. Problems go to `diagnostics`.
network::NamedPoint parse_position(const std::string& option, const std::string& text,
                                   Diagnostics& diagnostics);
// Where such positions lie on the road; tells how far that is. Throws Reported(kUsage) if one of
// them is too far away for the plane.
std::vector<network::Place> find_positions(std::span<const network::NamedPoint> positions,
                                           const OpenRoads& roads, Steps& steps);

}  // namespace grend::cli
