// Chooses sets that share no element so that the sum of their values is greatest: an integer
// program, solved to the optimum by GLPK. One thread, no limit of time: the same answer every time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace grend::routing {

struct ValuedSet {
  std::vector<std::uint32_t> elements;  // ascending
  double value = 0;
};

// The indices of the chosen sets, ascending; elements are below `elements`.
std::vector<std::size_t> best_packing(std::size_t elements, const std::vector<ValuedSet>& sets);

}  // namespace grend::routing
