#include "models/drt/service_points.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::drt {

ServicePoints::ServicePoints(const network::Router& router, std::vector<network::Place> places,
                             par::Executor& executor)
    : router_(&router), places_(std::move(places)) {
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  if (places_.size() <= kMatrixPoints) {
    auto matrix = router.matrix(places_, places_, executor);
    legs_ = std::make_shared<routing::Legs>(places_.size(), std::move(matrix.time),
                                            std::move(matrix.distance));
    return;
  }
  auto scratch = std::make_shared<network::RouterScratch>();
  const auto query = [this_places = places_, &router, scratch](PointIndex from, PointIndex to) {
    const auto trip = router.trip(this_places[from], this_places[to], *scratch);
    if (!trip) return routing::Legs::Leg{network::kClosed, network::kClosed};
    return routing::Legs::Leg{static_cast<std::uint32_t>(trip->time.ticks()),
                              static_cast<std::uint32_t>(trip->distance.ticks())};
  };
  legs_ = std::make_shared<routing::Legs>(places_.size(), query);
}

PointIndex ServicePoints::index_of(network::Place place) const {
  const auto found = std::lower_bound(places_.begin(), places_.end(), place);
  GREND_CHECK(found != places_.end() && *found == place);
  return static_cast<PointIndex>(found - places_.begin());
}

}  // namespace grend::drt
