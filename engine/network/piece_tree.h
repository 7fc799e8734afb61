// The straight pieces of edges in a tree of boxes, for the one nearest to a point. Packed in Morton
// order (Morton 1966), so that neighbours in memory are neighbours on the map. Built in
// O(n log n), asked in about O(log n) without allocating anything; a library's R-tree keeps a queue
// on the heap. Immutable, thread-safe.
#pragma once

#include <limits>
#include <vector>

#include "engine/network/graph.h"

namespace grend::network {

struct EdgePiece {
  geo::Point a;
  geo::Point b;
  EdgeId edge;
  std::uint32_t start = 0;  // cm along the edge to a
};

struct NearestPiece {
  const EdgePiece* piece = nullptr;                          // none if the tree is empty
  double squared = std::numeric_limits<double>::infinity();  // distance, cm²
  double share = 0;                                          // where along it, 0 at a
};

class PieceTree {
 public:
  PieceTree() = default;
  explicit PieceTree(std::vector<EdgePiece> pieces);

  // Of equally near pieces that of the lowest edge, and of these the first along it.
  NearestPiece nearest(geo::Point point) const;

 private:
  static constexpr std::size_t kFanOut = 8;
  struct Box {
    geo::Point low;
    geo::Point high;
  };

  static double squared_distance(const Box& box, geo::Point point);
  void visit(std::size_t level, std::size_t index, geo::Point point, NearestPiece& best) const;

  std::vector<EdgePiece> pieces_;  // kFanOut in each leaf
  // levels_[0]: boxes of leaves, then of kFanOut boxes of the level below each; one on top.
  std::vector<std::vector<Box>> levels_;
};

}  // namespace grend::network
