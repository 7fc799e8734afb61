#include "models/activity/opportunities.h"

#include <algorithm>

namespace grend::activity {

PlacesByZone::PlacesByZone(const std::vector<Opportunity>& places, std::size_t zones)
    : first_(zones + 1, 0) {
  for (const auto& p : places) ++first_[p.zone + 1];
  for (std::size_t z = 0; z < zones; ++z) first_[z + 1] += first_[z];
  places_.resize(places.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (const auto& p : places) places_[next[p.zone]++] = p;
  add_up();
}

void PlacesByZone::add_up() {
  upto_.assign(1, 0);
  for (const auto& place : places_) upto_.push_back(upto_.back() + place.weight);
}

std::uint32_t PlacesByZone::pick(std::uint32_t first_zone, std::uint32_t last_zone,
                                 double uniform) const {
  const std::uint32_t first = first_[first_zone];
  const std::uint32_t last = first_[last_zone];
  const double target = upto_[first] + uniform * (upto_[last] - upto_[first]);
  const auto begin = upto_.begin() + first + 1;
  const auto found = std::upper_bound(begin, upto_.begin() + last, target);
  return first + static_cast<std::uint32_t>(found - begin);
}

void PlacesByZone::scale(const std::vector<double>& by_zone) {
  for (std::size_t z = 0; z + 1 < first_.size(); ++z) {
    for (std::uint32_t i = first_[z]; i < first_[z + 1]; ++i) places_[i].weight *= by_zone[z];
  }
  add_up();
}

}  // namespace grend::activity
