#include "analysis/ensemble/merge.h"

#include <algorithm>
#include <fmt/core.h>

#include "engine/base/error.h"
#include "engine/store/append.h"

namespace grend::ensemble {
namespace {

enum class TableKind { kShared, kRaw, kPerReplication };

bool has_column(const store::Table& table, const char* name) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const store::Column& c) { return c.info.name == name; });
}

TableKind kind_of(const store::Table& table) {
  if (!has_column(table, "replication")) return TableKind::kShared;
  return has_column(table, "day") ? TableKind::kRaw : TableKind::kPerReplication;
}

// Where the resolved scenario says how many replications were asked for: what parts may differ in.
struct ReplicationsLine {
  std::size_t begin = 0;
  std::size_t end = 0;
};
ReplicationsLine find_replications(const std::string& scenario) {
  constexpr std::string_view kKey = "\n  replications: ";
  const auto at = scenario.find(kKey);
  if (at == std::string::npos) return {};
  const auto begin = at + kKey.size();
  return {begin, std::min(scenario.find('\n', begin), scenario.size())};
}

std::string with_replications(const std::string& scenario, std::size_t replications) {
  const auto [begin, end] = find_replications(scenario);
  if (end == 0) return scenario;
  return scenario.substr(0, begin) + std::to_string(replications) + scenario.substr(end);
}

std::string digest_of(const std::vector<store::Table>& tables, TableKind kind) {
  store::Results some;
  for (const auto& table : tables) {
    if (kind_of(table) == kind) some.tables.push_back(table);
  }
  return store::content_digest(some);
}

void check_alike(const NamedResults& a, const NamedResults& b) {
  const auto& ours = a.results.manifest;
  const auto& theirs = b.results.manifest;
  std::string differs;
  const auto compare = [&](bool same, const char* what) {
    if (!same) differs += (differs.empty() ? "" : ", ") + std::string(what);
  };
  compare(with_replications(ours.resolved_scenario, 0) ==
              with_replications(theirs.resolved_scenario, 0),
          "scenario");
  compare(ours.seed == theirs.seed, "seed");
  compare(ours.input_checksums == theirs.input_checksums, "input files");
  compare(ours.version == theirs.version && ours.git_sha == theirs.git_sha, "program");
  compare(ours.indicator_version == theirs.indicator_version, "indicator version");
  compare(ours.raw == theirs.raw, "raw tables kept");
  if (differs.empty() && digest_of(a.results.tables, TableKind::kShared) !=
                             digest_of(b.results.tables, TableKind::kShared)) {
    differs = "people or places";
  }
  if (differs.empty()) return;
  throw Error(
      ExitCode::kBadData,
      fmt::format("{} and {} are not of the same run: they differ in {}", a.file, b.file, differs),
      "merge only runs of one scenario over different replications");
}

void append(store::Results& all, const store::Results& more) {
  std::vector<store::Table> raw, counted;
  for (const auto& table : more.tables) {
    const auto kind = kind_of(table);
    if (kind == TableKind::kRaw && all.manifest.raw == "all") raw.push_back(table);
    if (kind == TableKind::kPerReplication) counted.push_back(table);
  }
  store::append_tables(all.tables, raw);
  store::append_tables(all.tables, counted);
  all.replications.insert(all.replications.end(), more.replications.begin(),
                          more.replications.end());
  for (std::size_t i = 0; i < all.indicators.size(); ++i) {
    auto& values = all.indicators[i].values;
    const auto& added = more.indicators.at(i).values;
    values.insert(values.end(), added.begin(), added.end());
  }
}

}  // namespace

store::Results merge(std::vector<NamedResults> parts) {
  for (const auto& part : parts) {
    if (part.results.replications.empty()) {
      throw Error(ExitCode::kBadData, part.file + " has no replication", "leave it out");
    }
  }
  std::sort(parts.begin(), parts.end(), [](const NamedResults& a, const NamedResults& b) {
    return a.results.replications < b.results.replications;
  });
  for (std::size_t i = 1; i < parts.size(); ++i) {
    check_alike(parts[0], parts[i]);
    const auto last = parts[i - 1].results.replications.back();
    const auto first = parts[i].results.replications.front();
    if (first <= last) {
      throw Error(ExitCode::kBadData,
                  fmt::format("{} and {} overlap: one has replication {}, the other begins with {}",
                              parts[i - 1].file, parts[i].file, last, first),
                  "give each run its own range with --first-replication and --replications");
    }
  }
  store::Results all = std::move(parts.front().results);
  for (std::size_t i = 1; i < parts.size(); ++i) append(all, parts[i].results);
  auto& scenario = all.manifest.resolved_scenario;
  scenario = with_replications(scenario, all.replications.size());
  return all;
}

std::vector<std::int32_t> missing_replications(const std::vector<std::int32_t>& replications) {
  std::vector<std::int32_t> missing;
  for (std::size_t i = 1; i < replications.size(); ++i) {
    for (auto k = replications[i - 1] + 1; k < replications[i]; ++k) missing.push_back(k);
  }
  return missing;
}

}  // namespace grend::ensemble
