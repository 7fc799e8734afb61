#include "models/region/nearest_place.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::region {
namespace {

constexpr std::int64_t kMostBuckets = 4'000'000;

// Exact in 64 bits for points up to 20,000 km apart.
std::int64_t squared(geo::Point a, geo::Point b) {
  const std::int64_t dx = a.x - b.x;
  const std::int64_t dy = a.y - b.y;
  return dx * dx + dy * dy;
}

}  // namespace

NearestPlace::NearestPlace(std::vector<geo::Point> places, Distance bucket)
    : places_(std::move(places)), bucket_(std::max<std::int64_t>(bucket.ticks(), 1)) {
  GREND_CHECK(!places_.empty());
  corner_ = places_[0];
  geo::Point far = places_[0];
  for (const geo::Point p : places_) {
    corner_ = {std::min(corner_.x, p.x), std::min(corner_.y, p.y)};
    far = {std::max(far.x, p.x), std::max(far.y, p.y)};
  }
  const auto count = [&](std::int64_t length) { return length / bucket_ + 1; };
  while (count(far.x - corner_.x) * count(far.y - corner_.y) > kMostBuckets) bucket_ *= 2;
  columns_ = count(far.x - corner_.x);
  rows_ = count(far.y - corner_.y);

  const auto bucket_of_place = [&](geo::Point p) {
    return static_cast<std::size_t>((p.y - corner_.y) / bucket_ * columns_ +
                                    (p.x - corner_.x) / bucket_);
  };
  first_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  for (const geo::Point p : places_) ++first_[bucket_of_place(p) + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  order_.resize(places_.size());
  auto next = first_;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    order_[next[bucket_of_place(places_[i])]++] = static_cast<std::uint32_t>(i);
  }
}

void NearestPlace::look_into(std::int64_t column, std::int64_t row, geo::Point from,
                             std::size_t& best) const {
  if (column < 0 || column >= columns_ || row < 0 || row >= rows_) return;
  const auto bucket = static_cast<std::size_t>(row * columns_ + column);
  for (std::uint32_t k = first_[bucket]; k < first_[bucket + 1]; ++k) {
    const std::size_t place = order_[k];
    const std::int64_t away = squared(from, places_[place]);
    const std::int64_t shortest = squared(from, places_[best]);
    if (away < shortest || (away == shortest && place < best)) best = place;
  }
}

std::size_t NearestPlace::find(geo::Point from) const {
  const std::int64_t column =
      std::clamp((from.x - corner_.x) / bucket_, std::int64_t{0}, columns_ - 1);
  const std::int64_t row = std::clamp((from.y - corner_.y) / bucket_, std::int64_t{0}, rows_ - 1);
  std::size_t best = 0;
  for (std::int64_t ring = 0; ring <= std::max(columns_, rows_); ++ring) {
    // What lies in this ring or beyond is at least ring - 1 whole buckets away.
    const std::int64_t at_least = std::max<std::int64_t>(ring - 1, 0) * bucket_;
    if (squared(from, places_[best]) < at_least * at_least) break;
    for (std::int64_t c = column - ring; c <= column + ring; ++c) {
      look_into(c, row - ring, from, best);
      if (ring > 0) look_into(c, row + ring, from, best);
    }
    for (std::int64_t r = row - ring + 1; r < row + ring; ++r) {
      look_into(column - ring, r, from, best);
      look_into(column + ring, r, from, best);
    }
  }
  return best;
}

}  // namespace grend::region
