#include "cli/import_options.h"

#include "cli/network_options.h"

namespace grend::cli {
namespace {

void add_network(CLI::App& import, ImportNetworkOptions& o) {
  auto& network = *import.add_subcommand("network", "Describe a road network, and convert it");
  add_network_options(network, o.file);
  network.get_option("file")->required();
  network.add_option("-o,--output", o.output,
                     "Write it as OpenStreetMap data (.osm.pbf) or as a GMNS folder");
  network.add_flag("--overwrite", o.overwrite, "Replace existing files");
}

void add_matsim(CLI::App& import, ImportMatsimOptions& o) {
  auto& matsim = *import.add_subcommand(
      "matsim", "A MATSim case with on-demand transport, as a folder to run");
  matsim.add_option("folder", o.folder, "Folder of the case, with its configuration");
  matsim.add_option("--config", o.config, "Its configuration, where the folder holds several");
  matsim.add_option("--network", o.network, "Network, instead of the configuration's");
  matsim.add_option("--plans", o.plans, "Plans, instead of the configuration's");
  matsim.add_option("--vehicles", o.vehicles, "Fleet, instead of the configuration's");
  matsim.add_option("--mode", o.mode, "Mode of the legs that are bookings")->capture_default_str();
  matsim.add_option("--crs", o.crs, "Coordinate system of the network, instead of its own word")
      ->type_name("NAME");
  matsim.add_option("--utm-zone", o.utm_zone, "Lay the network on the plane of that zone")
      ->check(CLI::Range(1, 60))
      ->type_name("ZONE");
  matsim.add_option("-o,--output", o.output, "Folder for the files")->required();
  matsim.add_flag("--overwrite", o.overwrite, "Replace existing files");
}

void add_fleetpy(CLI::App& import, ImportFleetpyOptions& o) {
  auto& fleetpy =
      *import.add_subcommand("fleetpy", "A FleetPy network and demand, as a folder to run");
  fleetpy.add_option("folder", o.folder, "FleetPy's folder `data`");
  fleetpy.add_option("--network", o.network, "Folder with nodes.csv and edges.csv");
  fleetpy.add_option("--demand", o.demand, "Table of requests");
  fleetpy.add_option("--vehicles", o.vehicles, "How many vehicles")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  fleetpy.add_option("--seats", o.seats, "Seats of each")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  fleetpy.add_option("--max-wait", o.longest_wait, "Longest wait for the vehicle, seconds")
      ->check(CLI::Range(0, 14'400))
      ->capture_default_str();
  fleetpy.add_option("--detour", o.detour, "Longest ride beyond the direct one, per cent")
      ->check(CLI::Range(0, 900))
      ->capture_default_str();
  fleetpy.add_option("--boarding", o.boarding, "Time to board and to get off, seconds")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  fleetpy.add_option("--seed", o.seed, "Of where vehicles start")->capture_default_str();
  fleetpy.add_option("-o,--output", o.output, "Folder for the files")->required();
  fleetpy.add_flag("--overwrite", o.overwrite, "Replace existing files");
}

CLI::App& add_table(CLI::App& import, const char* name, const char* what, const char* file,
                    ImportTableOptions& o) {
  auto& table = *import.add_subcommand(name, what);
  table.add_option("file", o.file, file)->required();
  table.add_option("-o,--output", o.output, "CSV to write")->required();
  table.add_flag("--overwrite", o.overwrite, "Replace an existing file");
  return table;
}

void add_tables(CLI::App& import, ImportOptions& o) {
  constexpr const char* kCrs = "Coordinate system, such as EPSG:2154; else what the file says";
  add_table(import, "plans", "Trips of MATSim plans, as a table that travellers.bookings reads",
            "Plans (population_v5, v6; .xml, .xml.gz)", o.plans)
      .add_option("--crs", o.plans.crs, kCrs);
  add_table(import, "facilities", "MATSim facilities, as a table that region.facilities reads",
            "Facilities (.xml, .xml.gz)", o.facilities)
      .add_option("--crs", o.facilities.crs, kCrs);
  auto& commuting = add_table(import, "commuting",
                              "A matrix of commuters, as a table that region.commuting reads",
                              "OMX file, or a square CSV table", o.commuting);
  commuting.add_option("--matrix", o.commuting.matrix,
                       "Its name in the OMX file, if there are several");
  commuting.add_option("--lookup", o.commuting.lookup,
                       "Labels of its zones in the OMX file; zones of one label are added up");
  commuting.add_option("--to-lookup", o.commuting.to_lookup, "Of its columns, if they are others");
}

}  // namespace

void add_import(CLI::App& app, ImportOptions& options) {
  auto& import = *app.add_subcommand("import", "Read other tools' files");
  import.require_subcommand(1);
  add_network(import, options.network);
  add_matsim(import, options.matsim);
  add_fleetpy(import, options.fleetpy);
  add_tables(import, options);
}

int import_command(const CLI::App& app, const ImportOptions& options, Console& console) {
  const auto* import = app.get_subcommand("import");
  if (import->got_subcommand("matsim")) return import_matsim_command(options.matsim, console);
  if (import->got_subcommand("fleetpy")) return import_fleetpy_command(options.fleetpy, console);
  if (import->got_subcommand("plans")) return import_plans_command(options.plans, console);
  if (import->got_subcommand("facilities")) {
    return import_facilities_command(options.facilities, console);
  }
  if (import->got_subcommand("commuting")) {
    return import_commuting_command(options.commuting, console);
  }
  return import_network_command(options.network, console);
}

}  // namespace grend::cli
