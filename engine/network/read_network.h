// One way in for every network file: OpenStreetMap data, a MATSim network (recognised by its
// outermost element), or a folder in the GMNS format.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/build.h"
#include "engine/store/cache.h"

namespace grend::network {

enum class NetworkFormat { kOsm, kMatsim, kGmns };
std::string_view network_format_name(NetworkFormat format);

struct NetworkOptions {
  // The plane of the graph. Without it a file in degrees goes to the zone it lies in, and a file in
  // metres keeps its plane.
  std::optional<int> utm_zone;
  // The coordinate system of a MATSim or GMNS file, instead of the one it names. One that names
  // none keeps its coordinates, in whatever plane they are.
  std::string crs;
  SpeedParameters speeds;
};

struct ReadNetwork {
  RoadGraph graph;
  BuildReport report;
  NetworkFormat format = NetworkFormat::kOsm;
  std::string crs;                 // of the graph's plane, empty if it is not known
  std::size_t nodes_unused = 0;    // of the file, joined by no link
  std::vector<std::string> notes;  // what was assumed or left out, in plain sentences
};

// Throws Error: kMissingInput if there is no such file, kBadData if it is no network, kUsage if its
// kind cannot be told or the coordinate system is unknown. With a cache, a network that was read
// before is taken from there.
ReadNetwork read_network(const std::string& path, const NetworkOptions& options,
                         store::Cache* cache = nullptr);

// The files that make the network: the file itself, or those of a folder, in a fixed order.
std::vector<std::string> network_files(const std::string& path);

}  // namespace grend::network
