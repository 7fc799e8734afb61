#include "engine/network/read_network.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>

#include "engine/base/error.h"
#include "engine/io/xml.h"
#include "engine/network/import_links.h"
#include "engine/network/network_cache.h"

namespace grend::network {
namespace {

namespace fs = std::filesystem;

constexpr int kNoMatter = 33;  // the zone of a map without roads, which is refused anyway

NetworkFormat format_of(const std::string& path) {
  std::error_code status;
  if (fs::is_directory(path, status)) {
    if (!io::gmns_files(path).empty()) return NetworkFormat::kGmns;
    throw Error(ExitCode::kMissingInput, path + ": the folder has no node.csv and link.csv",
                "name a GMNS folder, an OpenStreetMap file or a MATSim network");
  }
  if (!path.ends_with(".xml") && !path.ends_with(".xml.gz")) return NetworkFormat::kOsm;
  const std::string root = io::xml_root(path);
  if (root == "network") return NetworkFormat::kMatsim;
  throw Error(ExitCode::kBadData, fmt::format("{}: <{}> is no MATSim <network>", path, root),
              root == "osm" ? "OpenStreetMap data as XML is named .osm or .osm.gz: rename it"
                            : "name the network file of the MATSim scenario");
}

// The zone of the middle node from west to east: that of the extent would follow a single stray
// one.
int zone_of(const io::OsmData& osm) {
  if (osm.nodes.empty()) return kNoMatter;
  std::vector<double> longitudes;
  for (const io::OsmNode& node : osm.nodes) longitudes.push_back(node.position.lon);
  const auto middle = longitudes.begin() + static_cast<std::ptrdiff_t>(longitudes.size() / 2);
  std::nth_element(longitudes.begin(), middle, longitudes.end());
  return geo::utm_zone_of(*middle);
}

// Lengths on the plane grow with the square of the distance d from the zone's meridian, by d^2 /
// 2R^2 (Snyder 1987, Map Projections, ch. 8): at 1,000 km by 1.2 %.
void note_far_nodes(int zone, ReadNetwork& read) {
  constexpr Distance kFalseEasting = kilometres(500), kFar = kilometres(1000);
  const auto far = std::count_if(read.graph.position.begin(), read.graph.position.end(),
                                 [&](const geo::Point& point) {
                                   return std::abs(point.x - kFalseEasting.ticks()) > kFar.ticks();
                                 });
  if (far == 0) return;
  read.notes.push_back(
      fmt::format("{} junctions lie more than 1,000 km from the middle of UTM zone {}: lengths "
                  "there are too long by more than 1 %",
                  far, zone));
}

ReadNetwork read_osm_network(const std::string& path, const NetworkOptions& options) {
  const io::OsmData osm = io::read_osm(path);
  const int zone = options.utm_zone.value_or(zone_of(osm));
  BuiltNetwork built = build_network(osm, geo::Projection(zone), options.speeds);
  ReadNetwork read;
  read.graph = std::move(built.graph);
  read.report = std::move(built.report);
  read.crs = geo::utm_crs(zone);
  note_far_nodes(zone, read);
  if (osm.ways_dropped > 0) {
    read.notes.push_back(
        fmt::format("{} ways are neither road nor ferry and were left out", osm.ways_dropped));
  }
  return read;
}

ReadNetwork from_links(PlacedLinks placed, NetworkFormat format, const NetworkOptions& options) {
  LinkGraph built = build_from_links(std::move(placed.links), options.speeds);
  ReadNetwork read;
  read.graph = std::move(built.graph);
  read.report = std::move(built.report);
  read.format = format;
  read.crs = std::move(placed.crs);
  read.nodes_unused = built.nodes_unused;
  read.notes = std::move(built.notes);
  if (read.crs.empty() && options.utm_zone) {
    read.notes.push_back(fmt::format(
        "the network does not say which plane its coordinates are on: they are taken as metres of "
        "UTM zone {}",
        *options.utm_zone));
  }
  return read;
}

ReadNetwork read_as(NetworkFormat format, const std::string& path, const NetworkOptions& options) {
  const PlaneChoice plane{options.crs, options.utm_zone};
  switch (format) {
    case NetworkFormat::kOsm:
      return read_osm_network(path, options);
    case NetworkFormat::kMatsim:
      return from_links(import_matsim(io::read_matsim_network(path), plane), format, options);
    case NetworkFormat::kGmns:
      return from_links(import_gmns(io::read_gmns(path), plane, options.speeds), format, options);
  }
  throw InternalError("unknown network format");
}

ReadNetwork read_files(const std::string& path, const NetworkOptions& options) {
  const NetworkFormat format = format_of(path);
  try {
    return read_as(format, path, options);
  } catch (const Error& error) {
    // What is found out after reading does not know the file's name.
    const std::string what = error.what();
    if (error.code() != ExitCode::kBadData || what.starts_with(path)) throw;
    throw Error(error.code(), path + ": " + what, error.fix());
  }
}

// Nothing if a file cannot be read; reading it as a network says more about that.
std::optional<std::string> key_of(const std::string& path, const NetworkOptions& options) {
  try {
    return network_key(path, options);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::string_view network_format_name(NetworkFormat format) {
  static constexpr std::string_view kNames[] = {"OpenStreetMap", "MATSim", "GMNS"};
  return kNames[static_cast<std::size_t>(format)];
}

ReadNetwork read_network(const std::string& path, const NetworkOptions& options,
                         store::Cache* cache) {
  const auto key = cache != nullptr ? key_of(path, options) : std::nullopt;
  if (!key) return read_files(path, options);
  if (auto known = load_network(*cache, *key)) return std::move(*known);
  ReadNetwork read = read_files(path, options);
  // A file that was changed meanwhile must not be saved as what it was before.
  if (key_of(path, options) == key) save_network(*cache, *key, read);
  return read;
}

std::vector<std::string> network_files(const std::string& path) {
  std::error_code status;
  if (fs::is_directory(path, status)) return io::gmns_files(path);
  return {path};
}

}  // namespace grend::network
