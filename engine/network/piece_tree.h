// The straight pieces of edges in a tree of boxes, for the one nearest to a point. Packed in
// Hilbert order (Kamel and Faloutsos 1993), so that neighbours in memory are neighbours on the map;
// the boxes below a node fill two cache lines. Built in O(n log n), asked in about O(log n) without
// allocating anything; a library's R-tree keeps a queue on the heap. Who asks for many points of
// one small area has the leaves that matter there listed once (LeavesNear). Immutable, thread-safe.
#pragma once

#include <array>
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

// The leaves of a tree in which the nearest piece of any point of an area is found. Of one thread;
// to be used again and again.
class LeavesNear {
 private:
  friend class PieceTree;
  std::vector<std::uint32_t> leaf_;
  std::vector<std::int32_t> low_x_, low_y_, high_x_, high_y_;  // of each
  std::vector<double> squared_;                                // of the point asked for
  bool whole_tree_ = true;                                     // so many that the tree is quicker
};

class PieceTree {
 public:
  PieceTree() = default;
  explicit PieceTree(std::vector<EdgePiece> pieces);

  // Of equally near pieces that of the lowest edge, and of these the first along it.
  NearestPiece nearest(geo::Point point) const;

  // Lists the leaves for points from `low` to `high` in both directions, both included.
  void list_leaves(geo::Point low, geo::Point high, LeavesNear& leaves) const;
  // The same as nearest(point), for the points of the listed area.
  NearestPiece nearest(geo::Point point, LeavesNear& leaves) const;

 private:
  static constexpr std::size_t kFanOut = 8;
  struct Node {  // the boxes of its children, in steps_ from origin_
    std::array<std::int32_t, kFanOut> low_x, low_y, high_x, high_y;
  };
  struct From {  // a point in steps_ from origin_, exact
    double x, y;
  };
  struct Area {
    From low, high;
    double squared;  // cm²: what is farther away is nearest to no point inside
  };

  From from(geo::Point point) const;
  double squared_distance(double dx, double dy) const {
    return (dx * dx + dy * dy) * step_ * step_;
  }
  std::size_t children(std::size_t level, std::size_t index) const;
  void visit(std::size_t level, std::size_t index, geo::Point point, NearestPiece& best) const;
  void look_into(std::size_t leaf, geo::Point point, NearestPiece& best) const;
  void list(std::size_t level, std::size_t index, const Area& area, LeavesNear& leaves) const;

  geo::Point origin_;
  double step_ = 1;                // cm, a power of two: 1 on any map of less than 21,000 km
  std::vector<EdgePiece> pieces_;  // kFanOut in each leaf
  // levels_[0]: nodes over leaves, then over kFanOut nodes of the level below each; one on top.
  std::vector<std::vector<Node>> levels_;
};

}  // namespace grend::network
