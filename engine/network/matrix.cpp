// Many-to-many: the targets' climbs fill the buckets, each source climbs once and reads them.
#include <algorithm>
#include <vector>

#include "engine/network/buckets.h"
#include "engine/network/router_core.h"

namespace grend::network {
namespace {

constexpr std::size_t kPlacesPerChunk = 16;

struct Worker {
  Sweep sweep;
  Climb climb;
  std::vector<Cost> row;
};

}  // namespace

TravelMatrix Router::matrix(std::span<const Place> from, std::span<const Place> to,
                            par::Executor& executor) const {
  std::vector<Worker> workers(executor.workers());
  std::vector<Climb> climbs(to.size());
  par::for_ranges(executor, to.size(), kPlacesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    for (std::size_t t = begin; t < end; ++t) {
                      climb_at<false>(graph(), hierarchy(), to[t], workers[worker].sweep,
                                      climbs[t]);
                    }
                  });
  Buckets buckets;
  buckets.fill(hierarchy().nodes(), climbs);
  PlacesByEdge by_edge;
  by_edge.fill(to);

  TravelMatrix matrix;
  matrix.resize(from.size(), to.size());
  const auto fill_row = [&](std::size_t s, Worker& worker) {
    std::vector<Cost>& row = worker.row;
    row.resize(to.size());
    climb_at<true>(graph(), hierarchy(), from[s], worker.sweep, worker.climb);
    join(worker.climb, buckets, row);
    by_edge.on(from[s].edge, [&](std::uint32_t t) {
      row[t] = std::min(row[t], direct_travel(graph(), from[s], to[t]).cost);
    });
    for (std::size_t t = 0; t < to.size(); ++t) matrix.set(s, t, to_reach(row[t]));
  };
  par::for_ranges(executor, from.size(), kPlacesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    for (std::size_t s = begin; s < end; ++s) fill_row(s, workers[worker]);
                  });
  return matrix;
}

}  // namespace grend::network
