// Discrete choice among alternatives by random utility (McFadden 1974). A draw is a Gumbel maximum:
// each alternative has a random term of its own, so that with common random numbers an alternative
// that gets better never loses anyone it had. Utilities are compared in whole micro-utils, so that
// the last bits of a machine's arithmetic never decide.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/random.h"

namespace grend::choice {

struct Alternative {
  bool available = false;
  double utility = 0;
};

// Choice probabilities; 0 where unavailable; all 0 if nothing is available. Any |utility| <= 1e6.
std::vector<double> logit_probabilities(std::span<const Alternative> alternatives);
// ln of the sum of exp(utility) over what is available; minus infinity if nothing is.
double logsum(std::span<const Alternative> alternatives);
// The alternative chosen, nothing if none is available. Draws one number per alternative, available
// or not, so that availability does not shift the others' numbers. Ties go to the lower index.
std::optional<std::size_t> choose(std::span<const Alternative> alternatives, RandomStream& random);

}  // namespace grend::choice
