#include "models/simulation/inputs.h"

#include "engine/base/error.h"
#include "engine/store/hash.h"
#include "models/region/generate.h"

namespace grend::simulation {

double CommutingInput::employed() const {
  double sum = inside;
  for (const auto& flow : outside) sum += flow.employed;
  return sum;
}

Inputs read_inputs(const scenario::Scenario& scenario) {
  Inputs inputs;
  const auto& spec = scenario.region;
  if (spec.generate) {
    inputs.region = region::generate_region(*spec.generate, static_cast<std::uint64_t>(scenario.simulation.seed));
    return inputs;
  }
  throw Error(ExitCode::kInternal, "files");
}

}  // namespace grend::simulation
