#include "models/drt/service_points.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::drt {

ServicePoints::ServicePoints(const network::Router& router, std::vector<network::Place> places,
                             par::Executor& executor)
    : router_(&router), places_(std::move(places)) {
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  if (places_.size() <= kMatrixPoints) matrix_ = router.matrix(places_, places_, executor);
}

PointIndex ServicePoints::index_of(network::Place place) const {
  const auto found = std::lower_bound(places_.begin(), places_.end(), place);
  GREND_CHECK(found != places_.end() && *found == place);
  return static_cast<PointIndex>(found - places_.begin());
}

network::Trip ServicePoints::query(PointIndex from, PointIndex to) const {
  const auto trip = router_->trip(places_[from], places_[to], scratch_);
  return trip ? *trip : network::Trip{kNever, Distance()};
}

Distance ServicePoints::distance(PointIndex from, PointIndex to) const {
  return matrix_.rows > 0 ? matrix_.at(from, to).distance : query(from, to).distance;
}

}  // namespace grend::drt
