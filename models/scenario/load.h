// From a scenario file to a validated Scenario, all problems at once.
#pragma once

#include <optional>
#include <string>

#include "engine/io/scenario_file.h"
#include "models/scenario/scenario.h"

namespace grend::scenario {

// Nothing if there are errors in `diagnostics`.
std::optional<Scenario> load(const io::ScenarioSource& source, const std::string& data_directory,
                             Diagnostics& diagnostics);

}  // namespace grend::scenario
