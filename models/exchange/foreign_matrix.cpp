#include <cmath>
#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/io/csv.h"
#include "engine/io/csv_writer.h"
#include "engine/store/omx.h"
#include "models/exchange/travel_tables.h"

namespace grend::exchange {
namespace {

void add(ForeignMatrix& matrix, const std::string& from, const std::string& to, double value) {
  if (std::isnan(value)) {
    ++matrix.dropped["cells without a value"];
  } else if (value < 0) {
    ++matrix.dropped["cells below 0"];
  } else if (value > 0) {
    matrix.cells.push_back({from, to, value});
    matrix.total += value;
  }
}

// Labels of one side; numbers from 1 where the file names none.
std::vector<std::string> labels_of(const store::OmxReader& omx, std::size_t size,
                                   store::OmxLookup::Side other) {
  std::vector<std::string> labels;
  for (const auto& lookup : omx.lookups()) {
    if (lookup.side == other || lookup.size() != size) continue;
    if (const auto* names = std::get_if<std::vector<std::string>>(&lookup.labels)) return *names;
    for (const auto n : std::get<std::vector<std::int64_t>>(lookup.labels)) {
      labels.push_back(std::to_string(n));
    }
    return labels;
  }
  for (std::size_t i = 1; i <= size; ++i) labels.push_back(std::to_string(i));
  return labels;
}

ForeignMatrix read_omx(const std::string& path, std::string name) {
  const store::OmxReader omx(path);
  if (name.empty()) {
    if (omx.matrices().size() != 1) {
      throw Error(ExitCode::kUsage,
                  fmt::format("{}: holds {} matrices: {}", path, omx.matrices().size(),
                              fmt::join(omx.matrices(), ", ")),
                  "choose one with --matrix NAME");
    }
    name = omx.matrices().front();
  }
  const auto cells = omx.cells(name);
  const auto from = labels_of(omx, omx.rows(), store::OmxLookup::Side::kColumns);
  const auto to = labels_of(omx, omx.columns(), store::OmxLookup::Side::kRows);
  ForeignMatrix matrix;
  for (std::size_t r = 0; r < omx.rows(); ++r) {
    for (std::size_t c = 0; c < omx.columns(); ++c) {
      add(matrix, from[r], to[c], cells[r * omx.columns() + c]);
    }
  }
  return matrix;
}

ForeignMatrix read_table(const std::string& path) {
  io::CsvReader csv({path});
  const auto names = csv.header();
  const auto columns = csv.require(names);
  ForeignMatrix matrix;
  while (csv.next()) {
    const std::string from(csv.text(columns[0]));
    for (std::size_t c = 1; c < columns.size(); ++c) {
      if (csv.text(columns[c]).empty()) {
        ++matrix.dropped["cells without a value"];
        continue;
      }
      const double value = csv.real(columns[c]);
      if (csv.row_is_good()) add(matrix, from, names[c], value);
    }
  }
  csv.finish();
  return matrix;
}

}  // namespace

ForeignMatrix read_foreign_matrix(const std::string& path, const std::string& matrix) {
  return path.ends_with(".omx") ? read_omx(path, matrix) : read_table(path);
}

std::string commuting_csv(const ForeignMatrix& matrix) {
  io::CsvWriter csv({"home", "work", "employed"});
  for (const auto& cell : matrix.cells) {
    csv.field(cell.from).field(cell.to).field(cell.value);
    csv.end_row();
  }
  return csv.text();
}

}  // namespace grend::exchange
