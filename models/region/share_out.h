// Splits a whole number in proportion to weights.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace grend::region {

// Weights are finite, >= 0, and some > 0 unless `total` (>= 0) is 0. The parts add up to the total
// exactly: largest remainders get one more, the first of equal ones first.
std::vector<std::int64_t> share_out(std::int64_t total, std::span<const double> weights);

}  // namespace grend::region
