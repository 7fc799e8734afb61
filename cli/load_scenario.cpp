#include "cli/load_scenario.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "analysis/ensemble/ensemble.h"
#include "cli/default_scenario.h"
#include "models/scenario/load.h"

namespace grend::cli {
namespace {

// A file named in the scenario, rather than the scenario file itself, is not there.
bool names_missing_data(const Diagnostic& item) {
  const bool is_scenario_file = item.mark.line == 0 && item.mark.file.substr(0, 2) != "--";
  return item.missing_input && !is_scenario_file;
}

std::string where_data(const std::string& folder) {
  std::error_code error;
  std::string text;
  if (folder.empty()) {
    text = "Give the folder of input files with --data DIR or the environment variable GREND_DATA.";
  } else if (!std::filesystem::is_directory(folder, error)) {
    text = "There is no folder '" + folder + "', given with --data or GREND_DATA.";
  } else {
    text = "`grend doctor --data " + folder + "` tells what is found there.";
  }
  return text + " docs/data.md says where each file can be had.";
}

io::ScenarioSource source_of(const ScenarioOptions& options) {
  io::ScenarioSource source;
  source.path = options.path;
  source.sets = options.sets;
  if (options.path.empty()) {
    source.path = "(built-in default scenario)";
    source.text = default_scenario();
  }
  return source;
}

}  // namespace

scenario::Scenario load_scenario(const ScenarioOptions& options, Console& console) {
  Diagnostics diagnostics;
  auto scenario = scenario::load(source_of(options), options.data, diagnostics);
  console.diagnostics(diagnostics);
  if (scenario) {
    ensemble::check_until(scenario->simulation);
    return *scenario;
  }
  const auto& items = diagnostics.items();
  const bool lacks_data = std::any_of(items.begin(), items.end(), names_missing_data);
  if (lacks_data) console.info(where_data(options.data));
  throw Reported{diagnostics.only_missing_inputs() ? ExitCode::kMissingInput
                                                   : ExitCode::kBadScenario};
}

io::YamlNode load_tree(const ScenarioOptions& options, Console& console) {
  Diagnostics diagnostics;
  auto tree = io::load_scenario(source_of(options), diagnostics);
  console.diagnostics(diagnostics);
  if (!tree || diagnostics.has_errors()) {
    throw Reported{diagnostics.only_missing_inputs() ? ExitCode::kMissingInput
                                                     : ExitCode::kBadScenario};
  }
  return *tree;
}

}  // namespace grend::cli
