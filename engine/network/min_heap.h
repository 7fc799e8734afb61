// A 4-ary min-heap of (cost, node): flatter than std::push_heap's and thus gentler on the cache.
// Entries are never moved up by key; a search skips those that a cheaper one has overtaken.
#pragma once

#include <vector>

#include "engine/network/cost.h"

namespace grend::network {

class MinHeap {
 public:
  struct Entry {
    Cost cost;
    std::uint32_t node;
  };

  bool empty() const { return entries_.empty(); }
  const Entry& top() const { return entries_.front(); }
  void clear() { entries_.clear(); }

  void push(Cost cost, std::uint32_t node) {
    std::size_t at = entries_.size();
    entries_.push_back({cost, node});
    while (at > 0) {
      const std::size_t above = (at - 1) / kArity;
      if (entries_[above].cost <= cost) break;
      entries_[at] = entries_[above];
      at = above;
    }
    entries_[at] = {cost, node};
  }

  void pop() {
    const Entry last = entries_.back();
    entries_.pop_back();
    const std::size_t size = entries_.size();
    if (size == 0) return;
    std::size_t at = 0;
    while (true) {
      const std::size_t first = at * kArity + 1;
      if (first >= size) break;
      std::size_t least = first;
      const std::size_t end = first + kArity < size ? first + kArity : size;
      for (std::size_t child = first + 1; child < end; ++child) {
        if (entries_[child].cost < entries_[least].cost) least = child;
      }
      if (entries_[least].cost >= last.cost) break;
      entries_[at] = entries_[least];
      at = least;
    }
    entries_[at] = last;
  }

 private:
  static constexpr std::size_t kArity = 4;
  std::vector<Entry> entries_;
};

}  // namespace grend::network
