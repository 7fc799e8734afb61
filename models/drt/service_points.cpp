#include "models/drt/service_points.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::drt {
namespace {

routing::Legs legs_of(const network::ServicePointMatrix& matrix) {
  const auto points = static_cast<PointIndex>(matrix.size());
  std::vector<std::uint32_t> time;
  std::vector<std::uint32_t> length;
  time.reserve(matrix.size() * matrix.size());
  length.reserve(matrix.size() * matrix.size());
  for (PointIndex from = 0; from < points; ++from) {
    for (PointIndex to = 0; to < points; ++to) {
      time.push_back(matrix.time(from, to));
      length.push_back(matrix.distance(from, to));
    }
  }
  return {points, std::move(time), std::move(length)};
}

}  // namespace

ServicePoints::ServicePoints(const network::Router& router, std::vector<network::Place> places,
                             par::Executor& executor)
    : router_(router) {
  std::sort(places.begin(), places.end());
  for (const network::Place place : places) places_.add(place);
  if (places_.size() <= kMatrixPoints) {
    network::ServicePointMatrix matrix(router);
    network::MatrixScratch scratch;
    matrix.extend(places_, scratch, executor);
    legs_ = std::make_shared<routing::Legs>(legs_of(matrix));
  } else {
    legs_ = std::make_shared<routing::Legs>(
        places_.size(), [this](PointIndex from, PointIndex to) { return query(from, to); });
  }
}

ServicePoints::ServicePoints(std::span<const network::Place> places,
                             std::shared_ptr<const routing::Legs> legs,
                             const network::Router* router)
    : legs_(std::move(legs)) {
  if (router != nullptr) router_ = *router;
  for (const network::Place place : places) places_.add(place);
}

PointIndex ServicePoints::index_of(network::Place place) const {
  const auto found = places_.find(place);
  GREND_CHECK(found.has_value());
  return *found;
}

routing::Legs::Leg ServicePoints::query(PointIndex from, PointIndex to) const {
  const auto trip = router_->trip(places_[from], places_[to], scratch_);
  if (!trip) return {network::kClosed, network::kClosed};
  return {static_cast<std::uint32_t>(trip->time.ticks()),
          static_cast<std::uint32_t>(trip->distance.ticks())};
}

}  // namespace grend::drt
