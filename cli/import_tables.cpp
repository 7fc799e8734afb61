// `grend import plans`, `facilities` and `commuting`: another tool's travel as a table that
// scenarios read.
#include <fmt/core.h>

#include "cli/commands.h"
#include "engine/store/output_file.h"
#include "models/exchange/travel_tables.h"

namespace grend::cli {
namespace {

template <class Read>
int convert(const ImportTableOptions& options, Console& console, Read&& read) {
  store::OutputFile output(options.output, options.overwrite);
  console.progress("reading " + options.file, 0);
  const auto [text, dropped, summary, notes] = read();
  console.end_progress();
  output.write(text);
  output.commit();
  for (const auto& note : notes) console.warning(options.file + ": " + note);
  for (const auto& [reason, count] : dropped) {
    console.warning(fmt::format("left out {} {}", count, reason));
  }
  console.info(summary + " to " + options.output);
  return static_cast<int>(ExitCode::kOk);
}

struct Converted {
  std::string text;
  exchange::Dropped dropped;
  std::string summary;
  std::vector<std::string> notes = {};
};

}  // namespace

int import_plans_command(const ImportTableOptions& options, Console& console) {
  return convert(options, console, [&] {
    const auto trips = exchange::read_plan_trips(options.file, options.crs);
    return Converted{
        exchange::trips_csv(trips), trips.dropped,
        fmt::format("wrote {} trips of {} persons", trips.trips.size(), trips.persons)};
  });
}

int import_facilities_command(const ImportTableOptions& options, Console& console) {
  return convert(options, console, [&] {
    const auto found = exchange::read_foreign_facilities(options.file, options.crs);
    return Converted{exchange::facilities_csv(found), found.dropped,
                     fmt::format("wrote {} facilities", found.facilities.size())};
  });
}

int import_commuting_command(const ImportTableOptions& options, Console& console) {
  return convert(options, console, [&] {
    const auto matrix = exchange::read_foreign_matrix(
        options.file, {options.matrix, options.lookup, options.to_lookup});
    return Converted{
        exchange::commuting_csv(matrix), matrix.dropped,
        fmt::format("wrote {} flows of {:.0f} persons", matrix.cells.size(), matrix.total),
        matrix.notes};
  });
}

}  // namespace grend::cli
