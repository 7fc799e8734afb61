#include "models/choice/logit.h"

#include <algorithm>
#include <limits>

#include "engine/base/portable_math.h"

namespace grend::choice {
namespace {

constexpr double kMicroUtils = 1e6;

double best_utility(std::span<const Alternative> alternatives) {
  double best = -std::numeric_limits<double>::infinity();
  for (const auto& a : alternatives) {
    if (a.available) best = std::max(best, a.utility);
  }
  return best;
}

double sum_of_weights(std::span<const Alternative> alternatives, double best) {
  double sum = 0;
  for (const auto& a : alternatives) {
    if (a.available) sum += portable_exp(a.utility - best);
  }
  return sum;
}

}  // namespace

std::vector<double> logit_probabilities(std::span<const Alternative> alternatives) {
  const double best = best_utility(alternatives);  // subtracted, so that exp cannot overflow
  const double sum = sum_of_weights(alternatives, best);
  std::vector<double> probabilities;
  for (const auto& a : alternatives) {
    probabilities.push_back(a.available ? portable_exp(a.utility - best) / sum : 0);
  }
  return probabilities;
}

double logsum(std::span<const Alternative> alternatives) {
  const double best = best_utility(alternatives);
  const double sum = sum_of_weights(alternatives, best);
  return sum > 0 ? best + portable_log(sum) : -std::numeric_limits<double>::infinity();
}

std::optional<std::size_t> choose(std::span<const Alternative> alternatives, RandomStream& random) {
  std::optional<std::size_t> chosen;
  std::int64_t best = 0;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const double noise = random.gumbel();
    if (!alternatives[i].available) continue;
    const auto value = static_cast<std::int64_t>((alternatives[i].utility + noise) * kMicroUtils);
    if (!chosen || value > best) {
      chosen = i;
      best = value;
    }
  }
  return chosen;
}

}  // namespace grend::choice
