// Finds out whether a new road would cross one that is drawn already. Segments are chained in a
// hash table of 100 m squares; adding and asking cost O(1) for segments of some 100 m.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/region/plane.h"

namespace grend::region {

struct Segment {
  std::uint32_t from = 0;  // nodes: segments that share one do not cross
  std::uint32_t to = 0;
  Vec2 a;
  Vec2 b;
};

class SegmentGrid {
 public:
  SegmentGrid();
  void add(const Segment& segment);
  bool crosses(const Segment& segment) const;
  void clear();

 private:
  struct Entry {
    std::uint32_t segment;
    std::uint32_t next;
  };
  std::vector<Segment> segments_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> heads_;
};

}  // namespace grend::region
