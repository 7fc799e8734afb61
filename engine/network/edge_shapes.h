// The shapes of edges, for maps and for finding the nearest road. Kept as differences from bend to
// bend, most of which take two or three bytes, because a country has tens of millions of bends and
// no search ever looks at them. Appending is amortised O(points); reading a shape is O(its points).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/id_vector.h"
#include "engine/geo/point.h"

namespace grend::network {

using EdgeId = Id<struct EdgeTag>;

class EdgeShapes {
 public:
  // Both end points included. Coordinates lie within +-2^61 cm.
  EdgeId push_row(std::span<const geo::Point> shape);

  // visit(point) for each point in order.
  template <class Visit>
  void for_each(EdgeId edge, Visit&& visit) const {
    geo::Point point;
    for (const std::uint8_t* at = begin(edge); at != begin(next(edge));) {
      point.x += read(at);
      point.y += read(at);
      visit(point);
    }
  }
  std::vector<geo::Point> operator[](EdgeId edge) const;

  std::size_t size() const { return starts_.size() - 1; }
  std::size_t bytes() const { return starts_.size() * sizeof(starts_[0]) + data_.size(); }
  bool operator==(const EdgeShapes&) const = default;

  // For files: engine/store/archive.h.
  template <class Archive>
  void archive(Archive& a) {
    a(starts_);
    a(data_);
    a.require([this] { return readable(); });
  }

 private:
  // Whether every row is a whole number of points.
  bool readable() const;
  static EdgeId next(EdgeId edge) { return EdgeId(edge.value() + std::size_t{1}); }
  const std::uint8_t* begin(EdgeId edge) const {
    GREND_ASSERT(edge.value() < starts_.size());
    return data_.data() + starts_[edge.value()];
  }
  // Seven bits a byte, the lowest first, the sign in the lowest bit of all.
  static std::int64_t read(const std::uint8_t*& at) {
    std::uint64_t bits = 0;
    for (int shift = 0;; shift += 7) {
      const std::uint8_t byte = *at++;
      bits |= std::uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) break;
    }
    return static_cast<std::int64_t>(bits >> 1) ^ -static_cast<std::int64_t>(bits & 1);
  }
  void write(std::int64_t difference);

  std::vector<std::uint64_t> starts_ = {0};
  std::vector<std::uint8_t> data_;
};

}  // namespace grend::network
