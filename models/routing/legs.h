// Travel times and lengths between all places of a problem, dense: one row of the matrix by origin
// and the same by destination, because a search for one request asks for many legs out of its two
// stops and many into them, and each of those four rows stays in the nearest cache. 8 bytes a pair
// of places, 12 with lengths. Above a size where that is too much a `query` answers instead,
// slowly. This is the only door to travel times: constant today; times that depend on the departure
// would be answered here. They must satisfy the triangle inequality. Immutable; reads are
// thread-safe if the query is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace grend::routing {

using PlaceIndex = std::uint32_t;

class Legs {
 public:
  struct Leg {
    std::uint32_t time = 0;
    std::uint32_t length = 0;
  };
  using Query = std::function<Leg(PlaceIndex from, PlaceIndex to)>;

  // Row-major by origin; `length` may be empty if no cost depends on it.
  Legs(std::size_t places, std::vector<std::uint32_t> time, std::vector<std::uint32_t> length = {});
  Legs(std::size_t places, Query query) : places_(places), query_(std::move(query)) {}

  std::size_t places() const { return places_; }
  std::uint32_t time(PlaceIndex from, PlaceIndex to) const {
    return by_origin_.empty() ? query_(from, to).time : by_origin_[from * places_ + to];
  }
  // The same, for loops over many origins.
  std::uint32_t time_into(PlaceIndex to, PlaceIndex from) const {
    return by_origin_.empty() ? query_(from, to).time : by_destination_[to * places_ + from];
  }
  std::uint32_t length(PlaceIndex from, PlaceIndex to) const {
    if (by_origin_.empty()) return query_(from, to).length;
    return length_.empty() ? 0 : length_[from * places_ + to];
  }

 private:
  std::size_t places_;
  std::vector<std::uint32_t> by_origin_;
  std::vector<std::uint32_t> by_destination_;
  std::vector<std::uint32_t> length_;
  Query query_;
};

}  // namespace grend::routing
