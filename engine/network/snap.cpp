#include "engine/network/snap.h"

#include <algorithm>

namespace grend::network {

Snapper::Snapper(const RoadGraph& graph, std::span<const Router* const> routers) : graph_(&graph) {
  std::vector<EdgePiece> pieces;
  for (const EdgeId edge : graph.from.ids()) {
    const auto usable = [edge](const Router* router) { return router->usable(edge); };
    if (!std::all_of(routers.begin(), routers.end(), usable)) continue;
    const auto points = graph.geometry[edge];
    std::uint32_t start = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      pieces.push_back({points[i], points[i + 1], edge, start});
      start += static_cast<std::uint32_t>(geo::distance(points[i], points[i + 1]).ticks());
    }
  }
  pieces_ = PieceTree(std::move(pieces));
}

std::optional<Snapped> Snapper::nearest(geo::Point point) const {
  return snapped(pieces_.nearest(point));
}

std::optional<Snapped> Snapper::snapped(const NearestPiece& found) const {
  if (found.piece == nullptr) return std::nullopt;
  const EdgePiece& piece = *found.piece;
  // A shape may be drawn longer than its edge is, even longer than offsets can tell.
  const double along = static_cast<double>(geo::distance(piece.a, piece.b).ticks()) * found.share;
  const auto offset = static_cast<std::uint32_t>(
      std::min(piece.start + along + 0.5, static_cast<double>(graph_->length[piece.edge])));
  return Snapped{{piece.edge, offset},
                 Distance(static_cast<std::int64_t>(std::sqrt(found.squared) + 0.5))};
}

}  // namespace grend::network
