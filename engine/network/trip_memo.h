// Remembers trips by router and pair of places, for people who make the same way day after day:
// replications share a world, and with it their homes, workplaces and roads. What is remembered is
// what a search would find, so no answer depends on it. Direct-mapped, fixed size, newest wins.
// Shared by all threads without a lock: who meets an entry that another thread is writing searches
// for itself, or does not store. About 20 ns where a search takes a microsecond; 32 bytes an entry.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "engine/network/trip.h"

namespace grend::network {

class TripMemo {
 public:
  // Holds 2^bits trips.
  explicit TripMemo(unsigned bits = 17);

  struct Key {
    std::uint32_t router = 0;  // as the caller numbers them
    Place from;
    Place to;
  };
  // Nothing if it is not known; not reachable() if it is known that there is no way.
  std::optional<Reach> find(const Key& key) const;
  void store(const Key& key, Reach reach);

 private:
  // `head` is the router in the upper half, and in the lower half the number of writes begun and
  // ended: odd while one is under way. A reader who sees the same even head before and after has
  // read what one writer wrote, because each of the loads between acquires what it reads.
  struct alignas(32) Entry {
    std::atomic<std::uint64_t> head{0};
    std::atomic<std::uint64_t> from{0};
    std::atomic<std::uint64_t> to{0};
    std::atomic<std::uint64_t> reach{0};
  };
  Entry& entry(const Key& key) const;

  unsigned shift_;
  std::unique_ptr<Entry[]> entries_;
};

}  // namespace grend::network
