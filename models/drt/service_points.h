// Travel times between the points that a service stops at on one day: every end of a request and
// every base. A dense matrix up to `kMatrixPoints` points, direct queries above. Exact either way.
// Immutable after building except for the scratch of direct queries: one object per partition.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/network/service_point_matrix.h"
#include "models/routing/legs.h"

namespace grend::drt {

using PointIndex = routing::PlaceIndex;

class ServicePoints {
 public:
  // 5,000 points take 300 MB of matrix.
  static constexpr std::size_t kMatrixPoints = 5'000;

  // `places` may hold duplicates.
  ServicePoints(const network::Router& router, std::vector<network::Place> places,
                par::Executor& executor);
  ServicePoints(const ServicePoints&) = delete;  // legs_ may refer to it
  ServicePoints& operator=(const ServicePoints&) = delete;

  // Legs that are known from elsewhere, one place each; without a router no vehicle is diverted.
  ServicePoints(std::span<const network::Place> places, std::shared_ptr<const routing::Legs> legs,
                const network::Router* router = nullptr);

  // The index of a place that was given to the constructor.
  PointIndex index_of(network::Place place) const;
  network::Place place(PointIndex point) const { return places_[point]; }
  // No way is a time later than any promise, so that schedules need no case of their own.
  bool connected(PointIndex from, PointIndex to) const {
    return legs_->time(from, to) < network::kClosed;
  }
  Duration time(PointIndex from, PointIndex to) const { return Duration(legs_->time(from, to)); }
  // Needs connected(from, to).
  Distance distance(PointIndex from, PointIndex to) const {
    return Distance(legs_->length(from, to));
  }
  std::size_t size() const { return places_.size(); }
  std::shared_ptr<const routing::Legs> legs() const { return legs_; }
  // Nothing if the legs were given without one.
  const network::Router* router() const { return router_ ? &*router_ : nullptr; }

 private:
  routing::Legs::Leg query(PointIndex from, PointIndex to) const;  // without the matrix

  std::optional<network::Router> router_;
  network::PlaceSet places_;  // ascending
  mutable network::RouterScratch scratch_;
  std::shared_ptr<const routing::Legs> legs_;
};

}  // namespace grend::drt
