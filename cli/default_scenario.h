// scenarios/default.yaml, put into the program when it is built.
#pragma once

#include <string>

namespace grend::cli {

std::string default_scenario();

}  // namespace grend::cli
