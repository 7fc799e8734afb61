// The parameters of a command that has no scenario: a YAML file and --set, read as strictly as a
// scenario.
#pragma once

#include <string>
#include <vector>

#include "cli/load_scenario.h"
#include "engine/io/field_reader.h"
#include "engine/io/scenario_file.h"

namespace grend::cli {

// `file` may be empty. Throws Reported after all problems have been printed.
template <class Spec>
Spec read_parameters(const std::string& file, const std::vector<std::string>& sets,
                     Console& console) {
  io::ScenarioSource source{file, std::nullopt, sets};
  if (file.empty()) {
    source.path = "(parameters)";
    source.text = "{}";
  }
  Diagnostics diagnostics;
  Spec spec;
  if (const auto tree = io::load_scenario(source, diagnostics)) {
    io::FieldReader(*tree, "", diagnostics).read(spec);
  }
  console.diagnostics(diagnostics);
  if (!diagnostics.has_errors()) return spec;
  throw Reported{diagnostics.only_missing_inputs() ? ExitCode::kMissingInput
                                                   : ExitCode::kBadScenario};
}

}  // namespace grend::cli
