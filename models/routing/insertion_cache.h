// Remembers the best insertion of a request into a route, or that all places cost at least so much,
// by the content of the route. A changed route has another key, so its entries are never found by
// mistake, and they are found again when the route returns to what it was, as it does after each
// refused move. Direct-mapped, fixed size, newest wins; no allocation after construction. A key
// clash is possible in principle, so InsertionFinder::apply checks what it is given.
#pragma once

#include <cstddef>
#include <vector>

#include "models/routing/insertion.h"

namespace grend::routing {

class InsertionCache {
 public:
  // Holds 2^bits insertions of 24 bytes.
  explicit InsertionCache(unsigned bits) : shift_(64 - bits), entries_(std::size_t{1} << bits) {}

  // The best place; else a bound is known only: nothing is cheaper than its cost.
  static bool is_place(const Insertion& known) { return known.pickup_at > 0; }

  const Insertion* find(std::uint64_t route_key, Pair request) const {
    const std::uint64_t key = key_of(route_key, request);
    const Entry& entry = entries_[key >> shift_];
    return entry.key == key ? &entry.insertion : nullptr;
  }
  void store(std::uint64_t route_key, Pair request, const Insertion& insertion) {
    const std::uint64_t key = key_of(route_key, request);
    entries_[key >> shift_] = {key, insertion};
  }

 private:
  struct Entry {
    std::uint64_t key = 0;
    Insertion insertion;
  };
  static std::uint64_t key_of(std::uint64_t route_key, Pair request) {
    return (route_key ^ (request + 1) * 0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9;
  }

  unsigned shift_;
  std::vector<Entry> entries_;
};

}  // namespace grend::routing
