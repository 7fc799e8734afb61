// `grend doctor`: what this installation is, and which input files it finds; or what a network file
// holds.
#include <filesystem>
#include <fmt/core.h>
#include <thread>
#include <unistd.h>

#include "cli/cache.h"
#include "cli/commands.h"
#include "cli/network_text.h"
#include "cli/version.h"
#include "engine/geo/projection.h"
#include "engine/store/hdf5_writer.h"

namespace grend::cli {
namespace {

struct KnownFile {
  const char* path;
  const char* what;
};

// What the scenarios that come with Grend use.
constexpr KnownFile kKnownFiles[] = {
    {"hamar/hamar-nvdb-2018.osm.pbf", "roads of Hamar (scenarios/hamar.yaml)"},
    {"hamar/hamar-pop-250m-2017.csv", "inhabitants of Hamar (scenarios/hamar.yaml)"},
    {"norway/commuting_2017_codes2020.csv", "commuting in Norway (scenarios/hamar.yaml)"},
    {"norway/ba2020_municipalities.csv", "municipalities of Norway (scenarios/hamar.yaml)"},
};

std::string describe_cache(const CacheOptions& options) {
  const auto cache = open_cache(options);
  if (!cache) return "none: networks are read and hierarchies built anew each time";
  const store::CacheSize size = cache->size();
  return fmt::format("{}: {} entries, {:.1f} MB of at most {:.1f} GB", cache->folder(),
                     size.entries, static_cast<double>(size.bytes) / 1e6, options.limit);
}

double memory_gigabytes() {
  return static_cast<double>(sysconf(_SC_PHYS_PAGES)) *
         static_cast<double>(sysconf(_SC_PAGE_SIZE)) / 1e9;
}

}  // namespace

int doctor_command(const DoctorOptions& options, Console& console) {
  if (!options.network.path.empty()) {
    print_network(read_network(options.network, console), console);
    return static_cast<int>(ExitCode::kOk);
  }
  const auto row = [&](std::string_view name, std::string_view value) {
    console.print(fmt::format("{:<12} {}\n", name, value));
  };
  row("grend", fmt::format("{} ({})", kVersion, git_sha()));
  row("compiler", __VERSION__);
  row("HDF5", store::hdf5_version());
  row("PROJ", geo::proj_version());
  row("cores", std::to_string(std::thread::hardware_concurrency()));
  row("memory", fmt::format("{:.1f} GB", memory_gigabytes()));
  row("executors", "serial, jthread, tbb");
  row("cache", describe_cache(options.network.cache));
  if (options.data.empty()) {
    row("data", "no folder given: use --data DIR or GREND_DATA (the default scenario needs none)");
    return static_cast<int>(ExitCode::kOk);
  }
  row("data", options.data);
  for (const auto& file : kKnownFiles) {
    const bool found = std::filesystem::exists(std::filesystem::path(options.data) / file.path);
    row(found ? "  found" : "  missing", fmt::format("{}: {}", file.path, file.what));
  }
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
