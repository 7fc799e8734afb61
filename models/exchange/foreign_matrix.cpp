#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <unordered_map>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/csv.h"
#include "engine/io/csv_writer.h"
#include "engine/store/omx.h"
#include "models/exchange/travel_tables.h"

namespace grend::exchange {
namespace {

using Side = store::OmxLookup::Side;

void add(ForeignMatrix& matrix, const std::string& from, const std::string& to, double value) {
  if (value > 0) {
    matrix.cells.push_back({from, to, value});
    matrix.total += value;
  }
}

// 0 for what is no number of persons.
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

// ---- OMX

// Labels of one side, each once, and which of them each row or column has.
struct Labels {
  std::vector<std::string> names;
  std::vector<std::size_t> of;
};

class OmxImport {
 public:
  OmxImport(const std::string& path, const MatrixChoice& choice)
      : path_(path), choice_(choice), omx_(path) {}

  ForeignMatrix read() {
    const std::string name = matrix_name();
    const Labels from = labels(Side::kRows);
    const Labels to = labels(Side::kColumns);
    auto cells = omx_.cells(name);
    for (double& cell : cells) cell = usable(cell, matrix_.dropped);
    if (from.names.size() < omx_.rows() || to.names.size() < omx_.columns()) {
      cells = add_up(cells, from, to);
      matrix_.notes.push_back(fmt::format(
          "{} x {} cells are added up to {} x {}, because several rows or columns have one label",
          omx_.rows(), omx_.columns(), from.names.size(), to.names.size()));
    }
    for (std::size_t r = 0; r < from.names.size(); ++r) {
      for (std::size_t c = 0; c < to.names.size(); ++c) {
        add(matrix_, from.names[r], to.names[c], cells[r * to.names.size() + c]);
      }
    }
    return std::move(matrix_);
  }

 private:
  [[noreturn]] void refuse(const std::string& what, const std::string& fix) const {
    throw Error(ExitCode::kUsage, path_ + ": " + what, fix);
  }

  std::string matrix_name() const {
    const auto& there = omx_.matrices();
    if (there.empty()) {
      throw Error(ExitCode::kBadData, path_ + ": holds no matrix", "choose a file with one");
    }
    const auto all = fmt::format("{}", fmt::join(there, ", "));
    if (choice_.matrix.empty()) {
      if (there.size() == 1) return there.front();
      refuse(fmt::format("holds {} matrices: {}", there.size(), all),
             "choose one with --matrix NAME");
    }
    if (std::find(there.begin(), there.end(), choice_.matrix) != there.end()) return choice_.matrix;
    const auto near = did_you_mean(choice_.matrix, there);
    refuse(fmt::format("has no matrix '{}', but {}", choice_.matrix, all),
           near ? "did you mean '" + *near + "'?" : "choose one of them with --matrix NAME");
  }

  bool fits(const store::OmxLookup& lookup, Side side) const {
    const std::size_t size = side == Side::kRows ? omx_.rows() : omx_.columns();
    return (lookup.side == side || lookup.side == Side::kBoth) && lookup.size() == size;
  }

  std::string lookups_there() const {
    if (omx_.lookups().empty()) return "no lookup";
    std::string text;
    for (const auto& lookup : omx_.lookups()) {
      const char* of = lookup.side == Side::kRows      ? "rows"
                       : lookup.side == Side::kColumns ? "columns"
                                                       : "rows and columns";
      text +=
          fmt::format("{}{} (of {} {})", text.empty() ? "" : ", ", lookup.name, lookup.size(), of);
    }
    return text;
  }

  const store::OmxLookup& lookup_named(const std::string& name) const {
    std::vector<std::string> names;
    for (const auto& lookup : omx_.lookups()) {
      if (lookup.name == name) return lookup;
      names.push_back(lookup.name);
    }
    const auto near = did_you_mean(name, names);
    refuse(fmt::format("has no lookup '{}', but {}", name, lookups_there()),
           near            ? "did you mean '" + *near + "'?"
           : names.empty() ? "leave it out: then zones are numbers from 1"
                           : "choose one of them");
  }

  // Nothing: the file has none for that side.
  const store::OmxLookup* lookup_of(Side side) const {
    const bool rows = side == Side::kRows;
    const char* option = rows ? "--lookup" : "--to-lookup";
    const std::string& wanted =
        rows || choice_.to_lookup.empty() ? choice_.lookup : choice_.to_lookup;
    if (!wanted.empty()) {
      const auto& lookup = lookup_named(wanted);
      if (fits(lookup, side)) return &lookup;
      const bool meant = rows || !choice_.to_lookup.empty();
      if (meant) {
        refuse(fmt::format("lookup '{}' does not label its {}; it has {}", wanted,
                           rows ? "rows" : "columns", lookups_there()),
               fmt::format("choose another with {} NAME", option));
      }
    }
    std::vector<const store::OmxLookup*> fitting;
    for (const auto& lookup : omx_.lookups()) {
      if (fits(lookup, side)) fitting.push_back(&lookup);
    }
    if (fitting.size() > 1) {
      refuse(fmt::format("{} lookups label its {}; it has {}", fitting.size(),
                         rows ? "rows" : "columns", lookups_there()),
             fmt::format("choose one with {} NAME", option));
    }
    return fitting.empty() ? nullptr : fitting.front();
  }

  Labels labels(Side side) {
    const std::size_t size = side == Side::kRows ? omx_.rows() : omx_.columns();
    const store::OmxLookup* lookup = lookup_of(side);
    if (lookup == nullptr) {
      matrix_.notes.push_back(fmt::format("no lookup labels the {}: they are numbers from 1 to {}",
                                          side == Side::kRows ? "rows" : "columns", size));
    }
    Labels labels;
    std::unordered_map<std::string, std::size_t> index;  // lookup only: names are in file order
    for (std::size_t i = 0; i < size; ++i) {
      const std::string name = lookup == nullptr ? std::to_string(i + 1) : text(*lookup, i);
      const auto [at, is_new] = index.emplace(name, labels.names.size());
      if (is_new) labels.names.push_back(name);
      labels.of.push_back(at->second);
    }
    return labels;
  }

  static std::string text(const store::OmxLookup& lookup, std::size_t i) {
    const auto* texts = std::get_if<std::vector<std::string>>(&lookup.labels);
    return texts != nullptr ? (*texts)[i]
                            : std::to_string(std::get<std::vector<std::int64_t>>(lookup.labels)[i]);
  }

  std::vector<double> add_up(const std::vector<double>& cells, const Labels& from,
                             const Labels& to) const {
    std::vector<double> sums(from.names.size() * to.names.size(), 0);
    for (std::size_t r = 0; r < omx_.rows(); ++r) {
      for (std::size_t c = 0; c < omx_.columns(); ++c) {
        sums[from.of[r] * to.names.size() + to.of[c]] += cells[r * omx_.columns() + c];
      }
    }
    return sums;
  }

  const std::string& path_;
  const MatrixChoice& choice_;
  store::OmxReader omx_;
  ForeignMatrix matrix_;
};

// ---- tables

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
      if (csv.row_is_good()) add(matrix, from, names[c], usable(value, matrix.dropped));
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

ForeignMatrix read_foreign_matrix(const std::string& path, const MatrixChoice& choice) {
  if (path.ends_with(".omx") || is_hdf5(path)) return OmxImport(path, choice).read();
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
