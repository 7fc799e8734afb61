// `grend import network`: reads a network of any known format, describes it, and writes it in
// another one.
#include <filesystem>
#include <fmt/core.h>

#include "cli/network_text.h"
#include "engine/network/export_network.h"

namespace grend::cli {
namespace {

bool is_osm_name(const std::string& path) {
  for (const char* ending : {".pbf", ".osm", ".osm.gz", ".osm.bz2"}) {
    if (path.ends_with(ending)) return true;
  }
  return false;
}

void write_osm(const network::ReadNetwork& read, const ImportNetworkOptions& options) {
  if (!options.overwrite && std::filesystem::exists(options.output)) {
    throw Error(ExitCode::kCannotCreate, options.output + ": exists already",
                "choose another output, or allow replacing it with --overwrite");
  }
  io::write_osm(options.output, network::to_osm(read.graph, read.crs, {}));
}

}  // namespace

int import_network_command(const ImportNetworkOptions& options, Console& console) {
  const network::ReadNetwork read = read_network(options.file, console);
  print_network(read, console);
  if (options.output.empty()) return static_cast<int>(ExitCode::kOk);
  console.progress("writing the network", 0);
  if (is_osm_name(options.output)) {
    write_osm(read, options);
  } else {
    network::write_gmns(options.output, read.graph, read.crs, options.overwrite);
  }
  console.end_progress();
  console.info(fmt::format("wrote {} edges to {}", read.graph.edges(), options.output));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
