#include "cli/skim_files.h"

#include "cli/version.h"
#include "engine/base/text.h"
#include "engine/io/csv_writer.h"
#include "engine/network/read_network.h"
#include "engine/network/skim.h"
#include "engine/store/hash.h"
#include "engine/store/omx.h"

namespace grend::cli {
namespace {

// Whole numbers if all ids are, as most tools expect; else text.
store::OmxLookup::Labels labels_of(const Points& points) {
  std::vector<std::int64_t> numbers;
  std::vector<std::string> texts;
  for (const auto& point : points) {
    const auto number = parse_int(point.id);
    if (number && std::to_string(*number) == point.id) numbers.push_back(*number);
    texts.push_back(point.id);
  }
  if (numbers.size() == points.size()) return numbers;
  return texts;
}

// A line "checksum  name" for each file of the network.
std::string checksums_of(const std::string& network) {
  std::string lines;
  for (const auto& file : network::network_files(network)) {
    const auto name = file.substr(file.rfind('/') + 1);
    lines += (lines.empty() ? "" : "\n") + store::hash_file(file) + "  " + name;
  }
  return lines;
}

}  // namespace

void write_omx(const Skims& skims, store::OutputFile& output, par::Executor& executor,
               const std::function<void(double share)>& progress) {
  using Side = store::OmxLookup::Side;
  const network::TravelMatrix& matrix = skims.matrix;
  store::OmxContent content{
      .rows = matrix.rows, .columns = matrix.columns, .matrices = {}, .lookups = {}};
  content.matrices.push_back(
      {"time", "s", "travel time", [&](std::size_t row, std::span<double> cells) {
         network::fill_seconds(matrix, row, cells);
       }});
  content.matrices.push_back(
      {"distance", "m", "distance on the road", [&](std::size_t row, std::span<double> cells) {
         network::fill_metres(matrix, row, cells);
       }});
  const bool square = skims.to == nullptr;
  content.lookups.push_back({"id", labels_of(skims.from), square ? Side::kBoth : Side::kRows});
  if (!square) content.lookups.push_back({"to_id", labels_of(*skims.to), Side::kColumns});
  content.attributes = {{"OMX_CREATED_WITH", std::string("grend ") + kVersion},
                        {"profile", skims.profile},
                        {"network", checksums_of(skims.network)}};
  store::write_omx(output, content, executor, progress);
}

void write_csv(const Skims& skims, store::OutputFile& output) {
  const network::TravelMatrix& matrix = skims.matrix;
  const Points& columns = skims.columns();
  io::CsvWriter table({"from", "to", "time", "distance"});
  for (std::size_t row = 0; row < matrix.rows; ++row) {
    for (std::size_t column = 0; column < matrix.columns; ++column) {
      table.field(skims.from[row].id).field(columns[column].id);
      if (matrix.reachable(row, column)) {
        const network::Trip trip = matrix.at(row, column);
        table.field(to_seconds(trip.time)).field(to_metres(trip.distance));
      } else {
        table.field("").field("");
      }
      table.end_row();
    }
  }
  output.write(table.text());
  output.commit();
}

}  // namespace grend::cli
