#include "cli/open_roads.h"

#include <algorithm>
#include <fmt/core.h>

#include "cli/cache.h"
#include "cli/parameters.h"
#include "engine/base/text.h"

namespace grend::cli {
namespace {

network::Profile profile_by_name(const std::string& name) {
  const auto& names = network::kProfileNames;
  const auto at = std::find(names.begin(), names.end(), name);
  if (at != names.end()) return network::kProfiles[static_cast<std::size_t>(at - names.begin())];
  std::string all;
  for (const auto known : names) all.append(all.empty() ? "" : ", ").append(known);
  throw Error(ExitCode::kUsage, "there is no profile '" + name + "'", "the profiles are " + all);
}

std::optional<int> zone_by_name(const std::string& name) {
  if (name == "auto") return std::nullopt;
  const auto zone = parse_int(name);
  if (zone && *zone >= 1 && *zone <= 60) return static_cast<int>(*zone);
  throw Error(ExitCode::kUsage, "there is no UTM zone '" + name + "'",
              "choose 1 to 60, or auto for the zone of the points");
}

network::RoadGraph read_roads(const RoadsWanted& wanted, int zone, store::Cache* cache,
                              Steps& steps) {
  steps.begin("reading the network");
  const RoadOptions& options = wanted.options;
  auto read = network::read_network(
      options.network, {.utm_zone = zone, .crs = options.crs, .speeds = wanted.conditions.speeds},
      cache);
  if (read.crs.empty()) {
    throw Error(ExitCode::kUsage, options.network + ": does not say what its coordinates are",
                "name their coordinate system with --crs, such as --crs EPSG:25833");
  }
  steps.begin("building the hierarchy");
  return std::move(read.graph);
}

network::RoadDay day_of(const OpenRoads& roads, const network::TripConditions& conditions) {
  return {roads.graph, conditions.roads, network::road_date(conditions),
          [&](geo::LonLat place) { return roads.projection.to_plane(place); }};
}

network::Snapper snapper_of(const network::Router& router) {
  const network::Router* const routers[] = {&router};
  return network::Snapper(router.roads(), routers);
}

}  // namespace

RoadsWanted::RoadsWanted(const RoadOptions& road_options, Console& console)
    : options(road_options),
      profile(profile_by_name(options.profile)),
      utm_zone(zone_by_name(options.utm_zone)),
      executor(par::make_executor(par::backend_by_name(options.executor), options.threads)),
      conditions(
          read_parameters<network::TripConditions>(options.parameters, options.sets, console)) {}

OpenRoads::OpenRoads(const RoadsWanted& wanted, std::span<const network::NamedPoint> points,
                     Steps& steps)
    : utm_zone(wanted.utm_zone ? *wanted.utm_zone : network::utm_zone_of_points(points)),
      projection(utm_zone),
      cache(open_cache(wanted.options.cache)),
      graph(read_roads(wanted, utm_zone, pointer_to(cache), steps)),
      pool(*wanted.executor, pointer_to(cache)),
      day(pool.get(day_of(*this, wanted.conditions), graph, wanted.profile)),
      router(day.at(wanted.conditions.depart)),
      snapper(snapper_of(pool.get({graph, wanted.profile}))) {
  print_notes(cache, steps.console());
  steps.begin("finding the points on the road");
}

network::NamedPoint parse_position(const std::string& option, const std::string& text,
                                   Diagnostics& diagnostics) {
  constexpr const char* kFix = "write LON,LAT in degrees, such as 11.07,60.79";
  const SourceMark mark{option};
  const auto parts = split(text, ',');
  const auto lon = parts.size() == 2 ? parse_real(trim(parts[0])) : std::nullopt;
  const auto lat = parts.size() == 2 ? parse_real(trim(parts[1])) : std::nullopt;
  if (!lon || !lat) {
    diagnostics.error(mark, fmt::format("'{}' is no position", text), kFix);
    return {};
  }
  if (std::abs(*lon) > 180 || std::abs(*lat) > 90) {
    diagnostics.error(mark, fmt::format("'{}' is nowhere on Earth", text),
                      "longitude comes first, then latitude");
  }
  return {option, {*lon, *lat}, mark};
}

std::vector<network::Place> find_positions(std::span<const network::NamedPoint> positions,
                                           const OpenRoads& roads, Steps& steps) {
  Diagnostics diagnostics;
  const network::PointsOnRoad found =
      network::find_on_road(positions, roads.projection, roads.snapper, diagnostics);
  steps.stop_at_errors(diagnostics, ExitCode::kUsage);
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const Distance away = found.away[i];
    if (away <= kFar) {
      steps.console().info(
          fmt::format("{}: {:.0f} m from the road", positions[i].id, to_metres(away)));
    } else {
      steps.console().warning(fmt::format("{}: lies {:.1f} km from any road that can be used",
                                          positions[i].id, to_kilometres(away)));
    }
  }
  return found.places;
}

}  // namespace grend::cli
