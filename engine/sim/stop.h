// A request to stop, set from anywhere, also from a signal handler (a lock-free store), and looked
// at where it is safe to stop: between epochs.
#pragma once

#include <atomic>

namespace grend::sim {

class StopFlag {
 public:
  void request() { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_ = false;
  static_assert(std::atomic<bool>::is_always_lock_free);
};

}  // namespace grend::sim
