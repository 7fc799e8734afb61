#include "cli/network_options.h"

namespace grend::cli {
namespace {

constexpr const char* kNetworkFiles =
    "Road network: OpenStreetMap data, a MATSim network or a GMNS folder";

void add_road_options(CLI::App& command, RoadOptions& o) {
  command.add_option("--network", o.network, kNetworkFiles)->required();
  command.add_option("--crs", o.crs, "Coordinate system of the network, instead of its own word")
      ->type_name("NAME");
  command.add_option("--profile", o.profile, "Who travels: car, minibus, bus, bike, ebike or walk")
      ->capture_default_str();
  command.add_option("--parameters", o.parameters,
                     "YAML file: speeds, winter, closures, queues, day and hour");
  command.add_option("--set", o.sets, "Change a parameter: --set road_surface=packed_snow")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  command.add_option("--utm-zone", o.utm_zone, "Plane to work on; auto: that of the points")
      ->type_name("ZONE")
      ->capture_default_str();
  add_cache_options(command, o.cache);
  command
      .add_option("--threads", o.threads,
                  "Threads; 0: one per core. The result does not depend on it")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  command.add_option("--executor", o.executor, "How threads are run: serial, jthread or tbb")
      ->envname("GREND_EXECUTOR")
      ->capture_default_str();
}

}  // namespace

void add_cache_options(CLI::App& command, CacheOptions& options) {
  command
      .add_option("--cache", options.folder,
                  "Folder in which networks are kept ready for the next time; none: do not keep "
                  "them (default: ~/.cache/grend)")
      ->envname("GREND_CACHE")
      ->type_name("DIR");
  command
      .add_option("--cache-limit", options.limit,
                  "How large that folder may grow, in GB; what was longest unused goes first")
      ->envname("GREND_CACHE_LIMIT")
      ->check(CLI::Range(0.0, 1e6))
      ->type_name("GB")
      ->capture_default_str();
}

void add_network_options(CLI::App& command, NetworkFileOptions& options) {
  command.add_option("file", options.path, kNetworkFiles);
  command
      .add_option("--crs", options.crs,
                  "Coordinate system of the file, such as EPSG:2154, instead of its own word")
      ->type_name("NAME");
  command.add_option("--utm-zone", options.utm_zone, "Lay the network on the plane of that zone")
      ->check(CLI::Range(1, 60))
      ->type_name("ZONE");
  add_cache_options(command, options.cache);
}

void add_matrix(CLI::App& app, MatrixOptions& o) {
  auto& matrix = *app.add_subcommand("matrix", "Times and distances between points, as a file");
  add_road_options(matrix, o.roads);
  matrix.add_option("--points", o.points, "CSV of the points: id, lon, lat; or zones (GeoJSON)")
      ->required();
  matrix.add_option("--to", o.to, "CSV of the destinations, if they are others");
  matrix.add_option("-o,--output", o.output, "Open matrix (.omx) or table (.csv)")->required();
  matrix.add_flag("--overwrite", o.overwrite, "Replace an existing file");
}

void add_isochrone(CLI::App& app, IsochroneOptions& o) {
  auto& isochrone =
      *app.add_subcommand("isochrone", "How far one gets in so many minutes, as a map");
  add_road_options(isochrone, o.roads);
  isochrone.add_option("--from", o.from, "Where trips begin")->type_name("LON,LAT");
  isochrone.add_option("--to", o.to, "Where trips end, to see who gets there")
      ->type_name("LON,LAT");
  isochrone.add_option("--minutes", o.minutes, "One area for each of these")
      ->delimiter(',')
      ->capture_default_str();
  isochrone.add_option("--buffer", o.buffer, "Ground that counts as reached beside a road, metres")
      ->capture_default_str();
  isochrone.add_flag("--roads", o.with_roads, "Write the reached roads, too");
  isochrone.add_option("-o,--output", o.output, "Map (GeoJSON)")->required();
  isochrone.add_flag("--overwrite", o.overwrite, "Replace an existing file");
}

void add_route(CLI::App& app, RouteOptions& o) {
  auto& route = *app.add_subcommand("route", "The fastest way between places");
  add_road_options(route, o.roads);
  route.add_option("--from", o.from, "Where the trip begins")->type_name("LON,LAT")->required();
  route.add_option("--to", o.to, "Where it ends")->type_name("LON,LAT")->required();
  route.add_option("--via", o.via, "Passed on the way; may stand several times, in order")
      ->type_name("LON,LAT")
      ->allow_extra_args(false);
  route.add_option("--tolerance", o.tolerance, "Leave out bends smaller than this, metres")
      ->capture_default_str();
  route.add_option("--encode", o.encode, "Print the line encoded, with 5 (Google) or 6 decimals")
      ->check(CLI::IsMember({5, 6}));
  route.add_option("-o,--output", o.output, "Write the line as a map (GeoJSON)");
  route.add_flag("--overwrite", o.overwrite, "Replace an existing file");
}

}  // namespace grend::cli
