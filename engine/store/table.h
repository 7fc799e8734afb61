// Result tables in memory: named columns of equal length with unit and meaning, ready to be written
// as HDF5. Values are what users see (seconds, metres, NOK as doubles, NaN for missing); the exact
// integers behind them come back by rounding. A row's number, counted from 0, is its id: the file
// has it as a column of its own, named by row_name(). Plain data, no thread-safety.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace grend::store {

struct ColumnInfo {
  std::string name;  // snake_case
  // UDUNITS text: "s", "m", "NOK"; "1" for counts, ids and categories; a point in time is
  // "seconds since 2026-01-12 00:00:00".
  std::string unit;
  std::string long_name;  // one plain phrase
  // For categories: the name of value 0, 1, …, without blanks; the column is then int8 with CF flag
  // attributes.
  std::vector<std::string> categories = {};
  // For row numbers of another table: its name.
  std::string refers_to = {};
};

// int8: categories, -1 missing. int32: ids and counts, -1 missing. double: measures, NaN missing.
using ColumnData =
    std::variant<std::vector<std::int8_t>, std::vector<std::int32_t>, std::vector<double>>;

struct Column {
  ColumnInfo info;
  ColumnData data;
  std::size_t size() const;
};

struct Table {
  std::string name;  // plural: "requests"
  std::string long_name;
  std::vector<Column> columns;

  std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
  std::string row_name() const;  // singular: "request"; "activities" give "activity"
  const Column& column(const std::string& name) const;  // throws InternalError if absent

  // Adds one column from a list of records: table.add<double>({...}, rows, [](const Row& r) {...}).
  template <class Value, class Rows, class Get>
  void add(ColumnInfo info, const Rows& rows, Get get) {
    std::vector<Value> data;
    data.reserve(rows.size());
    for (const auto& row : rows) data.push_back(static_cast<Value>(get(row)));
    columns.push_back({std::move(info), std::move(data)});
  }
};

// One value per replication with its definition: what municipalities compare.
struct Indicator {
  std::string id;              // snake_case, stable
  std::string unit;            // UDUNITS text
  std::string long_name;       // plain phrase in English
  std::string definition;      // formula in words, over the tables' columns
  std::string direction;       // which is better: "more", "less" or "neither"
  std::vector<double> values;  // by replication; NaN: not defined there (nobody asked)
};

// What a run came from; written as attributes and text datasets. No clock time, host or thread
// count here: a result file is a pure function of its inputs and the program.
struct Manifest {
  std::string version;
  std::string git_sha;
  std::string scenario_name;
  std::string resolved_scenario;  // YAML
  std::uint64_t seed = 0;
  std::int32_t indicator_version = 1;  // of the definitions: only equal ones can be compared
  std::string people;                  // digest of the inhabitants, XXH3-128 hex
  std::string raw = "all";             // of which replications rows are kept: all, first or none
  std::vector<std::pair<std::string, std::string>>
      input_checksums;  // file as written, XXH3-128 hex

  bool operator==(const Manifest&) const = default;
};

struct Results {
  Manifest manifest;
  std::vector<std::int32_t> replications = {0};  // their numbers, ascending
  std::vector<Table> tables;
  std::vector<Indicator> indicators;
};

// Throws InternalError, naming the column, where the rules above or of docs/formats/results.md are
// broken: unequal lengths, names that are doubled or not snake_case, no unit or meaning, a category
// outside its list, an infinite measure.
void validate(const Results& results);

// XXH3-128 in hexadecimal over the tables' and indicators' names, units, categories and values, not
// the manifest: equal digests mean equal results, whichever version wrote them. All NaN are one
// value, and so are 0 and -0.
std::string content_digest(const Results& results);

}  // namespace grend::store
