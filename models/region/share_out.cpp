#include "models/region/share_out.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"

namespace grend::region {

std::vector<std::int64_t> share_out(std::int64_t total, std::span<const double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::int64_t> parts(weights.size(), 0);
  if (total == 0) return parts;
  GREND_CHECK(sum > 0);
  std::vector<double> remainder(weights.size());
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = static_cast<double>(total) * (weights[i] / sum);
    parts[i] = std::min(static_cast<std::int64_t>(exact), total - given);
    remainder[i] = exact - static_cast<double>(parts[i]);
    given += parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
  for (std::size_t i = 0; given < total; i = (i + 1) % order.size()) {
    if (weights[order[i]] <= 0) continue;
    ++parts[order[i]];
    ++given;
  }
  return parts;
}

}  // namespace grend::region
