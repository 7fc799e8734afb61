// The indicators that municipalities compare: one definition each, computed from the result tables
// alone, so that anybody can recompute them from the file. An indicator that is not defined in a
// run (the mean wait when nobody was served) is NaN, never 0.
#pragma once

#include <vector>

#include "engine/store/table.h"

namespace grend::indicators {

std::vector<store::Indicator> compute_indicators(const std::vector<store::Table>& tables);

}  // namespace grend::indicators
