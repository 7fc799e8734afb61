#include "engine/network/piece_tree.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace grend::network {
namespace {

// Looking at so many leaves takes as long as going down a large tree.
constexpr std::size_t kMostLeaves = 512;

struct Foot {
  double squared;
  double share;
};

Foot foot_on(const EdgePiece& s, geo::Point p) {
  const auto dx = static_cast<double>(s.b.x - s.a.x);
  const auto dy = static_cast<double>(s.b.y - s.a.y);
  const auto px = static_cast<double>(p.x - s.a.x);
  const auto py = static_cast<double>(p.y - s.a.y);
  const double squared_length = dx * dx + dy * dy;
  const double share =
      squared_length > 0 ? std::clamp((px * dx + py * dy) / squared_length, 0.0, 1.0) : 0.0;
  const double ex = px - share * dx;
  const double ey = py - share * dy;
  return {ex * ex + ey * ey, share};
}

struct Box {
  geo::Point low{std::numeric_limits<std::int64_t>::max(),
                 std::numeric_limits<std::int64_t>::max()};
  geo::Point high{std::numeric_limits<std::int64_t>::min(),
                  std::numeric_limits<std::int64_t>::min()};

  void include(geo::Point p) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  std::int64_t side() const { return std::max(high.x - low.x, high.y - low.y); }
};

// How far along the Hilbert curve through a square of 2^20 steps. Source: Warren, Hacker's Delight
// (2nd ed.), chapter 16.
std::uint64_t along_hilbert(std::uint32_t x, std::uint32_t y) {
  constexpr std::uint32_t kSide = 1u << 20;
  std::uint64_t along = 0;
  for (std::uint32_t s = kSide / 2; s > 0; s /= 2) {
    const bool right = (x & s) != 0;
    const bool upper = (y & s) != 0;
    along = along * 4 + (right ? (upper ? 2u : 3u) : (upper ? 1u : 0u));
    if (upper) continue;
    if (right) {
      x = kSide - 1 - x;
      y = kSide - 1 - y;
    }
    std::swap(x, y);
  }
  return along;
}

void sort_by_place(std::vector<EdgePiece>& pieces, const Box& all) {
  const std::int64_t step = all.side() / (1 << 20) + 1;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  order.reserve(pieces.size());
  for (const EdgePiece& piece : pieces) {
    const auto x = static_cast<std::uint32_t>(((piece.a.x + piece.b.x) / 2 - all.low.x) / step);
    const auto y = static_cast<std::uint32_t>(((piece.a.y + piece.b.y) / 2 - all.low.y) / step);
    order.emplace_back(along_hilbert(x, y), static_cast<std::uint32_t>(order.size()));
  }
  std::sort(order.begin(), order.end());
  std::vector<EdgePiece> sorted;
  sorted.reserve(pieces.size());
  for (const auto& [key, index] : order) sorted.push_back(pieces[index]);
  pieces = std::move(sorted);
}

// Between two intervals of one axis; 0 where they meet.
double gap(double low, double high, double from, double to) {
  return std::max(std::max(low - to, from - high), 0.0);
}

}  // namespace

PieceTree::PieceTree(std::vector<EdgePiece> pieces) : pieces_(std::move(pieces)) {
  if (pieces_.empty()) return;
  Box all;
  for (const EdgePiece& piece : pieces_) {
    all.include(piece.a);
    all.include(piece.b);
  }
  sort_by_place(pieces_, all);
  origin_ = all.low;
  std::int64_t step = 1;
  while (all.side() / step >= std::numeric_limits<std::int32_t>::max()) step *= 2;
  step_ = static_cast<double>(step);
  std::vector<Box> below;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (i % kFanOut == 0) below.emplace_back();
    below.back().include(pieces_[i].a);
    below.back().include(pieces_[i].b);
  }
  do {
    std::vector<Node> level((below.size() + kFanOut - 1) / kFanOut);
    std::vector<Box> whole(level.size());
    for (std::size_t i = 0; i < below.size(); ++i) {
      const auto steps = [&](std::int64_t cm) { return static_cast<std::int32_t>(cm / step); };
      Node& node = level[i / kFanOut];
      node.low_x[i % kFanOut] = steps(below[i].low.x - origin_.x);
      node.low_y[i % kFanOut] = steps(below[i].low.y - origin_.y);
      node.high_x[i % kFanOut] = steps(below[i].high.x - origin_.x + step - 1);
      node.high_y[i % kFanOut] = steps(below[i].high.y - origin_.y + step - 1);
      whole[i / kFanOut].include(below[i].low);
      whole[i / kFanOut].include(below[i].high);
    }
    levels_.push_back(std::move(level));
    below = std::move(whole);
  } while (below.size() > 1);
}

PieceTree::From PieceTree::from(geo::Point p) const {
  return {static_cast<double>(p.x - origin_.x) / step_,
          static_cast<double>(p.y - origin_.y) / step_};
}

// How many are left for a node by those before it.
std::size_t PieceTree::children(std::size_t level, std::size_t index) const {
  const std::size_t all =
      level > 0 ? levels_[level - 1].size() : (pieces_.size() + kFanOut - 1) / kFanOut;
  return std::min(kFanOut, all - index * kFanOut);
}

NearestPiece PieceTree::nearest(geo::Point point) const {
  NearestPiece best;
  if (!levels_.empty()) visit(levels_.size() - 1, 0, point, best);
  return best;
}

void PieceTree::visit(std::size_t level, std::size_t index, geo::Point point,
                      NearestPiece& best) const {
  const Node& node = levels_[level][index];
  const From p = from(point);
  std::array<double, kFanOut> squared;
  for (std::size_t i = 0; i < kFanOut; ++i) {
    squared[i] = squared_distance(gap(node.low_x[i], node.high_x[i], p.x, p.x),
                                  gap(node.low_y[i], node.high_y[i], p.y, p.y));
  }
  // The nearest box first: what it holds often spares the others.
  std::array<std::uint8_t, kFanOut> near;
  std::size_t count = 0;
  const std::size_t end = children(level, index);
  for (std::size_t i = 0; i < end; ++i) {
    if (squared[i] > best.squared) continue;
    std::size_t at = count++;
    for (; at > 0 && squared[near[at - 1]] > squared[i]; --at) near[at] = near[at - 1];
    near[at] = static_cast<std::uint8_t>(i);
  }
  for (std::size_t i = 0; i < count && squared[near[i]] <= best.squared; ++i) {
    const std::size_t child = index * kFanOut + near[i];
    if (level == 0) {
      look_into(child, point, best);
    } else {
      visit(level - 1, child, point, best);
    }
  }
}

void PieceTree::look_into(std::size_t leaf, geo::Point point, NearestPiece& best) const {
  const std::size_t begin = leaf * kFanOut;
  const std::size_t end = std::min(begin + kFanOut, pieces_.size());
  for (const EdgePiece* piece = &pieces_[begin]; piece != pieces_.data() + end; ++piece) {
    const Foot foot = foot_on(*piece, point);
    const bool nearer =
        foot.squared < best.squared ||
        (foot.squared == best.squared &&
         std::pair(piece->edge, piece->start) < std::pair(best.piece->edge, best.piece->start));
    if (nearer) best = {piece, foot.squared, foot.share};
  }
}

void PieceTree::list_leaves(geo::Point low, geo::Point high, LeavesNear& leaves) const {
  leaves.leaf_.clear();
  for (auto* side : {&leaves.low_x_, &leaves.low_y_, &leaves.high_x_, &leaves.high_y_}) {
    side->clear();
  }
  leaves.whole_tree_ = levels_.empty();
  if (levels_.empty()) return;
  // The piece nearest to the middle is farthest from one of the corners, because the distance from
  // a straight piece is convex: no point of the area needs to look farther than that.
  const NearestPiece middle = nearest({low.x + (high.x - low.x) / 2, low.y + (high.y - low.y) / 2});
  double farthest = 0;
  for (const std::int64_t x : {low.x, high.x}) {
    for (const std::int64_t y : {low.y, high.y}) {
      farthest = std::max(farthest, foot_on(*middle.piece, {x, y}).squared);
    }
  }
  const double rounding = farthest * 1e-9 + 1;
  list(levels_.size() - 1, 0, {from(low), from(high), farthest + rounding}, leaves);
  leaves.squared_.resize(leaves.leaf_.size());
}

void PieceTree::list(std::size_t level, std::size_t index, const Area& area,
                     LeavesNear& leaves) const {
  const Node& node = levels_[level][index];
  std::array<double, kFanOut> squared;
  for (std::size_t i = 0; i < kFanOut; ++i) {
    squared[i] = squared_distance(gap(node.low_x[i], node.high_x[i], area.low.x, area.high.x),
                                  gap(node.low_y[i], node.high_y[i], area.low.y, area.high.y));
  }
  const std::size_t end = children(level, index);
  for (std::size_t i = 0; i < end && !leaves.whole_tree_; ++i) {
    if (squared[i] > area.squared) continue;
    const std::size_t child = index * kFanOut + i;
    if (level > 0) {
      list(level - 1, child, area, leaves);
      continue;
    }
    leaves.whole_tree_ = leaves.leaf_.size() == kMostLeaves;
    leaves.leaf_.push_back(static_cast<std::uint32_t>(child));
    leaves.low_x_.push_back(node.low_x[i]);
    leaves.low_y_.push_back(node.low_y[i]);
    leaves.high_x_.push_back(node.high_x[i]);
    leaves.high_y_.push_back(node.high_y[i]);
  }
}

NearestPiece PieceTree::nearest(geo::Point point, LeavesNear& leaves) const {
  if (leaves.whole_tree_) return nearest(point);
  const From p = from(point);
  const std::size_t count = leaves.leaf_.size();
  double* squared = leaves.squared_.data();
  for (std::size_t i = 0; i < count; ++i) {
    squared[i] = squared_distance(gap(leaves.low_x_[i], leaves.high_x_[i], p.x, p.x),
                                  gap(leaves.low_y_[i], leaves.high_y_[i], p.y, p.y));
  }
  NearestPiece best;
  const auto first = static_cast<std::size_t>(std::min_element(squared, squared + count) - squared);
  look_into(leaves.leaf_[first], point, best);
  for (std::size_t i = 0; i < count; ++i) {
    if (squared[i] <= best.squared && i != first) look_into(leaves.leaf_[i], point, best);
  }
  return best;
}

}  // namespace grend::network
