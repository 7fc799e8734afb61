#include "models/activity/gravity.h"

#include <algorithm>
#include <limits>

#include "engine/base/portable_exp.h"

namespace grend::activity {
namespace {

// The quickest entry with a weight, so that the pulls of a remote farm do not all vanish.
double nearest_with_weight(const ZoneTree& tree, std::span<const Entry> entries,
                           const ZoneWeight& weight, std::vector<double>& weights) {
  double nearest = std::numeric_limits<double>::infinity();
  weights.clear();
  for (const Entry& e : entries) {
    const ZoneNode& node = tree.nodes()[e.node];
    weights.push_back(weight(node.first, node.last));
    if (weights.back() > 0) nearest = std::min(nearest, static_cast<double>(e.seconds));
  }
  return nearest;
}

}  // namespace

void find_pulls(std::span<const Entry> entries, std::span<const double> weights,
                double seconds_nearest, Duration decay, std::vector<double>& result) {
  // Those with a weight first, as a row, then to their entries from the back: exp is the work here.
  result.resize(entries.size());
  std::size_t row = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (weights[i] <= 0) continue;
    result[row++] = (seconds_nearest - static_cast<double>(entries[i].seconds)) / to_seconds(decay);
  }
  portable_exp(std::span(result.data(), row));
  for (std::size_t i = entries.size(); i-- > 0;) {
    result[i] = weights[i] > 0 ? weights[i] * result[--row] : 0;
  }
}

Gravity::Gravity(const ZoneTree& tree, const Surroundings& surroundings, const ZoneWeight& weight,
                 Duration decay, par::Executor& executor)
    : surroundings_(&surroundings), upto_(surroundings.size()) {
  constexpr std::size_t kZonesPerChunk = 64;
  par::for_ranges(executor, tree.zones(), kZonesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t) {
                    std::vector<double> weights, pulls;
                    for (auto z = static_cast<std::uint32_t>(begin); z < end; ++z) {
                      const auto entries = surroundings.of(z);
                      const double nearest = nearest_with_weight(tree, entries, weight, weights);
                      float* row = upto_.data() + surroundings.first_entry(z);
                      find_pulls(entries, weights, nearest, decay, pulls);
                      double sum = 0;
                      for (std::size_t i = 0; i < entries.size(); ++i) {
                        sum += pulls[i];
                        row[i] = static_cast<float>(sum);
                      }
                    }
                  });
}

std::optional<std::uint32_t> Gravity::draw_node(std::uint32_t zone, double uniform) const {
  const auto entries = surroundings_->of(zone);
  const float* first = upto_.data() + surroundings_->first_entry(zone);
  const float* last = first + entries.size();
  if (entries.empty() || !(*(last - 1) > 0)) return std::nullopt;
  const auto target = static_cast<float>(uniform * static_cast<double>(*(last - 1)));
  const float* found = std::upper_bound(first, last, target);
  // Rounding up to the sum itself: the last entry that adds anything.
  if (found == last) found = std::lower_bound(first, last, *(last - 1));
  return entries[static_cast<std::size_t>(found - first)].node;
}

double mean_length(const ZoneTree& tree, const Surroundings& surroundings, const ZoneWeight& weight,
                   Duration decay) {
  constexpr std::size_t kMostZones = 400;
  const std::size_t step = std::max<std::size_t>(tree.zones() / kMostZones, 1);
  std::vector<double> weights, pulls;
  double metres = 0, trips = 0;
  for (std::size_t z = 0; z < tree.zones(); z += step) {
    const auto zone = static_cast<std::uint32_t>(z);
    const auto entries = surroundings.of(zone);
    const double nearest = nearest_with_weight(tree, entries, weight, weights);
    find_pulls(entries, weights, nearest, decay, pulls);
    double all = 0, sum = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      all += pulls[i];
      sum += pulls[i] * static_cast<double>(entries[i].metres);
    }
    if (all <= 0) continue;
    const auto persons = static_cast<double>(tree.zone(zone).persons);
    metres += persons * sum / all;
    trips += persons;
  }
  return trips > 0 ? metres / trips : 0;
}

Duration calibrate(const ZoneTree& tree, const Surroundings& surroundings, const ZoneWeight& weight,
                   Distance wished) {
  Duration low = seconds(30);
  Duration high = hours(4);
  while (high - low > seconds(1)) {
    const Duration middle = low + (high - low) / 2;
    (mean_length(tree, surroundings, weight, middle) < to_metres(wished) ? low : high) = middle;
  }
  return low;
}

}  // namespace grend::activity
