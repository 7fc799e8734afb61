// Matrices of OMX files: which one is meant, and which lookups name its rows and columns.
#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/store/omx.h"
#include "models/exchange/foreign_cells.h"

namespace grend::exchange {
namespace {

using Side = store::OmxLookup::Side;

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
        add_flow(matrix_, from.names[r], to.names[c], cells[r * to.names.size() + c]);
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

}  // namespace

ForeignMatrix read_omx_matrix(const std::string& path, const MatrixChoice& choice) {
  return OmxImport(path, choice).read();
}

}  // namespace grend::exchange
