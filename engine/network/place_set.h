// A growing set of places, numbered from 0 in the order in which they came. What is known about the
// places (times between them by a router, under a condition) is kept elsewhere, by number, so that
// one set serves any number of tables. A look-up is O(1). Not thread-safe while it grows.
#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/network/graph.h"

namespace grend::network {

class PlaceSet {
 public:
  // The number of the place, which is a new one unless the place is known.
  std::uint32_t add(Place place) {
    const auto [at, is_new] =
        numbers_.try_emplace(place, static_cast<std::uint32_t>(places_.size()));
    if (is_new) places_.push_back(place);
    return at->second;
  }
  std::optional<std::uint32_t> find(Place place) const {
    const auto at = numbers_.find(place);
    return at == numbers_.end() ? std::nullopt : std::optional(at->second);
  }
  Place operator[](std::uint32_t number) const { return places_[number]; }
  std::span<const Place> places() const { return places_; }
  std::size_t size() const { return places_.size(); }

 private:
  struct Hash {
    std::size_t operator()(Place place) const {
      const std::uint64_t key = std::uint64_t{place.edge.value()} << 32 | place.offset;
      return static_cast<std::size_t>((key ^ key >> 32) * 0x9e3779b97f4a7c15u >> 16);
    }
  };

  std::vector<Place> places_;
  std::unordered_map<Place, std::uint32_t, Hash> numbers_;  // lookup only: places_ has the order
};

}  // namespace grend::network
