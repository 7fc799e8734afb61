#include "engine/network/hierarchy.h"

#include "engine/base/check.h"

namespace grend::network {

std::size_t Hierarchy::bytes() const {
  return data_.rank.size() * sizeof(std::uint32_t) + data_.first.size() * sizeof(std::uint32_t) +
         data_.arcs.size() * (sizeof(UpArc) + sizeof(UpArcVia));
}

Via Hierarchy::find_via(Rank low, Rank high, bool upward) const {
  std::size_t at = data_.first[low];
  while (at < data_.first[low + 1] && data_.arcs[at].head != high) ++at;
  GREND_CHECK(at < data_.first[low + 1]);
  return upward ? data_.vias[at].up : data_.vias[at].down;
}

}  // namespace grend::network
