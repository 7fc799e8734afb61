// A priority queue of events ordered by (time, kind, agent, sequence): a total order that does not
// depend on how agents are spread over partitions, since events of one agent are sequenced by that
// agent's own actions. A binary heap; push and pop are O(log n), no allocation when warm.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <tuple>
#include <vector>

#include "engine/base/measure.h"

namespace grend::sim {

using AgentKey = std::uint32_t;  // unique over the whole simulation, not just a partition

struct Event {
  Time time;
  std::uint16_t kind = 0;
  AgentKey agent = 0;
  std::uint64_t sequence = 0;  // set by the queue
  std::uint64_t payload = 0;

  auto order() const { return std::tuple(time, kind, agent, sequence); }
  friend bool operator>(const Event& a, const Event& b) { return a.order() > b.order(); }
};

class EventQueue {
 public:
  void push(Event event) {
    event.sequence = next_sequence_++;
    heap_.push_back(event);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
  }
  Event pop() {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    const Event event = heap_.back();
    heap_.pop_back();
    return event;
  }
  bool empty() const { return heap_.empty(); }
  // Time::max() if empty.
  Time next_time() const { return heap_.empty() ? Time::max() : heap_.front().time; }

 private:
  std::vector<Event> heap_;
  std::uint64_t next_sequence_ = 0;
};

}  // namespace grend::sim
