// Result files as runs to compare or report.
#pragma once

#include <string>
#include <vector>

#include "analysis/compare/compare.h"
#include "cli/steps.h"

namespace grend::cli {

// Tells its progress; throws what read_results() throws.
std::vector<compare::Run> read_runs(const std::vector<std::string>& files, Steps& steps);

}  // namespace grend::cli
