// Reads what describes a real region: where people live, what they go to, where they work. Each
// reader says all that is wrong with its file at once (see engine/io/csv.h).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "models/region/region_input.h"

namespace grend::region {

struct FileOptions {
  std::size_t max_bad_rows = 0;
  // Told of every row left out, where max_bad_rows allows that.
  std::vector<std::string>* warnings = nullptr;
};

// A grid of 250 m: columns ssbid0250m and persons (and, if given, easting_25833 and northing_25833
// of the cells' centres, which must agree), or Statistics Norway's SSBID0250M and pop_tot; or one
// of 1 km, with 1000 for 0250. Ascending by id. Duplicate cells, negative persons and numbers that
// are no cell's are bad rows.
std::vector<PopulationCell> read_population(const std::string& path, const FileOptions& options);

// Columns kind (workplace, school, shop, clinic, centre, station, upper_secondary, kindergarten),
// name, lon, lat, weight.
std::vector<Facility> read_facilities(const std::string& path, const FileOptions& options);

// Columns home, work, employed: employed by where they live and work, in the order of the file. May
// hold fractions: municipalities were split in later years.
struct CommutingPair {
  std::string home;
  std::string work;
  double employed = 0;
};
std::vector<CommutingPair> read_commuting(const std::string& path, const FileOptions& options);

// Columns municipality and region, as `grend regions` writes them: the region of each municipality.
std::map<std::string, std::string> read_regions(const std::string& path,
                                                const FileOptions& options);

struct Municipality {
  std::string code;
  std::string name;
  geo::LonLat centre;
  double inhabitants = 0;
};
// Columns kommunenr, kommunenavn, lon, lat, pop_20200101. In the order of the file.
std::vector<Municipality> read_municipalities(const std::string& path, const FileOptions& options);

}  // namespace grend::region
