// `grend isochrone`: how far one gets from a place in so many minutes, or from where one gets to
// it, as a map.
#include "engine/network/isochrone.h"

#include <algorithm>
#include <fmt/core.h>

#include "cli/geojson.h"
#include "cli/load_scenario.h"
#include "cli/open_roads.h"
#include "engine/store/output_file.h"

namespace grend::cli {
namespace {

constexpr double kLongestMinutes = 60 * 24;

bool is_from(const IsochroneOptions& options) { return !options.from.empty(); }

// All problems of the options at once.
network::NamedPoint understand(const IsochroneOptions& options, Steps& steps) {
  Diagnostics diagnostics;
  if (options.from.empty() == options.to.empty()) {
    diagnostics.error({"isochrone"}, "needs either --from or --to",
                      "--from LON,LAT for where one gets to, --to LON,LAT for who gets there");
  }
  network::NamedPoint place;
  if (!options.from.empty()) place = parse_position("--from", options.from, diagnostics);
  if (!options.to.empty()) place = parse_position("--to", options.to, diagnostics);
  for (const double minutes : options.minutes) {
    if (minutes > 0 && minutes <= kLongestMinutes) continue;
    diagnostics.error({"--minutes"}, fmt::format("{} is not in 0 to {}", minutes, kLongestMinutes),
                      "write minutes with commas between, such as 15,30,45");
  }
  if (!(options.buffer >= 10 && options.buffer <= 10'000)) {
    diagnostics.error({"--buffer"}, fmt::format("{} is not in 10 to 10000", options.buffer),
                      "write metres, such as 250");
  }
  steps.stop_at_errors(diagnostics, ExitCode::kUsage);
  return place;
}

std::vector<geo::Segment> segments_of(const network::RoadGraph& roads,
                                      const std::vector<network::Stretch>& stretches) {
  std::vector<geo::Segment> segments;
  std::vector<geo::Point> shape;
  for (const network::Stretch& stretch : stretches) {
    shape.clear();
    network::append_shape(roads, stretch, shape);
    if (shape.size() == 1) segments.push_back({shape[0], shape[0]});
    for (std::size_t i = 1; i < shape.size(); ++i) segments.push_back({shape[i - 1], shape[i]});
  }
  return segments;
}

Json lines_of(const OpenRoads& roads, const std::vector<network::Stretch>& stretches) {
  std::vector<std::vector<geo::LonLat>> lines;
  std::vector<geo::Point> shape;
  for (const network::Stretch& stretch : stretches) {
    shape.clear();
    network::append_shape(roads.graph, stretch, shape);
    if (shape.size() > 1) lines.push_back(to_degrees(shape, roads.projection));
  }
  return multi_line_json(lines);
}

// A row on stdout and one or two features.
void add_limit(const IsochroneOptions& options, const OpenRoads& roads,
               const network::Isochrone& isochrone, double minutes, std::vector<Json>& features,
               Console& console) {
  const auto stretches = isochrone.within(Duration(rounded(minutes * 60'000)));
  const geo::Outline outline = geo::outline_of(segments_of(roads.graph, stretches),
                                               {.buffer = Distance(rounded(options.buffer * 100))});
  const Distance length = network::total_length(stretches);
  console.print(fmt::format("{:>8} {:>12.1f} {:>12.1f}\n", minutes, to_kilometres(length),
                            outline.area / 1e6));
  const auto properties = [&](const char* kind) {
    return Json{{"kind", kind},
                {"minutes", minutes},
                {"profile", options.roads.profile},
                {is_from(options) ? "from" : "to", is_from(options) ? options.from : options.to},
                {"road_km", to_kilometres(length)}};
  };
  if (options.with_roads) {
    features.push_back(feature_json(properties("roads"), lines_of(roads, stretches)));
  }
  Json area = properties("area");
  area["area_km2"] = std::round(outline.area / 1e4) / 100;
  area["buffer_m"] = to_metres(outline.buffer);
  features.push_back(
      feature_json(std::move(area), multi_polygon_json(outline.polygons, roads.projection)));
}

}  // namespace

int isochrone_command(const IsochroneOptions& options, Console& console) {
  const RoadsWanted wanted(options.roads, console);
  Steps steps(console);
  const network::NamedPoint position = understand(options, steps);
  store::OutputFile output(options.output, options.overwrite);  // refused before the work

  const OpenRoads roads(wanted, {&position, 1}, steps);
  const network::Place place = find_positions({&position, 1}, roads, steps)[0];
  steps.begin("searching");
  using One = network::CostTree::One;
  const network::CostTree tree(roads.router, is_from(options) ? One::kOrigin : One::kDestination);
  network::RouterScratch scratch;
  const network::Isochrone isochrone(tree, place, scratch);

  std::vector<double> minutes = options.minutes;
  std::sort(minutes.begin(), minutes.end());
  minutes.erase(std::unique(minutes.begin(), minutes.end()), minutes.end());
  std::vector<Json> features;
  console.print(fmt::format("{:>8} {:>12} {:>12}\n", "minutes", "road km", "area km2"));
  for (const double limit : minutes) {
    steps.begin("drawing");
    add_limit(options, roads, isochrone, limit, features, console);
  }
  std::reverse(features.begin(), features.end());  // the largest lies below the others
  output.write(feature_collection_text(features));
  output.commit();
  console.end_progress();
  console.info("the map is in " + options.output);
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
