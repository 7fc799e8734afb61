// The nearest of many places on a plane, the first of equally near ones. Places lie in square
// buckets; a search looks at rings of buckets until none nearer can come. Immutable, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/geo/point.h"

namespace grend::region {

class NearestPlace {
 public:
  // At least one place; `bucket` is the side of the squares, about the spacing of the places.
  NearestPlace(std::vector<geo::Point> places, Distance bucket);

  std::size_t find(geo::Point from) const;

 private:
  // Improves on `best` with the places of one bucket, if there is such a bucket.
  void look_into(std::int64_t column, std::int64_t row, geo::Point from, std::size_t& best) const;

  std::vector<geo::Point> places_;
  std::int64_t bucket_;
  geo::Point corner_;
  std::int64_t columns_ = 1;
  std::int64_t rows_ = 1;
  std::vector<std::uint32_t> first_;  // of each bucket in order_, and the end
  std::vector<std::uint32_t> order_;
};

}  // namespace grend::region
