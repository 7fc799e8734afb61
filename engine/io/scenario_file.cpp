#include "engine/io/scenario_file.h"

#include "engine/io/yaml_compose.h"

namespace grend::io {

std::optional<YamlNode> load_scenario(const ScenarioSource& source, Diagnostics& diagnostics) {
  auto tree = source.text ? compose_text(*source.text, source.path, diagnostics)
                          : compose_file(source.path, diagnostics);
  if (!tree) return std::nullopt;
  for (const auto& set : source.sets) apply_set(*tree, set, diagnostics);
  return tree;
}

}  // namespace grend::io
