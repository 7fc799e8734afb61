#include "models/drt/service_points.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::drt {

ServicePoints::ServicePoints(const network::Router& router, std::vector<network::Place> places,
                             par::Executor& executor)
    : router_(router), matrix_(router) {
  std::sort(places.begin(), places.end());
  for (const network::Place place : places) places_.add(place);
  network::MatrixScratch scratch;
  if (places_.size() <= kMatrixPoints) matrix_.extend(places_, scratch, executor);
}

PointIndex ServicePoints::index_of(network::Place place) const {
  const auto found = places_.find(place);
  GREND_CHECK(found.has_value());
  return *found;
}

network::Trip ServicePoints::query(PointIndex from, PointIndex to) const {
  const auto trip = router_.trip(places_[from], places_[to], scratch_);
  return trip ? *trip : network::Trip{kNever, Distance()};
}

Distance ServicePoints::distance(PointIndex from, PointIndex to) const {
  return matrix_.size() > 0 ? Distance(matrix_.distance(from, to)) : query(from, to).distance;
}

}  // namespace grend::drt
