#include "engine/network/witness.h"

#include <algorithm>

namespace grend::network {
namespace {

// More than this is rarely worth the search (measured on the synthetic networks: 30 makes queries
// a quarter slower, 500 makes building a quarter slower for no gain).
constexpr std::size_t kMaxSettled = 100;

}  // namespace

void WitnessSearch::clear() {
  for (const std::uint32_t node : touched_) marks_[node] = {};
  touched_.clear();
  thresholds_.clear();
  heap_.clear();
  undecided_ = 0;
  limit_ = 0;
}

void WitnessSearch::add_target(std::uint32_t node, Cost threshold, Cost least_in) {
  touched_.push_back(node);
  marks_[node].target = static_cast<std::uint32_t>(thresholds_.size());
  thresholds_.push_back(threshold);
  ++undecided_;
  if (threshold > least_in) limit_ = std::max(limit_, threshold - least_in);
}

void WitnessSearch::run(const Links& links, std::uint32_t start, std::uint32_t avoid) {
  touched_.push_back(start);
  marks_[start].cost = 0;
  heap_.push(0, start);
  for (std::size_t settled = 0; !heap_.empty() && undecided_ > 0; ++settled) {
    if (settled == kMaxSettled) return;
    const auto [cost, node] = heap_.top();
    heap_.pop();
    if (cost > marks_[node].cost) continue;
    const bool two_way = marks_[node].two_way;
    for (const Link& link : links[node]) {
      if (link.node != avoid) reach(link, cost + link.out, two_way && link.two_way());
    }
  }
}

inline void WitnessSearch::reach(const Link& link, Cost cost, bool two_way) {
  Mark& mark = marks_[link.node];
  if (cost >= mark.cost) return;
  const bool worth_settling = cost < limit_;
  if (mark.target == kNoTarget) {
    if (!worth_settling) return;
    if (mark.cost == kNoWay) touched_.push_back(link.node);
  } else {
    const Cost threshold = thresholds_[mark.target];
    if (cost < threshold && mark.cost >= threshold) --undecided_;
  }
  mark.cost = cost;
  mark.two_way = two_way;
  if (worth_settling) heap_.push(cost, link.node);
}

}  // namespace grend::network
