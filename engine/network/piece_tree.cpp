#include "engine/network/piece_tree.h"

#include <algorithm>
#include <array>
#include <utility>

namespace grend::network {
namespace {

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

// The bits with a free one before each.
std::uint64_t spread_bits(std::uint64_t bits) {
  bits = (bits | bits << 16) & 0x0000ffff0000ffffu;
  bits = (bits | bits << 8) & 0x00ff00ff00ff00ffu;
  bits = (bits | bits << 4) & 0x0f0f0f0f0f0f0f0fu;
  bits = (bits | bits << 2) & 0x3333333333333333u;
  return (bits | bits << 1) & 0x5555555555555555u;
}

geo::Point low_of(geo::Point a, geo::Point b) { return {std::min(a.x, b.x), std::min(a.y, b.y)}; }
geo::Point high_of(geo::Point a, geo::Point b) { return {std::max(a.x, b.x), std::max(a.y, b.y)}; }

// By the decimetre, so that a continent fits in 32 bits.
void sort_by_place(std::vector<EdgePiece>& pieces) {
  geo::Point low = pieces.front().a;
  for (const EdgePiece& piece : pieces) low = low_of(low, low_of(piece.a, piece.b));
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  for (const EdgePiece& piece : pieces) {
    const auto x = static_cast<std::uint32_t>(((piece.a.x + piece.b.x) / 2 - low.x) / 10);
    const auto y = static_cast<std::uint32_t>(((piece.a.y + piece.b.y) / 2 - low.y) / 10);
    order.emplace_back(spread_bits(x) | spread_bits(y) << 1,
                       static_cast<std::uint32_t>(order.size()));
  }
  std::sort(order.begin(), order.end());
  std::vector<EdgePiece> sorted;
  sorted.reserve(pieces.size());
  for (const auto& [key, index] : order) sorted.push_back(pieces[index]);
  pieces = std::move(sorted);
}

}  // namespace

PieceTree::PieceTree(std::vector<EdgePiece> pieces) : pieces_(std::move(pieces)) {
  if (pieces_.empty()) return;
  sort_by_place(pieces_);
  std::vector<Box> below;
  for (const EdgePiece& piece : pieces_) {
    below.push_back({low_of(piece.a, piece.b), high_of(piece.a, piece.b)});
  }
  do {
    std::vector<Box> level;
    for (std::size_t i = 0; i < below.size(); ++i) {
      if (i % kFanOut == 0) level.push_back(below[i]);
      level.back() = {low_of(level.back().low, below[i].low),
                      high_of(level.back().high, below[i].high)};
    }
    levels_.push_back(level);
    below = std::move(level);
  } while (below.size() > 1);
}

double PieceTree::squared_distance(const Box& box, geo::Point p) {
  const std::int64_t dx = std::max({box.low.x - p.x, p.x - box.high.x, std::int64_t{0}});
  const std::int64_t dy = std::max({box.low.y - p.y, p.y - box.high.y, std::int64_t{0}});
  return static_cast<double>(dx) * static_cast<double>(dx) +
         static_cast<double>(dy) * static_cast<double>(dy);
}

NearestPiece PieceTree::nearest(geo::Point point) const {
  NearestPiece best;
  if (!levels_.empty()) visit(levels_.size() - 1, 0, point, best);
  return best;
}

void PieceTree::visit(std::size_t level, std::size_t index, geo::Point point,
                      NearestPiece& best) const {
  const std::size_t begin = index * kFanOut;
  if (level == 0) {
    const std::size_t end = std::min(begin + kFanOut, pieces_.size());
    for (const EdgePiece* piece = &pieces_[begin]; piece != pieces_.data() + end; ++piece) {
      const Foot foot = foot_on(*piece, point);
      const bool nearer =
          foot.squared < best.squared ||
          (foot.squared == best.squared &&
           std::pair(piece->edge, piece->start) < std::pair(best.piece->edge, best.piece->start));
      if (nearer) best = {piece, foot.squared, foot.share};
    }
    return;
  }
  // The nearest box first: what it holds often spares the others.
  const std::vector<Box>& boxes = levels_[level - 1];
  const std::size_t end = std::min(begin + kFanOut, boxes.size());
  std::array<std::pair<double, std::size_t>, kFanOut> near;
  std::size_t count = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const double squared = squared_distance(boxes[i], point);
    if (squared > best.squared) continue;
    std::size_t at = count++;
    for (; at > 0 && near[at - 1].first > squared; --at) near[at] = near[at - 1];
    near[at] = {squared, i};
  }
  for (std::size_t i = 0; i < count && near[i].first <= best.squared; ++i) {
    visit(level - 1, near[i].second, point, best);
  }
}

}  // namespace grend::network
