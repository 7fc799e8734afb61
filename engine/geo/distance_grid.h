// Distances from the points of a square grid to the nearest of some lines, as far as they are of
// interest. For outlines.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/outline.h"

namespace grend::geo {

class DistanceGrid {
 public:
  // Distances above `reach` need not be right, only above it. No point of the border is nearer than
  // `reach`. At least one line.
  DistanceGrid(std::span<const Segment> lines, std::int64_t step, std::int64_t reach);

  std::size_t columns() const { return columns_; }
  std::size_t rows() const { return rows_; }
  std::size_t points() const { return distance_.size(); }
  float distance(std::size_t point) const { return distance_[point]; }  // cm
  Point position(std::size_t point) const {
    return {origin_.x + static_cast<std::int64_t>(point % columns_) * step_,
            origin_.y + static_cast<std::int64_t>(point / columns_) * step_};
  }

 private:
  void add(const Segment& line, std::int64_t reach);

  std::int64_t step_;
  Point origin_;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::vector<float> distance_;
};

}  // namespace grend::geo
