// `grend regions`: housing-and-labour-market regions from commuting statistics.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "cli/commands.h"
#include "cli/network_times.h"
#include "cli/parameters.h"
#include "engine/store/output_file.h"
#include "models/labour/labour_files.h"
#include "models/labour/lma.h"
#include "models/labour/partition_quality.h"
#include "models/labour/toi.h"
#include "models/labour/write_partition.h"
#include "models/region/cell_grid.h"
#include "models/region/cell_outline.h"
#include "models/region/municipality_map.h"
#include "models/region/region_files.h"

namespace grend::cli {
namespace {

using namespace labour;

void check_usage(const RegionsOptions& options) {
  const auto refuse = [](const std::string& what, const std::string& fix) {
    throw Error(ExitCode::kUsage, what, fix);
  };
  if (options.method != "toi" && options.method != "lma") {
    refuse("there is no method '" + options.method + "'", "choose toi or lma");
  }
  if (options.geojson.empty() != options.shapes.empty()) {
    refuse("a map needs both --geojson and --shapes",
           "--geojson OUT --shapes FILE, the municipalities' polygons");
  }
  if (!options.population.empty() && options.shapes.empty()) {
    refuse("--population is for the map", "add --geojson OUT --shapes FILE, or leave it out");
  }
  const bool has_times =
      !options.infeasible.empty() || !options.times.empty() || !options.network.empty();
  if (options.method == "lma" && has_times) {
    refuse("the method lma knows no travel times", "leave out --times, --infeasible and --network");
  }
  if (!options.network.empty() && options.points.empty()) {
    refuse("--network needs the places of the municipalities",
           "--points FILE, a CSV with id, lon, lat or their polygons");
  }
}

Partition toi_partition(const LabourInput& input, const ToiSpec& spec, Console& console) {
  if (!input.has_times && input.published.empty()) {
    console.warning(
        "no travel times: all links over the share count as near, and left-overs stay alone; give "
        "--times or --network");
  }
  const auto outcome =
      toi_regions(input.table, known_times(input, twin_units(input.table, spec)), spec);
  console.info(fmt::format("{} links over the share; {} satellites joined {} centres",
                           outcome.counts.candidates, outcome.counts.satellites,
                           outcome.counts.centres));
  return outcome.partition;
}

Partition lma_partition(const LabourInput& input, const LmaSpec& spec, Console& console) {
  const auto outcome = lma_regions(input.table, spec);
  console.info(fmt::format("{} moves; {} communities were on the reserve list", outcome.moves,
                           outcome.reserved));
  return outcome.partition;
}

struct Found {
  CommutingTable table;
  Partition partition;
};

Found find_regions(const RegionsOptions& options, Console& console) {
  const bool is_toi = options.method == "toi";
  const LabourSources sources{options.commuting, options.municipalities, options.infeasible,
                              options.times, is_toi};
  // Wrong parameters are told before the files are read.
  std::optional<ToiSpec> toi;
  std::optional<LmaSpec> lma;
  if (is_toi) {
    toi = read_parameters<ToiSpec>(options.parameters, options.sets, console);
  } else {
    lma = read_parameters<LmaSpec>(options.parameters, options.sets, console);
  }
  auto input = read_labour_input(sources);
  if (!options.network.empty()) {
    RoadOptions roads;
    roads.network = options.network;
    roads.utm_zone = "auto";
    roads.cache.folder = "none";
    input.times = network_times(roads, options.points, input.table, console);
    input.has_times = true;
  }
  auto partition = toi ? toi_partition(input, *toi, console) : lma_partition(input, *lma, console);
  return {std::move(input.table), std::move(partition)};
}

std::string percent_text(double value) {
  return std::isnan(value) ? "-" : fmt::format("{:.1f}", value);
}

void print_quality(const PartitionQuality& quality, const CommutingTable& table, Console& console) {
  constexpr const char* kRow = "{:<10} {:>14} {:>10} {:>10} {:>8} {:>8}  {}\n";
  console.print(fmt::format(kRow, "region", "municipalities", "residents", "jobs", "supply",
                            "demand", "name"));
  std::size_t alone = 0;
  for (const auto& r : quality.regions) {
    if (r.region.members.size() == 1) ++alone;
    console.print(fmt::format(kRow, table.municipalities[r.region.centre].code,
                              r.region.members.size(), fmt::format("{:.0f}", to_persons(r.live)),
                              fmt::format("{:.0f}", to_persons(r.work)),
                              percent_text(r.supply_self_containment()),
                              percent_text(r.demand_self_containment()), r.region.name));
  }
  console.print(fmt::format("\nregions              {} of {} municipalities, {} of them of one\n",
                            quality.regions.size(), table.municipalities.size(), alone));
  console.print(fmt::format("median supply        {} % of a region's employed work in it\n",
                            percent_text(quality.median_supply)));
  console.print(fmt::format("median demand        {} % of a region's jobs are held from within\n",
                            percent_text(quality.median_demand)));
  console.print(fmt::format("self-containment     {} % of all employed work in their region\n",
                            percent_text(quality.self_containment)));
  console.print(fmt::format("modularity           {:.4f}\n", quality.modularity));
}

// Of the municipalities that the polygons lack, by the cells of the population around their
// centres.
std::map<std::string, std::string> outlines_by_cells(const RegionsOptions& options,
                                                     Console& console) {
  std::map<std::string, std::string> outlines;
  if (options.population.empty()) return outlines;
  std::vector<region::MappedMunicipality> mapped;
  for (const auto& m : region::read_municipalities(options.municipalities, {})) {
    mapped.push_back({m.code, m.centre});
  }
  auto cells = region::read_population(options.population, {});
  const auto report =
      region::assign_municipalities(options.shapes, mapped, region::kGridZone, cells);
  for (const auto& code : report.by_centre) {
    const auto m = std::find_if(mapped.begin(), mapped.end(),
                                [&](const auto& other) { return other.code == code; });
    const auto index = static_cast<std::uint32_t>(m - mapped.begin());
    if (auto outline = region::outline_of_cells(cells, index, region::kGridZone)) {
      outlines.emplace(code, std::move(*outline));
    }
  }
  if (!report.by_centre.empty()) {
    console.info(fmt::format("{} has no polygon of {}: drawn by their inhabited cells",
                             options.shapes, fmt::join(report.by_centre, ", ")));
  }
  return outlines;
}

PartitionMap draw_map(const RegionsOptions& options, const Found& found, Console& console) {
  auto map = partition_geojson(found.partition, found.table, options.shapes,
                               outlines_by_cells(options, console));
  if (!map.without_shape.empty()) {
    console.warning(fmt::format("{} has no polygon of {}, which are not on the map{}",
                                options.shapes, fmt::join(map.without_shape, ", "),
                                options.population.empty()
                                    ? "; --population GRID draws them by their inhabited cells"
                                    : ", and no cell of the population is near their centres"));
  }
  if (!map.without_municipality.empty()) {
    console.warning(fmt::format("{}: left out {} shapes of other municipalities, such as {}",
                                options.shapes, map.without_municipality.size(),
                                map.without_municipality.front()));
  }
  return map;
}

}  // namespace

int regions_command(const RegionsOptions& options, Console& console) {
  check_usage(options);
  store::OutputFile output(options.output, options.overwrite);
  std::optional<store::OutputFile> map_output;
  if (!options.geojson.empty()) map_output.emplace(options.geojson, options.overwrite);
  const Found found = find_regions(options, console);
  output.write(partition_csv(found.partition, found.table));
  if (map_output) map_output->write(draw_map(options, found, console).geojson);
  output.commit();
  if (map_output) map_output->commit();
  print_quality(partition_quality(found.partition, found.table), found.table, console);
  console.info("regions are in " + options.output +
               (map_output ? ", the map is in " + options.geojson : ""));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
