#include "models/region/region_files.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/csv.h"
#include "models/region/cell_grid.h"

namespace grend::region {
namespace {

// No square, municipality or workplace of this world holds more.
constexpr std::int64_t kMostPersons = 1'000'000;
constexpr double kMostWeight = 1e9;

io::CsvSource source(const std::string& path, const FileOptions& options, const char* origin) {
  return {path, origin, options.max_bad_rows};
}

void finish(io::CsvReader& csv, const FileOptions& options) {
  csv.finish();
  if (options.warnings == nullptr) return;
  for (const auto& problem : csv.problems().items()) {
    options.warnings->push_back(problem.to_string());
  }
}

struct GridColumns {
  Distance side;
  io::CsvColumn id;
  io::CsvColumn persons;
  std::vector<io::CsvColumn> centre;  // easting, northing; may be absent
};

GridColumns grid_columns(const io::CsvReader& csv) {
  const bool kilometre = csv.has("SSBID1000M") || csv.has("ssbid1000m");
  const char* official_id = kilometre ? "SSBID1000M" : "SSBID0250M";
  const bool official = csv.has(official_id) || csv.has("pop_tot");
  const auto own = official ? csv.require({official_id, "pop_tot"})
                            : csv.require({kilometre ? "ssbid1000m" : "ssbid0250m", "persons"});
  GridColumns columns{kilometre ? kilometres(1) : metres(250), own[0], own[1], {}};
  if (csv.has("easting_25833") || csv.has("northing_25833")) {
    columns.centre = csv.require({"easting_25833", "northing_25833"});
  }
  return columns;
}

void check_centre(io::CsvReader& csv, const GridColumns& columns, const PopulationCell& cell) {
  const geo::Point expected = centre_of(cell);
  const double easting = csv.real(columns.centre[0], {-2e6, 2e6});
  const double northing = csv.real(columns.centre[1], {0, 1e7});
  if (!csv.row_is_good()) return;
  if (static_cast<std::int64_t>(easting * 100) == expected.x &&
      static_cast<std::int64_t>(northing * 100) == expected.y) {
    return;
  }
  csv.reject(
      columns.id,
      fmt::format("the centre of cell {} is ({}, {}), not ({}, {})", cell.id, expected.x / 100,
                  expected.y / 100, easting, northing),
      "the number holds the south-west corner, the two columns the centre half a side from it");
}

}  // namespace

std::vector<PopulationCell> read_population(const std::string& path, const FileOptions& options) {
  io::CsvReader csv(
      source(path, options,
             "population on the 250 m or 1 km grid: www.ssb.no, \"Statistikk på rutenett\""));
  const GridColumns columns = grid_columns(csv);
  std::map<std::int64_t, PopulationCell> cells;
  while (csv.next()) {
    const std::int64_t id = csv.integer(columns.id);
    const std::int64_t persons = csv.integer(columns.persons, {0, kMostPersons});
    if (!csv.row_is_good()) continue;
    auto cell = grid_cell(id, columns.side);
    if (!cell) {
      csv.reject(
          columns.id,
          fmt::format("{} is not the number of a {:.0f} m cell", id, to_metres(columns.side)),
          fmt::format("it is 2*10^13 + E*10^7 + N, E and N multiples of {:.0f} m in EPSG:25833",
                      to_metres(columns.side)));
      continue;
    }
    cell->persons = persons;
    if (!columns.centre.empty()) check_centre(csv, columns, *cell);
    if (!csv.row_is_good()) continue;
    const std::size_t before = cells.size();
    cells.emplace_hint(cells.end(), id, *cell);  // constant time where the file is in order
    if (cells.size() == before) {
      csv.reject(columns.id, fmt::format("cell {} is given twice", id), "keep one row of it");
    }
  }
  finish(csv, options);
  std::vector<PopulationCell> sorted;
  sorted.reserve(cells.size());
  for (const auto& [id, cell] : cells) sorted.push_back(cell);
  return sorted;
}

std::vector<Facility> read_facilities(const std::string& path, const FileOptions& options) {
  const auto& names = io::EnumNames<FacilityKind>::names;
  const std::vector<std::string> kinds(names.begin(), names.end());
  io::CsvReader csv(source(path, options, "`grend generate` writes an example of such a file"));
  const auto columns = csv.require({"kind", "name", "lon", "lat", "weight"});
  std::vector<Facility> facilities;
  while (csv.next()) {
    Facility facility;
    const auto kind = std::find(names.begin(), names.end(), csv.text(columns[0]));
    if (kind == names.end()) {
      const auto near = did_you_mean(csv.text(columns[0]), kinds);
      csv.reject(columns[0], fmt::format("unknown kind '{}'", csv.text(columns[0])),
                 near ? "did you mean '" + *near + "'?"
                      : fmt::format("use one of {}", fmt::join(kinds, ", ")));
    }
    facility.name = csv.text(columns[1]);
    facility.position = {csv.real(columns[2], {-180, 180}), csv.real(columns[3], {-90, 90})};
    facility.weight = csv.real(columns[4], {0, kMostWeight});
    if (!csv.row_is_good()) continue;
    facility.kind = static_cast<FacilityKind>(kind - names.begin());
    facilities.push_back(std::move(facility));
  }
  finish(csv, options);
  return facilities;
}

std::vector<CommutingPair> read_commuting(const std::string& path, const FileOptions& options) {
  io::CsvReader csv(source(path, options, "commuting: www.ssb.no, table 03321"));
  const auto columns = csv.require({"home", "work", "employed"});
  std::vector<CommutingPair> pairs;
  std::set<std::pair<std::string, std::string>> seen;
  while (csv.next()) {
    CommutingPair pair{std::string(csv.text(columns[0])), std::string(csv.text(columns[1])),
                       csv.real(columns[2], {0, kMostWeight})};
    if (!csv.row_is_good()) continue;
    if (!seen.emplace(pair.home, pair.work).second) {
      csv.reject(columns[1],
                 fmt::format("the flow from {} to {} is given twice", pair.home, pair.work),
                 "keep one row of it");
      continue;
    }
    pairs.push_back(std::move(pair));
  }
  finish(csv, options);
  return pairs;
}

std::map<std::string, std::string> read_regions(const std::string& path,
                                                const FileOptions& options) {
  io::CsvReader csv(source(path, options, "`grend regions` writes such a file"));
  const auto columns = csv.require({"municipality", "region"});
  std::map<std::string, std::string> regions;
  while (csv.next()) {
    const std::string code(csv.text(columns[0]));
    if (!regions.emplace(code, csv.text(columns[1])).second) {
      csv.reject(columns[0], fmt::format("municipality {} is given twice", code),
                 "keep one row of it");
    }
  }
  finish(csv, options);
  return regions;
}

std::vector<Municipality> read_municipalities(const std::string& path, const FileOptions& options) {
  io::CsvReader csv(
      source(path, options, "a table of the municipalities of 2020 with their middle points"));
  const auto columns = csv.require({"kommunenr", "kommunenavn", "lon", "lat", "pop_20200101"});
  std::vector<Municipality> municipalities;
  std::set<std::string> codes;
  while (csv.next()) {
    Municipality m;
    m.code = csv.text(columns[0]);
    m.name = csv.text(columns[1]);
    m.centre = {csv.real(columns[2], {-180, 180}), csv.real(columns[3], {-90, 90})};
    m.inhabitants = csv.real(columns[4], {0, kMostWeight});
    if (!codes.insert(m.code).second) {
      csv.reject(columns[0], fmt::format("municipality {} is given twice", m.code),
                 "keep one row of it");
    }
    if (csv.row_is_good()) municipalities.push_back(std::move(m));
  }
  finish(csv, options);
  return municipalities;
}

}  // namespace grend::region
