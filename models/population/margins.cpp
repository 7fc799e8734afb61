#include "models/population/margins.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <set>

#include "engine/base/error.h"
#include "engine/io/csv.h"

namespace grend::population {
namespace {

constexpr double kMost = 1e8;

// The bands of Statistics Norway's table 07459 as the law has them: kindergarten, school,
// retirement.
constexpr std::array<std::pair<int, int>, 10> kBands = {{{0, 5},
                                                         {6, 12},
                                                         {13, 15},
                                                         {16, 17},
                                                         {18, 19},
                                                         {20, 66},
                                                         {67, 74},
                                                         {75, 79},
                                                         {80, 89},
                                                         {90, 105}}};

struct BandColumn {
  io::CsvColumn column;
  int low;
  int high;
};

// Bands that a file may have: all aLOW_HIGH with ages up to 120.
std::vector<BandColumn> band_columns(const io::CsvReader& csv) {
  std::vector<BandColumn> found;
  for (int low = 0; low <= 120; ++low) {
    for (int high = low; high <= 120; ++high) {
      const std::string name = fmt::format("a{}_{}", low, high);
      if (csv.has(name)) found.push_back({csv.require({name})[0], low, high});
    }
  }
  return found;
}

void check_bands(const std::string& path, const std::vector<BandColumn>& bands) {
  int next = 0;
  for (const auto& band : bands) {
    if (band.low != next) {
      throw Error(ExitCode::kBadData,
                  fmt::format("{}: the age bands have a gap or overlap at age {}", path, next),
                  "columns aLOW_HIGH must cover all ages from a0_ on, such as a0_5, a6_12, ...");
    }
    next = band.high + 1;
  }
  if (!bands.empty() && next < 90) {
    throw Error(ExitCode::kBadData, fmt::format("{}: the age bands end at {}", path, next - 1),
                "the last band must reach at least 90 years");
  }
}

std::vector<io::CsvColumn> numbered(const io::CsvReader& csv, const std::string& prefix, int first,
                                    int last) {
  std::vector<std::string> names;
  bool any = false;
  for (int i = first; i <= last; ++i) {
    names.push_back(prefix + std::to_string(i));
    any = any || csv.has(names.back());
  }
  return any ? csv.require(names) : std::vector<io::CsvColumn>();
}

std::vector<double> numbers(io::CsvReader& csv, const std::vector<io::CsvColumn>& columns) {
  std::vector<double> values;
  for (const auto column : columns) values.push_back(csv.real(column, {0, kMost}));
  return values;
}

class OptionalNumber {
 public:
  OptionalNumber(const io::CsvReader& csv, const std::string& name) {
    if (csv.has(name)) column_ = csv.require({name})[0];
  }
  std::optional<double> read(io::CsvReader& csv) const {
    if (!column_ || csv.text(*column_).empty()) return std::nullopt;
    return csv.real(*column_, {0, kMost});
  }

 private:
  std::optional<io::CsvColumn> column_;
};

}  // namespace

double Margins::persons() const {
  double sum = 0;
  for (const auto& band : ages) sum += band.persons;
  return sum;
}

std::vector<Margins> read_margins(const std::string& path, const region::FileOptions& options) {
  io::CsvReader csv({path, "population by age: www.ssb.no, table 07459", options.max_bad_rows});
  const auto code = csv.require({csv.has("kommunenr") ? "kommunenr" : "municipality"})[0];
  const auto bands = band_columns(csv);
  check_bands(path, bands);
  const auto sizes = numbered(csv, "households_", 1, 5);
  const auto cars = numbered(csv, "cars_", 0, 2);
  const auto grades = numbered(csv, "grade_", 1, kGrades);
  const OptionalNumber women(csv, "women"), employed(csv, "employed"), licences(csv, "licences"),
      wheelchair(csv, "wheelchair");
  std::vector<Margins> all;
  std::set<std::string> codes;
  while (csv.next()) {
    Margins m;
    m.municipality = csv.text(code);
    for (const auto& band : bands) {
      m.ages.push_back(
          {band.low, std::min(band.high, kYears - 1), csv.real(band.column, {0, kMost})});
    }
    m.household_sizes = numbers(csv, sizes);
    m.cars = numbers(csv, cars);
    m.grades = numbers(csv, grades);
    m.women = women.read(csv);
    m.employed = employed.read(csv);
    m.licences = licences.read(csv);
    m.wheelchair = wheelchair.read(csv);
    if (!codes.insert(m.municipality).second) {
      csv.reject(code, fmt::format("municipality {} is given twice", m.municipality),
                 "keep one row of it");
    }
    if (csv.row_is_good()) all.push_back(std::move(m));
  }
  csv.finish();
  if (options.warnings != nullptr) {
    for (const auto& p : csv.problems().items()) options.warnings->push_back(p.to_string());
  }
  return all;
}

Margins with_defaults(Margins margins, const PopulationSpec& spec) {
  if (margins.persons() <= 0) {
    margins.ages.clear();
    for (std::size_t i = 0; i < kBands.size(); ++i) {
      margins.ages.push_back({kBands[i].first, kBands[i].second, spec.age_bands[i]});
    }
    // Other numbers are of persons, and shares of ages are not.
    margins.women = margins.licences = margins.wheelchair = std::nullopt;
  }
  double households = 0;
  for (const double n : margins.household_sizes) households += n;
  if (households <= 0) margins.household_sizes = spec.household_sizes;
  return margins;
}

}  // namespace grend::population
