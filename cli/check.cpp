// `grend check`: all that is wrong with a scenario, at once.
#include <fmt/core.h>

#include "cli/commands.h"
#include "cli/load_scenario.h"

namespace grend::cli {

int check_command(const ScenarioOptions& options, Console& console) {
  const auto scenario = load_scenario(options, console);
  console.info(fmt::format("'{}' is a good scenario", scenario.name));
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
