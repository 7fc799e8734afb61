// A 4-ary min-heap of (cost, node), built for short queues: no branch depends on a comparison of
// children, which a processor could only guess. Entries are never moved up by key; a search skips
// those that a cheaper one has overtaken.
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

  MinHeap() : entries_(kArity, kNone) {}
  bool empty() const { return size_ == 0; }
  const Entry& top() const { return entries_.front(); }
  void clear() {
    entries_.assign(kArity, kNone);
    size_ = 0;
  }

  void push(Cost cost, std::uint32_t node) {
    entries_.push_back(kNone);
    move_up(size_++, {cost, node});
  }

  void pop() {
    --size_;
    const Entry last = entries_[size_];
    entries_[size_] = kNone;
    entries_.pop_back();
    // The hole sinks along the cheapest children, then the last entry rises from where it ends.
    std::size_t hole = 0;
    for (std::size_t child = 1; child < size_; child = kArity * hole + 1) {
      const Entry* const c = &entries_[child];
      const std::size_t a = c[1].cost < c[0].cost ? 1 : 0;
      const std::size_t b = c[3].cost < c[2].cost ? 3 : 2;
      const std::size_t least = child + (c[b].cost < c[a].cost ? b : a);
      entries_[hole] = entries_[least];
      hole = least;
    }
    if (size_ > 0) move_up(hole, last);
  }

 private:
  static constexpr std::size_t kArity = 4;
  static constexpr Entry kNone = {~Cost{0}, 0};

  void move_up(std::size_t at, Entry entry) {
    while (at > 0) {
      const std::size_t above = (at - 1) / kArity;
      if (entries_[above].cost <= entry.cost) break;
      entries_[at] = entries_[above];
      at = above;
    }
    entries_[at] = entry;
  }

  std::vector<Entry> entries_;  // followed by kArity empty ones, so that all children exist
  std::size_t size_ = 0;
};

}  // namespace grend::network
