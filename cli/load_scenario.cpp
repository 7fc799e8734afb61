#include "cli/load_scenario.h"

#include "cli/default_scenario.h"
#include "models/scenario/load.h"

namespace grend::cli {
namespace {

constexpr const char* kWhereData =
    "Give the folder of input files with --data DIR or GREND_DATA. `grend doctor` tells what is "
    "found there; "
    "docs/data.md says where each file can be had.";

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
  if (scenario) return *scenario;
  // Where files are all that is missing, say where to get them instead of blaming the scenario.
  const bool only_files = diagnostics.only_missing_inputs();
  if (only_files) console.info(kWhereData);
  throw Reported{only_files ? ExitCode::kMissingInput : ExitCode::kBadScenario};
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
