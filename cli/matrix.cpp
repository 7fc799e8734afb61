// `grend matrix`: times and distances between points on a road network, for other tools.
#include <algorithm>
#include <fmt/core.h>
#include <unistd.h>

#include "cli/cache.h"
#include "cli/commands.h"
#include "cli/parameters.h"
#include "cli/signals.h"
#include "cli/skim_files.h"
#include "engine/base/text.h"
#include "engine/network/read_network.h"
#include "engine/network/router_pool.h"
#include "engine/network/trip_conditions.h"

namespace grend::cli {
namespace {

// A point farther from any road than this is reported: its position may be wrong.
constexpr Distance kFar = kilometres(1);
constexpr std::size_t kFarNamed = 5;

// Rows from `from`, columns from `to`, or from the same points.
struct Tables {
  Points from;
  Points to;
  bool oblong = false;

  const Points& columns() const { return oblong ? to : from; }
};

struct TablesOnRoad {
  network::PointsOnRoad from;
  network::PointsOnRoad to;
};

// Begins the steps of the work; between two of them it can be stopped.
class Steps {
 public:
  explicit Steps(Console& console) : console_(console), stop_(stop_on_signal()) {}

  void begin(std::string_view step, double share = 0) {
    if (stop_.requested()) {
      console_.end_progress();
      console_.warning("stopped; nothing was written");
      throw Reported{ExitCode::kInterrupted};
    }
    console_.progress(step, share);
  }
  void stop_at_errors(const Diagnostics& diagnostics) {
    if (!diagnostics.has_errors()) return;
    console_.end_progress();
    console_.diagnostics(diagnostics);
    throw Reported{ExitCode::kBadData};
  }
  Console& console() { return console_; }

 private:
  Console& console_;
  const sim::StopFlag& stop_;
};

void require_known_format(const std::string& output) {
  if (output.ends_with(".omx") || output.ends_with(".csv")) return;
  throw Error(ExitCode::kUsage, "the format of '" + output + "' cannot be told",
              "end its name in .omx for an open matrix, or in .csv for a table");
}

network::Profile profile_by_name(const std::string& name) {
  const auto& names = network::kProfileNames;
  const auto at = std::find(names.begin(), names.end(), name);
  if (at != names.end()) return network::kProfiles[static_cast<std::size_t>(at - names.begin())];
  std::string all;
  for (const auto known : names) all.append(all.empty() ? "" : ", ").append(known);
  throw Error(ExitCode::kUsage, "there is no profile '" + name + "'", "the profiles are " + all);
}

// None: that of the points.
std::optional<int> zone_by_name(const std::string& name) {
  if (name == "auto") return std::nullopt;
  const auto zone = parse_int(name);
  if (zone && *zone >= 1 && *zone <= 60) return static_cast<int>(*zone);
  throw Error(ExitCode::kUsage, "there is no UTM zone '" + name + "'",
              "choose 1 to 60, or auto for the zone of the points");
}

Tables read_tables(const MatrixOptions& options, Steps& steps) {
  steps.begin("reading the points");
  Tables tables{.from = {}, .to = {}, .oblong = !options.to.empty()};
  Diagnostics diagnostics;
  tables.from = network::read_points(options.points, diagnostics);
  if (tables.oblong) tables.to = network::read_points(options.to, diagnostics);
  steps.stop_at_errors(diagnostics);
  return tables;
}

void require_memory(const Tables& tables) {
  const std::size_t rows = tables.from.size();
  const std::size_t columns = tables.columns().size();
  // The matrix, the compressed file, and its bytes on their way to the disk; measured 34.
  constexpr double kBytesPerCell = 36;
  const double needed = kBytesPerCell * static_cast<double>(rows) * static_cast<double>(columns);
  const double present =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
  if (needed <= present) return;
  throw Error(
      ExitCode::kUsage,
      fmt::format("a matrix of {} x {} needs about {:.0f} GB of memory, this machine has {:.0f}",
                  rows, columns, needed / 1e9, present / 1e9),
      "split the points into several files, and give them to --points and --to");
}

int middle_zone(const Tables& tables) {
  Points all = tables.from;
  all.insert(all.end(), tables.to.begin(), tables.to.end());
  return network::utm_zone_of_points(all);
}

network::ReadNetwork read_network_on(int zone, const MatrixOptions& options,
                                     const network::SpeedParameters& speeds, store::Cache* cache,
                                     Steps& steps) {
  steps.begin("reading the network");
  auto read = network::read_network(
      options.network, {.utm_zone = zone, .crs = options.crs, .speeds = speeds}, cache);
  if (read.crs.empty()) {
    throw Error(ExitCode::kUsage, options.network + ": does not say what its coordinates are",
                "name their coordinate system with --crs, such as --crs EPSG:25833");
  }
  return read;
}

void tell_distance_to_road(const std::string& file, const Points& points,
                           const network::PointsOnRoad& found, Console& console) {
  console.info(fmt::format("{}: {} points, {:.0f} m from the road at the median, {:.0f} m at most",
                           file, points.size(), to_metres(found.median_away()),
                           to_metres(found.farthest_away())));
  std::string named;
  std::size_t far = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (found.away[i] <= kFar || ++far > kFarNamed) continue;
    named += fmt::format("{}'{}' ({:.1f} km)", far == 1 ? "" : ", ", points[i].id,
                         to_kilometres(found.away[i]));
  }
  if (far == 0) return;
  console.warning(fmt::format(
      "{}: {} of {} points lie more than {:.0f} km from any road that can "
      "be used: {}{}",
      file, far, points.size(), to_kilometres(kFar), named, far > kFarNamed ? " and more" : ""));
}

TablesOnRoad find_on_road(const MatrixOptions& options, const Tables& tables,
                          const network::Router& router, const geo::Projection& projection,
                          Steps& steps) {
  steps.begin("finding the points on the road");
  const network::Router* const routers[] = {&router};
  const network::Snapper snapper(router.roads(), routers);
  Diagnostics diagnostics;
  TablesOnRoad found;
  found.from = network::find_on_road(tables.from, projection, snapper, diagnostics);
  found.to = network::find_on_road(tables.to, projection, snapper, diagnostics);
  steps.stop_at_errors(diagnostics);
  tell_distance_to_road(options.points, tables.from, found.from, steps.console());
  if (tables.oblong) tell_distance_to_road(options.to, tables.to, found.to, steps.console());
  return found;
}

}  // namespace

int matrix_command(const MatrixOptions& options, Console& console) {
  require_known_format(options.output);
  const network::Profile profile = profile_by_name(options.profile);
  const auto wanted_zone = zone_by_name(options.utm_zone);
  const auto executor = par::make_executor(par::backend_by_name(options.executor), options.threads);
  const auto conditions =
      read_parameters<network::TripConditions>(options.parameters, options.sets, console);
  store::OutputFile output(options.output, options.overwrite);  // refused before the work
  Steps steps(console);

  const Tables tables = read_tables(options, steps);
  require_memory(tables);
  const int zone = wanted_zone ? *wanted_zone : middle_zone(tables);
  auto cache = open_cache(options.cache);
  const network::ReadNetwork read =
      read_network_on(zone, options, conditions.speeds, pointer_to(cache), steps);
  steps.begin("building the hierarchy");
  const geo::Projection projection(zone);
  const network::RoadDay day(read.graph, conditions.roads, network::road_date(conditions),
                             [&](geo::LonLat place) { return projection.to_plane(place); });
  network::RouterPool pool(*executor, pointer_to(cache));
  const network::DayRouter router = pool.get(day, read.graph, profile);
  const network::Router usual = pool.get({read.graph, profile});
  print_notes(cache, console);
  const TablesOnRoad found = find_on_road(options, tables, usual, projection, steps);
  steps.begin("computing routes");
  const auto& to = tables.oblong ? found.to.places : found.from.places;
  const network::TravelMatrix matrix =
      router.matrix(found.from.places, to, conditions.depart, *executor);

  steps.begin("writing");
  const Skims skims{tables.from, tables.oblong ? &tables.to : nullptr, matrix, options.profile,
                    options.network};
  if (options.output.ends_with(".csv")) {
    write_csv(skims, output);
  } else {
    write_omx(skims, output, *executor, [&](double share) { steps.begin("writing", share); });
  }
  console.end_progress();
  console.info(fmt::format("{} x {} times and distances by {} are in {}", matrix.rows,
                           matrix.columns, options.profile, options.output));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
