// A gravity model with opportunities: from a zone, a node of its surroundings is chosen with a
// chance in proportion to its weight times exp(-time / decay), then a place of that node in
// proportion to its weight. Tables are built once, a draw is two binary searches. Immutable.
#pragma once

#include <functional>
#include <vector>

#include "models/activity/opportunities.h"
#include "models/activity/surroundings.h"

namespace grend::activity {

// The weight of all that is in a run of zones.
using ZoneWeight = std::function<double(std::uint32_t first, std::uint32_t last)>;

class Gravity {
 public:
  Gravity() = default;
  Gravity(const ZoneTree& tree, const Surroundings& surroundings, const ZoneWeight& weight,
          Duration decay, par::Executor& executor);

  // A node of the tree with weight; nothing if there is none anywhere.
  std::optional<std::uint32_t> draw_node(std::uint32_t zone, double uniform) const;

 private:
  const Surroundings* surroundings_ = nullptr;
  std::vector<float> upto_;  // of each entry of the surroundings, within its zone's list
};

// What entries of these weights pull, relative to one `seconds_nearest` away: weight times
// exp((seconds_nearest - seconds) / decay). `result` is resized; a weight of 0 gives 0.
void find_pulls(std::span<const Entry> entries, std::span<const double> weights,
                double seconds_nearest, Duration decay, std::vector<double>& result);

// Mean length (m) of trips from all zones, each with as many trips as persons; looks at no more
// than some hundred zones, evenly spread.
double mean_length(const ZoneTree& tree, const Surroundings& surroundings, const ZoneWeight& weight,
                   Duration decay);

// The decay at which trips are `wished` long on average, by bisection; the nearest within 30 s and
// 4 h if there is none (mean length rises with the decay).
Duration calibrate(const ZoneTree& tree, const Surroundings& surroundings, const ZoneWeight& weight,
                   Distance wished);

}  // namespace grend::activity
