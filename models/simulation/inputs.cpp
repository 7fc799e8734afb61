#include "models/simulation/inputs.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "engine/base/error.h"
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

void read_files(const scenario::RegionSpec& spec, Inputs& inputs) {
  const region::FileOptions options{static_cast<std::size_t>(spec.max_bad_rows), &inputs.warnings};
  inputs.region.roads = io::read_osm(spec.network.resolved);
  inputs.region.cells = region::read_population(spec.population.resolved, options);
  if (!spec.commuting.empty()) inputs.commuting = read_commuting(spec, options);
  if (!spec.facilities.empty()) {
    inputs.region.facilities = region::read_facilities(spec.facilities.resolved, options);
  } else {
    inputs.region.facilities =
        region::derive_facilities(inputs.region.cells, kGridZone, spec.facility_rules);
  }
  for (const auto* file :
       {&spec.network, &spec.population, &spec.facilities, &spec.commuting, &spec.municipalities}) {
    if (!file->empty())
      inputs.checksums.push_back({file->written, store::hash_file(file->resolved)});
  }
}

}  // namespace

double CommutingInput::employed() const {
  double sum = inside;
  for (const auto& flow : outside) sum += flow.employed;
  return sum;
}

Inputs read_inputs(const scenario::Scenario& scenario) {
  Inputs inputs;
  const auto& spec = scenario.region;
  if (spec.generate) {
    inputs.region = region::generate_region(*spec.generate,
                                            static_cast<std::uint64_t>(scenario.simulation.seed));
  } else {
    read_files(spec, inputs);
    inputs.region.utm_zone = static_cast<int>(spec.utm_zone);
  }
  inputs.region.name = spec.name;
  move_to_zone(inputs.region.cells, inputs.region.utm_zone);
  return inputs;
}

}  // namespace grend::simulation
