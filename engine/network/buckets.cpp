#include "engine/network/buckets.h"

#include <array>

namespace grend::network {

void Buckets::fill(std::size_t nodes, std::span<const Climb> climbs) {
  for (const Rank node : filled_) bucket_of_[node] = 0;
  filled_.clear();
  if (bucket_of_.size() < nodes) bucket_of_.resize(nodes, 0);
  // first_[b + 1] counts what is in bucket b, then becomes where the next one begins.
  first_.assign(2, 0);
  for (const Climb& climb : climbs) {
    for (const Rank node : climb.nodes) {
      std::uint32_t& bucket = bucket_of_[node];
      if (bucket == 0) {
        filled_.push_back(node);
        bucket = static_cast<std::uint32_t>(filled_.size());
        first_.push_back(0);
      }
      ++first_[bucket + 1];
    }
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  left_.resize(first_.back());
  next_.assign(first_.begin(), first_.end() - 1);
  for (std::uint32_t place = 0; place < climbs.size(); ++place) {
    const Climb& climb = climbs[place];
    for (std::size_t i = 0; i < climb.nodes.size(); ++i) {
      left_[next_[bucket_of_[climb.nodes[i]]]++] = {climb.costs[i], place};
    }
  }
}

void PlacesByEdge::fill(std::span<const Place> places) {
  order_.clear();
  for (const Place& place : places) {
    order_.emplace_back(place.edge, static_cast<std::uint32_t>(order_.size()));
  }
  std::sort(order_.begin(), order_.end());
}

void join(ClimbView climb, const Buckets& buckets, std::span<Cost> row) {
  std::fill(row.begin(), row.end(), kNoWay);
  // Most nodes have no bucket, and which have one no processor can foresee: they are picked without
  // a branch first.
  std::array<std::size_t, 64> filled;
  for (std::size_t begin = 0; begin < climb.size(); begin += filled.size()) {
    const std::size_t end = std::min(begin + filled.size(), climb.size());
    std::size_t count = 0;
    for (std::size_t i = begin; i < end; ++i) {
      filled[count] = i;
      count += buckets.filled(climb.nodes[i]) ? 1 : 0;
    }
    for (std::size_t f = 0; f < count; ++f) {
      const Cost cost = climb.costs[filled[f]];
      for (const Buckets::Left& left : buckets.at(climb.nodes[filled[f]])) {
        row[left.place] = std::min(row[left.place], cost + left.cost);
      }
    }
  }
}

}  // namespace grend::network
