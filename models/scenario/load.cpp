#include "models/scenario/load.h"

#include "engine/io/field_reader.h"

namespace grend::scenario {

std::optional<Scenario> load(const io::ScenarioSource& source, const std::string& data_directory,
                             Diagnostics& diagnostics) {
  const auto tree = io::load_scenario(source, diagnostics);
  if (!tree) return std::nullopt;
  Scenario scenario;
  io::FieldReader(*tree, data_directory, diagnostics).read(scenario);
  if (diagnostics.has_errors()) return std::nullopt;
  return scenario;
}

}  // namespace grend::scenario
