#include "engine/network/edge_shapes.h"

namespace grend::network {

EdgeId EdgeShapes::push_row(std::span<const geo::Point> shape) {
  geo::Point last;
  for (const geo::Point point : shape) {
    write(point.x - last.x);
    write(point.y - last.y);
    last = point;
  }
  starts_.push_back(data_.size());
  return EdgeId(starts_.size() - 2);
}

void EdgeShapes::write(std::int64_t difference) {
  std::uint64_t bits = static_cast<std::uint64_t>(difference) << 1;
  if (difference < 0) bits = ~bits;
  for (; bits >= 0x80; bits >>= 7) data_.push_back(static_cast<std::uint8_t>(bits | 0x80));
  data_.push_back(static_cast<std::uint8_t>(bits));
}

std::vector<geo::Point> EdgeShapes::operator[](EdgeId edge) const {
  std::vector<geo::Point> shape;
  for_each(edge, [&](geo::Point point) { shape.push_back(point); });
  return shape;
}

}  // namespace grend::network
