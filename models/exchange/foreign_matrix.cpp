#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fstream>

#include "engine/base/error.h"
#include "engine/io/csv.h"
#include "engine/io/csv_writer.h"
#include "models/exchange/foreign_cells.h"

namespace grend::exchange {
namespace {

// Zones of rows and of columns are the same, or one side has some that the other lacks. Otherwise
// it is another kind of table, such as a list of pairs.
void require_square(const std::string& path, std::vector<std::string> rows,
                    std::vector<std::string> columns) {
  const auto refuse = [&](const std::string& what) {
    throw Error(ExitCode::kBadData,
                fmt::format("{}: is no square table: {}, of {} rows and {} columns of zones", path,
                            what, rows.size(), columns.size()),
                "name the same zones in the first column and in the header; a list of pairs with "
                "the columns home, work and employed needs no import");
  };
  const auto sort_unique = [&](std::vector<std::string>& names, const char* where) {
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) refuse(fmt::format("'{}' stands twice {}", *twice, where));
  };
  sort_unique(rows, "in the first column");
  sort_unique(columns, "in the header");
  const auto first_not_in = [](const auto& some, const auto& others) {
    return std::find_if(some.begin(), some.end(), [&](const std::string& name) {
      return !std::binary_search(others.begin(), others.end(), name);
    });
  };
  const auto row = first_not_in(rows, columns);
  const auto column = first_not_in(columns, rows);
  if (row == rows.end() || column == columns.end()) return;
  refuse(fmt::format("'{}' has no column and '{}' no row", *row, *column));
}

ForeignMatrix read_table(const std::string& path) {
  io::CsvReader csv({path});
  const auto names = csv.header();
  const auto columns = csv.require(names);
  ForeignMatrix matrix;
  std::vector<std::string> rows;
  while (csv.next()) {
    const std::string& from = rows.emplace_back(csv.text(columns[0]));
    for (std::size_t c = 1; c < columns.size(); ++c) {
      if (csv.text(columns[c]).empty()) {
        ++matrix.dropped["cells without a value"];
        continue;
      }
      const double value = csv.real(columns[c]);
      if (csv.row_is_good()) add_flow(matrix, from, names[c], usable(value, matrix.dropped));
    }
  }
  csv.finish();
  require_square(path, std::move(rows), {names.begin() + 1, names.end()});
  return matrix;
}

bool is_hdf5(const std::string& path) {
  constexpr std::array<char, 8> kSignature = {'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
  std::array<char, 8> begin{};
  std::ifstream(path, std::ios::binary).read(begin.data(), begin.size());
  return begin == kSignature;
}

}  // namespace

void add_flow(ForeignMatrix& matrix, const std::string& from, const std::string& to, double value) {
  if (value > 0) {
    matrix.cells.push_back({from, to, value});
    matrix.total += value;
  }
}

double usable(double value, Dropped& dropped) {
  if (std::isnan(value)) {
    ++dropped["cells without a value"];
  } else if (value < 0) {
    ++dropped["cells below 0"];
  } else if (std::isinf(value)) {
    ++dropped["infinite cells"];
  } else {
    return value;
  }
  return 0;
}

ForeignMatrix read_foreign_matrix(const std::string& path, const MatrixChoice& choice) {
  if (path.ends_with(".omx") || is_hdf5(path)) return read_omx_matrix(path, choice);
  for (const auto& name : {choice.matrix, choice.lookup, choice.to_lookup}) {
    if (name.empty()) continue;
    throw Error(ExitCode::kUsage, fmt::format("{}: is a table, which has no '{}'", path, name),
                "leave out --matrix, --lookup and --to-lookup, which are for OMX files");
  }
  return read_table(path);
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
