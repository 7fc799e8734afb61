// Loads what a command's ScenarioOptions name; problems are printed, all at once.
#pragma once

#include "cli/commands.h"
#include "engine/io/yaml.h"
#include "models/scenario/scenario.h"

namespace grend::cli {

// The problems are on the console already; only the exit code is left.
struct Reported {
  ExitCode code;
};

// Both throw Reported after the diagnostics have been printed.
scenario::Scenario load_scenario(const ScenarioOptions& options, Console& console);
// The merged text alone, not yet read as a scenario.
io::YamlNode load_tree(const ScenarioOptions& options, Console& console);

}  // namespace grend::cli
