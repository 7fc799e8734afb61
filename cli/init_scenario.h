// cli/templates/init_scenario.yaml, put into the program when it is built.
#pragma once

#include <string>

namespace grend::cli {

std::string init_scenario();

}  // namespace grend::cli
