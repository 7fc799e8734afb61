#include "models/simulation/inputs.h"

#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <map>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/store/hash.h"
#include "models/region/derive_facilities.h"
#include "models/region/generate.h"
#include "models/region/region_files.h"

namespace grend::simulation {
namespace {

constexpr int kGridZone = 33;  // the population grid's plane is EPSG:25833 wherever the region lies

// The grid is laid in zone 33; elsewhere its corners are moved to the region's own plane.
void move_to_zone(std::vector<region::PopulationCell>& cells, int utm_zone) {
  if (utm_zone == kGridZone) return;
  const geo::Projection grid(kGridZone), plane(utm_zone);
  for (auto& cell : cells) cell.south_west = plane.to_plane(grid.to_degrees(cell.south_west));
}

CommutingInput read_commuting(const scenario::RegionSpec& spec,
                              const region::FileOptions& options) {
  CommutingInput commuting;
  const auto flows = region::read_commuting(spec.commuting.resolved, spec.municipality, options);
  std::map<std::string, geo::LonLat> centres;
  for (const auto& m : region::read_municipalities(spec.municipalities.resolved, options)) {
    centres[m.code] = m.centre;
  }
  double unknown = 0;
  for (const auto& flow : flows) {
    const auto centre = centres.find(flow.work);
    if (flow.work == spec.municipality) {
      commuting.inside += flow.employed;
    } else if (centre != centres.end()) {
      commuting.outside.push_back({centre->second, flow.employed});
    } else {
      unknown += flow.employed;
    }
  }
  if (unknown > 0 && options.warnings != nullptr) {
    options.warnings->push_back(fmt::format(
        "{:.0f} employed work in municipalities that '{}' does not know; they are left out",
        unknown, spec.municipalities.written));
  }
  return commuting;
}

// The municipality's own sums, with its employed as commuting counts them.
void read_margins(const scenario::RegionSpec& spec, const region::FileOptions& options,
                  Inputs& inputs) {
  if (spec.municipality.empty()) return;
  inputs.region.municipalities = {spec.municipality};
  population::Margins ours;
  if (!spec.margins.empty()) {
    std::vector<std::string> codes;
    for (auto& m : population::read_margins(spec.margins.resolved, options)) {
      codes.push_back(m.municipality);
      if (m.municipality == spec.municipality) ours = std::move(m);
    }
    if (ours.municipality.empty()) {
      const auto near = did_you_mean(spec.municipality, codes);
      throw Error(ExitCode::kBadData,
                  fmt::format("{}: has no row of municipality '{}'", spec.margins.written,
                              spec.municipality),
                  near ? "did you mean '" + *near + "'?" : "use the numbers of that file");
    }
  }
  ours.municipality = spec.municipality;
  if (inputs.commuting.employed() > 0) {
    ours.employed = inputs.commuting.employed();
    ours.employed_is_exact = true;
  }
  inputs.margins = {std::move(ours)};
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

void read_files(const scenario::RegionSpec& spec, store::Cache* cache, Inputs& inputs) {
  const region::FileOptions options{static_cast<std::size_t>(spec.max_bad_rows), &inputs.warnings};
  inputs.network = read_roads(spec, cache);
  if (inputs.network.format != network::NetworkFormat::kOsm) {
    for (const std::string& note : inputs.network.notes) {
      inputs.warnings.push_back(spec.network.written + ": " + note);
    }
  }
  if (!spec.population.empty()) {  // a log of bookings needs none
    inputs.region.cells = region::read_population(spec.population.resolved, options);
  }
  if (!spec.commuting.empty()) inputs.commuting = read_commuting(spec, options);
  read_margins(spec, options, inputs);
  if (!spec.facilities.empty()) {
    inputs.region.facilities = region::read_facilities(spec.facilities.resolved, options);
  } else if (!inputs.region.cells.empty()) {
    inputs.region.facilities =
        region::derive_facilities(inputs.region.cells, kGridZone, spec.facility_rules);
  }
  for (const auto* file : {&spec.network, &spec.population, &spec.facilities, &spec.commuting,
                           &spec.municipalities, &spec.margins}) {
    add_checksums(*file, inputs);
  }
}

}  // namespace

double CommutingInput::employed() const {
  double sum = inside;
  for (const auto& flow : outside) sum += flow.employed;
  return sum;
}

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
