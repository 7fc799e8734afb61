#include "models/routing/legs.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::routing {

Legs::Legs(std::size_t places, std::vector<std::uint32_t> time, std::vector<std::uint32_t> length)
    : places_(places), by_origin_(std::move(time)), length_(std::move(length)) {
  GREND_CHECK(by_origin_.size() == places * places);
  GREND_CHECK(length_.empty() || length_.size() == places * places);
  by_destination_.resize(by_origin_.size());
  constexpr std::size_t kTile = 32;  // so that neither side leaves the cache
  for (std::size_t top = 0; top < places; top += kTile) {
    for (std::size_t left = 0; left < places; left += kTile) {
      const std::size_t bottom = std::min(top + kTile, places);
      const std::size_t right = std::min(left + kTile, places);
      for (std::size_t from = top; from < bottom; ++from) {
        for (std::size_t to = left; to < right; ++to) {
          by_destination_[to * places + from] = by_origin_[from * places + to];
        }
      }
    }
  }
}

}  // namespace grend::routing
