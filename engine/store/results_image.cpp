#include "engine/store/results_image.h"

#include "engine/base/text.h"
#include "engine/store/column_reader.h"
#include "engine/store/column_writer.h"
#include "engine/store/hdf5_attribute.h"
#include "engine/store/hdf5_image.h"
#include "engine/store/seal.h"

namespace grend::store {
namespace {

constexpr char kFormat[] = "grend-results";
constexpr std::int32_t kFormatVersion = 2;
constexpr std::string_view kHdf5Signature = "\x89HDF\r\n\x1a\n";
constexpr std::string_view kBetween = "  ";  // checksum and file, as xxh128sum prints them

// ---- writing

void write_indicators(hid_t file, const Results& results, par::Executor& executor) {
  const auto& indicators = results.indicators;
  Table table{.name = "indicators", .long_name = "indicators of the whole run", .columns = {}};
  for (const Indicator& indicator : indicators) {
    table.columns.push_back(
        {{.name = indicator.id, .unit = indicator.unit, .long_name = indicator.long_name},
         indicator.values});
  }
  const RowDimension replication{
      {.name = "replication", .unit = "1", .long_name = "number of the replication"},
      results.replications};
  const Handle group = write_columns(file, table, replication, executor);
  for (const Indicator& indicator : indicators) {
    const Handle dataset = open_dataset(group, indicator.id);
    write_text(dataset, "definition", indicator.definition);
    write_text(dataset, "direction", indicator.direction);
  }
}

void write_manifest(hid_t file, const Results& results) {
  const Manifest& manifest = results.manifest;
  const Handle group = create_group(file, "manifest", "what this run came from");
  write_text(group, "version", manifest.version);
  write_text(group, "git_sha", manifest.git_sha);
  write_text(group, "scenario_name", manifest.scenario_name);
  write_text(group, "content_digest", content_digest(results));
  write_scalar(group, "seed", H5T_STD_U64LE, &manifest.seed);
  write_scalar(group, "indicator_version", H5T_STD_I32LE, &manifest.indicator_version);
  write_text(group, "people", manifest.people);
  write_text(group, "raw", manifest.raw);
  write_long_text(group, "resolved_scenario", manifest.resolved_scenario,
                  "the scenario with all defaults, as YAML");
  std::string checksums;
  for (const auto& [file_name, checksum] : manifest.input_checksums) {
    checksums.append(checksum).append(kBetween).append(file_name).append("\n");
  }
  write_long_text(group, "input_checksums", checksums,
                  "XXH3-128 and name of every input file, a line each, as xxh128sum prints them");
}

// ---- reading

void require_our_format(hid_t file) {
  if (!has_attribute(file, "format") || read_text(file, "format") != kFormat) {
    throw Hdf5Error("no result file of Grend");
  }
  std::int32_t version = 0;
  read_scalar(file, "format_version", H5T_NATIVE_INT32, &version);
  if (version < kFormatVersion) {
    throw Hdf5Error("its format_version is " + std::to_string(version) +
                    ", from before the first release; run its scenario again");
  }
  if (version > kFormatVersion) {
    throw Hdf5Error("its format_version is " + std::to_string(version) +
                    ", this Grend reads up to " + std::to_string(kFormatVersion) +
                    "; a newer one is needed");
  }
}

Indicator read_indicator(hid_t group, const Column& column) {
  const auto* values = std::get_if<std::vector<double>>(&column.data);
  if (values == nullptr) throw Hdf5Error("indicator " + column.info.name + " is not float64");
  const Handle dataset = open_dataset(group, column.info.name);
  return {.id = column.info.name,
          .unit = column.info.unit,
          .long_name = column.info.long_name,
          .definition = read_text(dataset, "definition"),
          .direction = read_text(dataset, "direction"),
          .values = *values};
}

std::vector<Indicator> read_indicators(hid_t file) {
  const Handle group = open_group(file, "indicators");
  std::vector<Indicator> indicators;
  for (const Column& column : read_columns(file, "indicators", "replication").columns) {
    indicators.push_back(read_indicator(group, column));
  }
  return indicators;
}

Manifest read_manifest(hid_t group) {
  Manifest manifest;
  manifest.version = read_text(group, "version");
  manifest.git_sha = read_text(group, "git_sha");
  manifest.scenario_name = read_text(group, "scenario_name");
  manifest.resolved_scenario = read_long_text(group, "resolved_scenario");
  read_scalar(group, "seed", H5T_NATIVE_UINT64, &manifest.seed);
  read_scalar(group, "indicator_version", H5T_NATIVE_INT32, &manifest.indicator_version);
  manifest.people = read_text(group, "people");
  manifest.raw = read_text(group, "raw");
  const std::string checksums = read_long_text(group, "input_checksums");
  for (const std::string_view line : split(checksums, '\n')) {
    const auto between = line.find(kBetween);
    if (between == std::string_view::npos) continue;  // after the last line
    manifest.input_checksums.emplace_back(line.substr(between + kBetween.size()),
                                          line.substr(0, between));
  }
  return manifest;
}

}  // namespace

std::string encode_results(const Results& results, par::Executor& executor) {
  validate(results);
  const QuietHdf5 quiet;
  const Handle file = create_image();
  write_text(file, "Conventions", "CF-1.10");
  write_text(file, "title", "Grend: " + results.manifest.scenario_name);
  write_text(file, "format", kFormat);
  write_scalar(file, "format_version", H5T_STD_I32LE, &kFormatVersion);
  write_manifest(file, results);
  write_indicators(file, results, executor);
  for (const Table& table : results.tables) {
    const RowDimension row{{.name = table.row_name(),
                            .unit = "1",
                            .long_name = "row number, counted from 0: the id in other tables"},
                           counted_from_0(table.rows())};
    write_columns(file, table, row, executor);
  }
  std::string bytes = bytes_of(file);
  bytes += seal_of(bytes);
  return bytes;
}

void check_image(std::string_view bytes) {
  const QuietHdf5 quiet;
  const Handle file = open_image(unseal(bytes));
  require_our_format(file);
  for (const std::string& name : members(file)) {
    const Handle group = open_group(file, name);
    for (const std::string& column : members(group)) open_dataset(group, column);
  }
}

Results decode_results(std::string_view bytes) {
  if (!bytes.starts_with(kHdf5Signature)) throw Hdf5Error("not an HDF5 file");
  const std::string_view image = unseal(bytes);
  if (image.empty()) {
    throw Hdf5Error(
        "its seal, the checksum in the last line, is missing or does not match: "
        "cut short, damaged, changed since, or not written by Grend");
  }
  const QuietHdf5 quiet;
  const Handle file = open_image(image);
  require_our_format(file);
  const Handle manifest = open_group(file, "manifest");
  Results results;
  results.manifest = read_manifest(manifest);
  results.replications = read_row_numbers(file, "indicators", "replication");
  results.indicators = read_indicators(file);
  for (const std::string& name : members(file)) {
    if (name == "manifest" || name == "indicators") continue;
    results.tables.push_back(read_columns(file, name, Table{name, "", {}}.row_name()));
  }
  if (content_digest(results) != read_text(manifest, "content_digest")) {
    throw Hdf5Error("its content does not match its content_digest");
  }
  return results;
}

}  // namespace grend::store
