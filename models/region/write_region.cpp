#include "models/region/write_region.h"

#include <filesystem>
#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/geo/projection.h"
#include "engine/io/csv_writer.h"
#include "engine/io/text_file.h"
#include "models/region/cell_grid.h"
#include "models/region/region_files.h"

namespace grend::region {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRoads = "roads.osm.pbf";
constexpr const char* kPopulation = "population.csv";
constexpr const char* kFacilities = "facilities.csv";
constexpr const char* kScenario = "scenario.yaml";

std::string in(const std::string& folder, const char* file) {
  return (fs::path(folder) / file).string();
}

void prepare(const std::string& folder, bool overwrite) {
  std::error_code status;
  fs::create_directories(folder, status);
  if (!fs::is_directory(folder, status)) {
    throw Error(ExitCode::kCannotCreate, folder + ": cannot be created as a folder",
                "choose a folder that you may write to");
  }
  for (const char* file : {kRoads, kPopulation, kFacilities, kScenario}) {
    if (overwrite || !fs::exists(in(folder, file), status)) continue;
    throw Error(ExitCode::kCannotCreate, in(folder, file) + ": exists already",
                "choose another folder, or allow replacing it with --overwrite");
  }
}

std::string population_table(const RegionInput& region) {
  io::CsvWriter csv({"ssbid0250m", "easting_25833", "northing_25833", "lon", "lat", "persons"});
  const geo::Projection projection(33);  // of the grid, whatever the region's own zone is
  for (const auto& cell : region.cells) {
    const geo::Point centre = centre_of(cell);
    const geo::LonLat position = projection.to_degrees(centre);
    csv.field(cell.id).field(centre.x / 100).field(centre.y / 100);
    csv.field(position.lon, 6).field(position.lat, 6).field(cell.persons).end_row();
  }
  return csv.text();
}

std::string facility_table(const RegionInput& region) {
  const auto& kinds = io::EnumNames<FacilityKind>::names;
  io::CsvWriter csv({"kind", "name", "lon", "lat", "weight"});
  for (const auto& facility : region.facilities) {
    csv.field(kinds[static_cast<std::size_t>(facility.kind)]).field(facility.name);
    csv.field(facility.position.lon).field(facility.position.lat).field(facility.weight).end_row();
  }
  return csv.text();
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string scenario_text(const RegionInput& region) {
  return fmt::format(R"(# A region in files of its own, with one on-demand service.
name: {0}

region:
  name: {0}
  utm_zone: {1}
  network: {2}
  population: {3}
  facilities: {4}

services:
  - id: bestill
    name: Bestillingstransport
    open: 06:00-22:00
    booking:
      lead: 60 min
    vehicles:
      - count: 3
        seats: 8
        wheelchair_places: 1
        shift: 06:00-22:00
)",
                     quoted(region.name), region.utm_zone, kRoads, kPopulation, kFacilities);
}

}  // namespace

void write_region(const std::string& folder, const RegionInput& region, bool overwrite) {
  prepare(folder, overwrite);
  io::write_osm(in(folder, kRoads), region.roads);
  io::write_text_file(in(folder, kPopulation), population_table(region), overwrite);
  io::write_text_file(in(folder, kFacilities), facility_table(region), overwrite);
  io::write_text_file(in(folder, kScenario), scenario_text(region), overwrite);
}

RegionInput read_region(const std::string& folder, const std::string& name, int utm_zone) {
  RegionInput region;
  region.name = name;
  region.utm_zone = utm_zone;
  region.roads = io::read_osm(in(folder, kRoads));
  region.cells = read_population(in(folder, kPopulation), {});
  region.facilities = read_facilities(in(folder, kFacilities), {});
  return region;
}

}  // namespace grend::region
