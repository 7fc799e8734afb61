// `grend run`: scenario in, result file and key indicators out.
#include <cmath>
#include <fmt/core.h>

#include "analysis/indicators/indicators.h"
#include "cli/cache.h"
#include "cli/commands.h"
#include "cli/load_scenario.h"
#include "cli/signals.h"
#include "cli/version.h"
#include "engine/io/field_writer.h"
#include "engine/store/hdf5_writer.h"
#include "models/simulation/audit.h"
#include "models/simulation/day.h"
#include "models/simulation/result_tables.h"

namespace grend::cli {
namespace {

// The few that are printed; all are in the file.
constexpr const char* kKeyIndicators[] = {
    "persons",         "trips_per_person", "mode_share_drt",     "requests",
    "requests_served", "served_share",     "wait_mean",          "ride_mean",
    "detour_factor",   "vehicle_hours",    "vehicle_kilometres", "riders_per_vehicle_hour"};

std::string with_unit(const store::Indicator& i) {
  if (std::isnan(i.value)) return "not defined (nobody was served)";
  const bool whole = i.value == std::floor(i.value) && std::abs(i.value) < 1e9;
  const std::string number =
      whole ? fmt::format("{:.0f}", i.value) : fmt::format("{:.2f}", i.value);
  if (i.unit == "1") return number;
  if (i.unit == "percent") return number + " %";
  if (i.unit == "hour") return number + " h";
  if (i.unit == "hour-1") return number + " per hour";
  return number + " " + i.unit;
}

void print_indicators(const std::vector<store::Indicator>& indicators, Console& console) {
  for (const char* id : kKeyIndicators) {
    for (const auto& i : indicators) {
      if (i.id == id) console.print(fmt::format("{:<44} {:>18}\n", i.long_name, with_unit(i)));
    }
  }
}

// Throws InternalError if an identity does not hold.
void audit(const simulation::World& world, const simulation::DayRecords& day, Console& console) {
  std::string violated;
  for (const auto& check : simulation::audit_day(world, day)) {
    console.info(fmt::format("audit {:<4} {}: {} checked, {} violated", check.id, check.statement,
                             check.checked, check.violations));
    if (check.violations > 0)
      violated += fmt::format("\n  {}: {} ({})", check.id, check.statement, check.example);
  }
  if (!violated.empty()) throw InternalError("the audit found violations:" + violated);
}

store::Manifest manifest_of(const simulation::World& world) {
  store::Manifest manifest;
  manifest.version = kVersion;
  manifest.git_sha = git_sha();
  manifest.scenario_name = world.scenario.name;
  manifest.resolved_scenario = io::write_yaml(world.scenario);
  manifest.seed = static_cast<std::uint64_t>(world.scenario.simulation.seed);
  for (const auto& input : world.inputs)
    manifest.input_checksums.emplace_back(input.file, input.hash);
  return manifest;
}

}  // namespace

int run_command(const RunOptions& options, Console& console) {
  const auto& stop = stop_on_signal();
  const auto scenario = load_scenario(options.scenario, console);
  store::OutputFile output(options.output,
                           options.overwrite);  // refused before the work, not after
  auto executor = par::make_executor(par::backend_by_name(options.executor), options.threads);
  const auto progress = [&](std::string_view step, double share) { console.progress(step, share); };

  auto cache = open_cache(options.cache);
  const auto world = simulation::build_world(scenario, *executor, progress, pointer_to(cache));
  print_notes(cache, console);
  const simulation::DayOptions day_options{
      0, static_cast<std::size_t>(scenario.simulation.partitions)};
  auto day = stop.requested() ? std::nullopt
                              : simulation::run_day(*world, day_options, *executor, stop, progress);
  console.end_progress();
  if (!day) {
    console.warning("stopped before the day was over; nothing was written");
    return static_cast<int>(ExitCode::kInterrupted);
  }
  if (options.audit) audit(*world, *day, console);
  console.progress("writing results", 0);
  store::Results results;
  results.manifest = manifest_of(*world);
  results.tables = simulation::result_tables(*world, *day);
  results.indicators = indicators::compute_indicators(results.tables);
  store::write_results(output, results, *executor);
  console.end_progress();
  for (const auto& warning : world->warnings) console.warning(warning);
  console.info(population::summary_of(world->population_fit));
  print_indicators(results.indicators, console);
  console.info("results are in " + options.output);
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
