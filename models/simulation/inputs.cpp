#include "models/simulation/inputs.h"

#include <algorithm>
#include <filesystem>

#include "engine/base/error.h"
#include "engine/store/hash.h"
#include "models/region/derive_facilities.h"
#include "models/region/generate.h"
#include "models/region/region_files.h"
#include "models/region/settlement_roads.h"
#include "models/simulation/municipalities.h"

namespace grend::simulation {
namespace {

constexpr int kGridZone = 33;  // the population grid's plane is EPSG:25833 wherever the region lies

// The grid is laid in zone 33; elsewhere its corners are moved to the region's own plane.
void move_to_zone(std::vector<region::PopulationCell>& cells, int utm_zone) {
  if (utm_zone == kGridZone) return;
  const geo::Projection grid(kGridZone), plane(utm_zone);
  for (auto& cell : cells) cell.south_west = plane.to_plane(grid.to_degrees(cell.south_west));
}

// A file that cannot be read as asked is the scenario's fault here, not that of the command line.
network::ReadNetwork read_roads(const scenario::RegionSpec& spec, store::Cache* cache) {
  try {
    return network::read_network(spec.network.resolved,
                                 {.utm_zone = static_cast<int>(spec.utm_zone),
                                  .crs = spec.network_crs,
                                  .speeds = spec.speeds},
                                 cache);
  } catch (const Error& error) {
    if (error.code() != ExitCode::kUsage) throw;
    throw Error(ExitCode::kBadScenario, std::string("region.network: ") + error.what(),
                error.fix());
  }
}

void add_checksums(const io::InputFile& file, Inputs& inputs) {
  if (file.empty()) return;
  const auto paths = network::network_files(file.resolved);
  for (const std::string& path : paths) {
    const bool folder = paths.size() > 1;
    const std::string name = folder ? "/" + std::filesystem::path(path).filename().string() : "";
    inputs.checksums.push_back({file.written + name, store::hash_file(path)});
  }
}

// Roads of a country between its cells; a reader of files would have made the rest of the report.
void draw_roads(const scenario::RegionSpec& spec, Inputs& inputs) {
  auto built =
      network::build_network(region::settlement_roads(inputs.region.cells, kGridZone),
                             geo::Projection(static_cast<int>(spec.utm_zone)), spec.speeds);
  inputs.network.graph = std::move(built.graph);
  inputs.network.report = std::move(built.report);
}

void read_files(const scenario::RegionSpec& spec, store::Cache* cache, Inputs& inputs) {
  const region::FileOptions options{static_cast<std::size_t>(spec.max_bad_rows), &inputs.warnings};
  if (!spec.settlement_roads) inputs.network = read_roads(spec, cache);
  if (inputs.network.format != network::NetworkFormat::kOsm) {
    for (const std::string& note : inputs.network.notes) {
      inputs.warnings.push_back(spec.network.written + ": " + note);
    }
  }
  if (!spec.population.empty()) {  // a log of bookings needs none
    inputs.region.cells = region::read_population(spec.population.resolved, options);
  }
  if (spec.settlement_roads) draw_roads(spec, inputs);
  read_municipalities(spec, options, kGridZone, inputs);
  if (!spec.facilities.empty()) {
    inputs.region.facilities = region::read_facilities(spec.facilities.resolved, options);
  } else if (!inputs.region.cells.empty()) {
    inputs.region.facilities =
        region::derive_facilities(inputs.region.cells, kGridZone, spec.facility_rules);
  }
  for (const auto* file : {&spec.network, &spec.population, &spec.facilities, &spec.commuting,
                           &spec.municipalities, &spec.margins, &spec.shapes, &spec.regions}) {
    add_checksums(*file, inputs);
  }
}

}  // namespace

Inputs read_inputs(const scenario::Scenario& scenario, store::Cache* cache) {
  Inputs inputs;
  const auto& spec = scenario.region;
  if (spec.generate) {
    inputs.region = region::generate_region(*spec.generate,
                                            static_cast<std::uint64_t>(scenario.simulation.seed));
    auto built = network::build_network(inputs.region.roads,
                                        geo::Projection(inputs.region.utm_zone), spec.speeds);
    inputs.network.graph = std::move(built.graph);
    inputs.network.report = std::move(built.report);
  } else {
    read_files(spec, cache, inputs);
    inputs.region.utm_zone = static_cast<int>(spec.utm_zone);
  }
  inputs.region.name = spec.name;
  move_to_zone(inputs.region.cells, inputs.region.utm_zone);
  return inputs;
}

}  // namespace grend::simulation
