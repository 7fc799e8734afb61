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

bool EdgeShapes::readable() const {
  constexpr std::size_t kLongest = 10;  // bytes of a difference: 64 bits, 7 a byte
  if (!are_row_starts(starts_, data_.size())) return false;
  for (std::size_t row = 0; row < size(); ++row) {
    bool at_x = true;
    std::size_t bytes = 0;  // of the difference being read
    for (std::size_t i = starts_[row]; i < starts_[row + 1]; ++i) {
      if (++bytes > kLongest) return false;
      if (data_[i] >= 0x80) continue;
      at_x = !at_x;
      bytes = 0;
    }
    if (bytes != 0 || !at_x) return false;
  }
  return true;
}

std::vector<geo::Point> EdgeShapes::operator[](EdgeId edge) const {
  std::vector<geo::Point> shape;
  for_each(edge, [&](geo::Point point) { shape.push_back(point); });
  return shape;
}

}  // namespace grend::network
