// From a scenario's file, or text, and the command line's --set values to one tree for FieldReader:
//   if (const auto tree = load_scenario({.path = "a.yaml"}, diagnostics))
//     FieldReader(*tree, data_directory, diagnostics).read(scenario);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/io/yaml.h"

namespace grend::io {

struct ScenarioSource {
  std::string path;                                // of the file; shown in marks if `text` is given
  std::optional<std::string> text = std::nullopt;  // instead of the file
  std::vector<std::string> sets = {};              // "path=value", applied in order
};

// Nothing if there is no tree to read (reported).
std::optional<YamlNode> load_scenario(const ScenarioSource& source, Diagnostics& diagnostics);

}  // namespace grend::io
