// `grend route`: the fastest way between places: time, distance, roads, and a line for maps.
#include <fmt/core.h>
#include <optional>

#include "cli/geojson.h"
#include "cli/open_roads.h"
#include "engine/geo/polyline.h"
#include "engine/network/path_shape.h"
#include "engine/store/output_file.h"

namespace grend::cli {
namespace {

struct Route {
  network::Trip trip;
  std::vector<geo::Point> line;
  std::vector<network::RoadPassed> roads;
};

// Where to, in order; all problems of the options at once.
std::vector<network::NamedPoint> understand(const RouteOptions& options, Steps& steps) {
  Diagnostics diagnostics;
  std::vector<network::NamedPoint> stops = {parse_position("--from", options.from, diagnostics)};
  for (const std::string& via : options.via) {
    stops.push_back(parse_position("--via", via, diagnostics));
  }
  stops.push_back(parse_position("--to", options.to, diagnostics));
  if (!(options.tolerance >= 0 && options.tolerance <= 10'000)) {
    diagnostics.error({"--tolerance"}, fmt::format("{} is not in 0 to 10000", options.tolerance),
                      "write metres, such as 5");
  }
  steps.stop_at_errors(diagnostics, ExitCode::kUsage);
  return stops;
}

Route find_route(const network::Router& router, const std::vector<network::Place>& places) {
  Route route;
  network::RouterScratch scratch;
  std::vector<network::PathStep> steps;
  for (std::size_t i = 0; i + 1 < places.size(); ++i) {
    const auto trip = router.trip(places[i], places[i + 1], scratch);
    if (!trip) {
      throw Error(ExitCode::kBadData, fmt::format("there is no way to position {}", i + 2),
                  "choose another profile");
    }
    router.path(places[i], places[i + 1], scratch, steps);
    route.trip.time += trip->time;
    route.trip.distance += trip->distance;
    network::append_line(router.roads(), places[i], steps, route.line);
    network::append_roads(router.roads(), steps, route.roads);
  }
  // Who is there already has a line, too: GeoJSON wants two positions.
  while (route.line.size() < 2) {
    route.line.push_back(network::position_of(router.roads(), places[0]));
  }
  return route;
}

std::string road_text(const network::RoadGraph& graph, network::RoadId road) {
  if (!road.valid()) return "(no name)";
  const network::RoadName& name = graph.roads[road];
  return name.number + (name.number.empty() || name.name.empty() ? "" : " ") + name.name;
}

std::string time_text(Duration time) {
  const std::int64_t seconds = (time.ticks() + 500) / 1000;
  return seconds < 3600 ? fmt::format("{} min {:02} s", seconds / 60, seconds % 60)
                        : fmt::format("{} h {:02} min {:02} s", seconds / 3600, seconds / 60 % 60,
                                      seconds % 60);
}

void print_route(const Route& route, const network::RoadGraph& graph, Console& console) {
  console.print(fmt::format("time      {}\n", time_text(route.trip.time)));
  console.print(fmt::format("distance  {:.2f} km\n", to_kilometres(route.trip.distance)));
  for (const network::RoadPassed& passed : route.roads) {
    console.print(fmt::format("{:>8.2f} km  {}\n", to_kilometres(passed.length),
                              road_text(graph, passed.road)));
  }
}

Json route_json(const RouteOptions& options, const Route& route, const network::RoadGraph& graph,
                std::span<const geo::LonLat> line) {
  Json roads = Json::array();
  for (const network::RoadPassed& passed : route.roads) {
    if (!passed.road.valid()) continue;
    const network::RoadName& name = graph.roads[passed.road];
    roads.push_back(
        {{"number", name.number}, {"name", name.name}, {"km", to_kilometres(passed.length)}});
  }
  return feature_json({{"profile", options.roads.profile},
                       {"time_s", to_seconds(route.trip.time)},
                       {"distance_m", to_metres(route.trip.distance)},
                       {"roads", std::move(roads)}},
                      line_json(line));
}

}  // namespace

int route_command(const RouteOptions& options, Console& console) {
  const RoadsWanted wanted(options.roads, console);
  Steps steps(console);
  const std::vector<network::NamedPoint> stops = understand(options, steps);
  std::optional<store::OutputFile> output;
  if (!options.output.empty()) output.emplace(options.output, options.overwrite);

  const OpenRoads roads(wanted, stops, steps);
  const Route route = find_route(roads.router, find_positions(stops, roads, steps));
  const auto line = to_degrees(
      geo::simplify(route.line, Distance(rounded(options.tolerance * 100))), roads.projection);
  console.end_progress();
  print_route(route, roads.graph, console);
  if (options.encode) console.print(geo::encode_polyline(line, *options.encode) + "\n");
  if (output) {
    output->write(feature_collection_text({route_json(options, route, roads.graph, line)}));
    output->commit();
    console.info(fmt::format("the line of {} points is in {}", line.size(), options.output));
  }
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
