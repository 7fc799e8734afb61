// Travel times between the points that a service stops at on one day: every end of a request and
// every base. A dense matrix up to `kMatrixPoints` points, direct queries above. Exact either way.
// Immutable after building except for the scratch of direct queries: one object per partition.
#pragma once

#include <vector>

#include "engine/network/service_point_matrix.h"

namespace grend::drt {

using PointIndex = std::uint32_t;

class ServicePoints {
 public:
  // 5,000 points take 200 MB of matrix.
  static constexpr std::size_t kMatrixPoints = 5'000;

  // `places` may hold duplicates.
  ServicePoints(const network::Router& router, std::vector<network::Place> places,
                par::Executor& executor);

  // The index of a place that was given to the constructor.
  PointIndex index_of(network::Place place) const;
  network::Place place(PointIndex point) const { return places_[point]; }
  bool connected(PointIndex from, PointIndex to) const { return time(from, to) < kNever; }
  // kNever if there is no way: later than any promise, so that schedules need no case of their own.
  static constexpr Duration kNever = hours(24 * 365);
  Duration time(PointIndex from, PointIndex to) const {
    if (matrix_.size() == 0) return query(from, to).time;
    const std::uint32_t time = matrix_.time(from, to);
    return time == network::kClosed ? kNever : Duration(time);
  }
  Distance distance(PointIndex from, PointIndex to) const;  // needs connected(from, to)
  std::size_t size() const { return places_.size(); }

 private:
  network::Trip query(PointIndex from, PointIndex to) const;  // without the matrix

  network::Router router_;
  network::PlaceSet places_;            // ascending
  network::ServicePointMatrix matrix_;  // empty above kMatrixPoints
  mutable network::RouterScratch scratch_;
};

}  // namespace grend::drt
