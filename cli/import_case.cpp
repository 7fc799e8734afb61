// `grend import matsim` and `grend import fleetpy`: another tool's case as a folder that `grend
// run` takes.
#include <fmt/core.h>

#include "cli/commands.h"
#include "models/exchange/import_fleetpy.h"
#include "models/exchange/import_matsim.h"

namespace grend::cli {
namespace {

Duration in_seconds(double seconds) { return Duration(rounded(seconds * 1000)); }

int write(exchange::ForeignCase foreign, const std::string& output, bool overwrite,
          Console& console) {
  console.progress("writing the case", 0);
  const auto written = exchange::write_case(output, std::move(foreign), overwrite);
  console.end_progress();
  for (const auto& note : written.notes) console.warning(note);
  console.info(
      fmt::format("wrote {} bookings, {} vehicles and {} edges to {}; try: grend run "
                  "{}/scenario.yaml",
                  written.bookings, written.vehicles, written.edges, output, output));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace

int import_matsim_command(const ImportMatsimOptions& options, Console& console) {
  console.progress("reading the case", 0);
  exchange::MatsimOptions wanted;
  wanted.paths = {options.folder, options.config, options.network, options.plans, options.vehicles};
  wanted.mode = options.mode;
  wanted.crs = options.crs;
  wanted.utm_zone = options.utm_zone;
  return write(exchange::import_matsim_case(wanted), options.output, options.overwrite, console);
}

int import_fleetpy_command(const ImportFleetpyOptions& options, Console& console) {
  console.progress("reading the case", 0);
  exchange::FleetpyOptions wanted;
  wanted.folder = options.folder;
  wanted.network = options.network;
  wanted.demand = options.demand;
  wanted.vehicles = options.vehicles;
  wanted.seats = options.seats;
  wanted.longest_wait = in_seconds(options.longest_wait);
  wanted.detour = options.detour / 100;
  wanted.boarding = in_seconds(options.boarding);
  wanted.seed = options.seed;
  return write(exchange::import_fleetpy_case(wanted), options.output, options.overwrite, console);
}

}  // namespace grend::cli
