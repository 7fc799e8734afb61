// `grend replay`: runs the day again and explains one request.
#include "models/simulation/replay.h"

#include "cli/commands.h"
#include "cli/load_scenario.h"
#include "cli/signals.h"
#include "engine/base/error.h"
#include "models/simulation/day.h"

namespace grend::cli {

int replay_command(const ReplayOptions& options, Console& console) {
  const auto& stop = stop_on_signal();
  auto scenario = load_scenario(options.scenario, console);
  scenario.calendar.date = scenario::days_after(scenario.calendar.date, options.day);
  auto executor = par::make_executor(par::backend_by_name("tbb"), 0);
  const auto progress = [&](std::string_view step, double share) { console.progress(step, share); };
  const auto world = simulation::build_world(scenario, *executor, progress);
  const simulation::DayOptions day_options{
      .replication = options.replication,
      .day = options.day,
      .partitions = static_cast<std::size_t>(scenario.simulation.partitions),
      .explain = options.request};
  const auto day = simulation::run_day(*world, day_options, *executor, stop, progress);
  console.end_progress();
  if (!day) return static_cast<int>(ExitCode::kInterrupted);
  const auto text = simulation::explain_request(*world, *day, options.request);
  if (text.empty()) {
    throw Error(ExitCode::kUsage,
                "no on-demand service was asked for trip " + std::to_string(options.request),
                "name a trip of the column `trip` in the table `requests` of a result");
  }
  console.print(text);
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
