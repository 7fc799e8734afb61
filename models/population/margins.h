// What statistics say of a municipality's people in sums: how many of each age, in households of
// each size, with a licence, and so on. Any of them may be missing: then the shares of the scenario
// hold. Read from one CSV with a row a municipality (docs/formats in the scenario manual:
// `region.margins`).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/population/population_spec.h"
#include "models/region/region_files.h"

namespace grend::population {

inline constexpr int kYears = 106;     // ages 0 to 105, the last also those older
inline constexpr int kAdult = 20;      // younger people live in households as children do
inline constexpr int kRetired = 67;    // general retirement age in Norway
inline constexpr int kFirstGrade = 6;  // age in grade 1
inline constexpr int kGrades = 13;     // 10 years of school and three of upper secondary

struct AgeBand {
  int low = 0;
  int high = 0;  // included
  double persons = 0;
};

struct Margins {
  std::string municipality;
  std::vector<AgeBand> ages;
  std::optional<double> women;
  std::vector<double> household_sizes;  // households of 1, 2, 3, 4, 5 or more
  std::optional<double> employed;
  bool employed_is_exact = false;  // not to be scaled to the persons of the grid
  std::optional<double> licences;
  std::optional<double> wheelchair;
  std::vector<double> cars;    // households with none, one, two or more
  std::vector<double> grades;  // pupils of grade 1 ... 13: shares out the years within age bands

  double persons() const;  // of all age bands
};

// Columns municipality (or kommunenr), aLOW_HIGH (a0_5, a6_12, ...: together all ages), and as
// there are women, employed, licences, wheelchair, households_1 ... households_5, cars_0, cars_1,
// cars_2, grade_1 ... grade_13. Throws Error(kBadData) with all that is wrong.
std::vector<Margins> read_margins(const std::string& path, const region::FileOptions& options);

// Numbers in proportion to the shares of the scenario, for whoever has none of their own.
Margins with_defaults(Margins margins, const PopulationSpec& spec);

}  // namespace grend::population
