// `grend run`: scenario in, result file and key indicators out.
#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "analysis/ensemble/ensemble.h"
#include "analysis/statistics/statistics.h"
#include "cli/cache.h"
#include "cli/commands.h"
#include "cli/load_scenario.h"
#include "cli/signals.h"
#include "cli/version.h"
#include "engine/io/field_writer.h"
#include "engine/store/hdf5_writer.h"
#include "models/simulation/worlds.h"

namespace grend::cli {
namespace {

// The few that are printed; all are in the file.
constexpr const char* kKeyIndicators[] = {
    "persons",         "trips_per_person", "mode_share_drt",     "requests",
    "requests_served", "served_share",     "wait_mean",          "ride_mean",
    "detour_factor",   "vehicle_hours",    "vehicle_kilometres", "riders_per_vehicle_hour",
    "cost_per_trip",   "subsidy_per_trip", "subsidy_per_year"};

std::string number(double value) {
  const bool whole = value == std::floor(value) && std::abs(value) < 1e9;
  return whole ? fmt::format("{:.0f}", value) : fmt::format("{:.2f}", value);
}

std::string with_unit(std::string text, const std::string& unit) {
  if (unit == "1") return text;
  if (unit == "percent") return text + " %";
  if (unit == "hour") return text + " h";
  if (unit == "hour-1") return text + " per hour";
  return text + " " + unit;
}

// The mean over the replications, and how well it is known.
std::string value_text(const store::Indicator& i) {
  const auto interval = statistics::t_interval(i.values);
  if (std::isnan(interval.mean)) return "not defined (nobody was served)";
  std::string text = number(interval.mean);
  if (!std::isnan(interval.low)) text += fmt::format(" ± {}", number(interval.half_width()));
  return with_unit(text, i.unit);
}

constexpr const char* kOfPersons[] = {"persons", "trips_per_person", "mode_share_drt"};

void print_indicators(const store::Results& results, bool persons, Console& console) {
  for (const std::string_view id : kKeyIndicators) {
    const bool of_persons =
        std::find(std::begin(kOfPersons), std::end(kOfPersons), id) != std::end(kOfPersons);
    if (of_persons && !persons) continue;
    for (const auto& i : results.indicators) {
      if (i.id == id) console.print(fmt::format("{:<44} {:>22}\n", i.long_name, value_text(i)));
    }
  }
  const auto runs = results.replications.size();
  if (runs > 1) {
    console.print(fmt::format("Means of {} replications with their 95 % intervals.\n", runs));
  }
}

// Throws InternalError if an identity does not hold.
void report_audit(const std::vector<simulation::AuditCheck>& checks, Console& console) {
  std::string violated;
  for (const auto& check : checks) {
    console.info(fmt::format("audit {:<4} {}: {} checked, {} violated", check.id, check.statement,
                             check.checked, check.violations));
    if (check.violations > 0)
      violated += fmt::format("\n  {}: {} ({})", check.id, check.statement, check.example);
  }
  if (!violated.empty()) throw InternalError("the audit found violations:" + violated);
}

void report_precision(const std::vector<ensemble::Precision>& all, Console& console) {
  for (const auto& p : all) {
    const auto text = fmt::format("{} is known to ±{:.1f} % (wanted {:.1f} %)", p.indicator,
                                  100 * p.reached, 100 * p.wanted);
    p.enough() ? console.info(text)
               : console.warning(text + "; simulation.most_replications was reached");
  }
}

void complete_manifest(const simulation::World& world, store::Manifest& manifest) {
  manifest.version = kVersion;
  manifest.git_sha = git_sha();
  manifest.scenario_name = world.scenario.name;
  manifest.resolved_scenario = io::write_yaml(world.scenario);
  manifest.seed = static_cast<std::uint64_t>(world.scenario.simulation.seed);
  for (const auto& input : world.inputs)
    manifest.input_checksums.emplace_back(input.file, input.hash);
}

ensemble::Raw raw_of(const std::string& name) {
  const auto& names = ensemble::kRawNames;
  return static_cast<ensemble::Raw>(std::find(names.begin(), names.end(), name) - names.begin());
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
  const auto worlds = simulation::build_worlds(scenario, *executor, progress, pointer_to(cache));
  print_notes(cache, console);
  const ensemble::Options how{.first_replication = options.first_replication,
                              .raw = raw_of(options.raw),
                              .audit = options.audit};
  auto outcome =
      stop.requested() ? std::nullopt : ensemble::run(worlds, how, *executor, stop, progress);
  console.end_progress();
  if (!outcome) {
    console.warning("stopped before the work was done; nothing was written");
    return static_cast<int>(ExitCode::kInterrupted);
  }
  report_audit(outcome->audit, console);
  console.progress("writing results", 0);
  auto& results = outcome->results;
  complete_manifest(*worlds.front(), results.manifest);
  store::write_results(output, results, *executor);
  console.end_progress();
  for (const auto& warning : worlds.front()->warnings) console.warning(warning);
  for (const auto& warning : outcome->warnings) console.warning(warning);
  if (!scenario.travellers.bookings) {
    console.info(population::summary_of(worlds.front()->population_fit));
  }
  report_precision(outcome->precision, console);
  print_indicators(results, !scenario.travellers.bookings, console);
  console.info("results are in " + options.output);
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
