// `grend matrix`: times and distances between points on a road network, for other tools.
#include <fmt/core.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/open_roads.h"
#include "cli/skim_files.h"

namespace grend::cli {
namespace {

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

void require_known_format(const std::string& output) {
  if (output.ends_with(".omx") || output.ends_with(".csv")) return;
  throw Error(ExitCode::kUsage, "the format of '" + output + "' cannot be told",
              "end its name in .omx for an open matrix, or in .csv for a table");
}

Tables read_tables(const MatrixOptions& options, Steps& steps) {
  steps.begin("reading the points");
  Tables tables{.from = {}, .to = {}, .oblong = !options.to.empty()};
  Diagnostics diagnostics;
  tables.from = network::read_points(options.points, diagnostics);
  if (tables.oblong) tables.to = network::read_points(options.to, diagnostics);
  steps.stop_at_errors(diagnostics, ExitCode::kBadData);
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

Points all_points(const Tables& tables) {
  Points all = tables.from;
  all.insert(all.end(), tables.to.begin(), tables.to.end());
  return all;
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
                          const OpenRoads& roads, Steps& steps) {
  Diagnostics diagnostics;
  TablesOnRoad found;
  found.from = network::find_on_road(tables.from, roads.projection, roads.snapper, diagnostics);
  found.to = network::find_on_road(tables.to, roads.projection, roads.snapper, diagnostics);
  steps.stop_at_errors(diagnostics, ExitCode::kBadData);
  tell_distance_to_road(options.points, tables.from, found.from, steps.console());
  if (tables.oblong) tell_distance_to_road(options.to, tables.to, found.to, steps.console());
  return found;
}

}  // namespace

int matrix_command(const MatrixOptions& options, Console& console) {
  require_known_format(options.output);
  const RoadsWanted wanted(options.roads, console);
  store::OutputFile output(options.output, options.overwrite);  // refused before the work
  Steps steps(console);

  const Tables tables = read_tables(options, steps);
  require_memory(tables);
  const OpenRoads roads(wanted, all_points(tables), steps);
  const TablesOnRoad found = find_on_road(options, tables, roads, steps);
  steps.begin("computing routes");
  const auto& to = tables.oblong ? found.to.places : found.from.places;
  const network::TravelMatrix matrix =
      roads.day.matrix(found.from.places, to, wanted.conditions.depart, *wanted.executor);

  steps.begin("writing");
  const Skims skims{tables.from, tables.oblong ? &tables.to : nullptr, matrix,
                    options.roads.profile, options.roads.network};
  if (options.output.ends_with(".csv")) {
    write_csv(skims, output);
  } else {
    write_omx(skims, output, *wanted.executor,
              [&](double share) { steps.begin("writing", share); });
  }
  console.end_progress();
  console.info(fmt::format("{} x {} times and distances by {} are in {}", matrix.rows,
                           matrix.columns, options.roads.profile, options.output));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
