// Many-to-many by buckets (Knopp et al. 2007): each target leaves its cost at every node that its
// climb settles; each source climbs once and reads what was left there.
#include <algorithm>
#include <vector>

#include "engine/network/router_scratch.h"

namespace grend::network {
namespace {

constexpr std::size_t kPlacesPerChunk = 16;

struct LeftCost {
  Cost cost;
  std::uint32_t target;
};

// The costs left at each node, by rank.
class Buckets {
 public:
  // climbs[t]: what the climb down to target t settled.
  Buckets(std::size_t nodes, const std::vector<Climb>& climbs) : first_(nodes + 1, 0) {
    for (const Climb& climb : climbs) {
      for (const Settled& s : climb) ++first_[s.node + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    left_.resize(first_.back());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t target = 0; target < climbs.size(); ++target) {
      for (const Settled& s : climbs[target]) {
        left_[next[s.node]++] = {s.cost, static_cast<std::uint32_t>(target)};
      }
    }
  }
  std::span<const LeftCost> at(Rank node) const {
    return {left_.data() + first_[node], left_.data() + first_[node + 1]};
  }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<LeftCost> left_;
};

// The targets in order of their edges, to find those on a source's own edge.
class TargetsByEdge {
 public:
  explicit TargetsByEdge(std::span<const Place> targets) {
    for (const Place& target : targets) {
      order_.emplace_back(target.edge, static_cast<std::uint32_t>(order_.size()));
    }
    std::sort(order_.begin(), order_.end());
  }
  template <class Visit>
  void on(EdgeId edge, Visit&& visit) const {
    auto at = std::lower_bound(order_.begin(), order_.end(), std::pair(edge, std::uint32_t{0}));
    for (; at != order_.end() && at->first == edge; ++at) visit(at->second);
  }

 private:
  std::vector<std::pair<EdgeId, std::uint32_t>> order_;
};

}  // namespace

TravelMatrix Router::matrix(std::span<const Place> from, std::span<const Place> to,
                            par::Executor& executor) const {
  std::vector<Sweep> sweeps(executor.workers());
  std::vector<Climb> climbs(to.size());
  par::for_ranges(executor, to.size(), kPlacesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    for (std::size_t t = begin; t < end; ++t) {
                      climb_at<false>(graph(), hierarchy(), to[t], sweeps[worker], climbs[t]);
                    }
                  });
  const Buckets buckets(hierarchy().nodes(), climbs);
  const TargetsByEdge by_edge(to);

  TravelMatrix matrix;
  matrix.resize(from.size(), to.size());
  struct Worker {
    Climb climb;
    std::vector<Cost> row;
  };
  std::vector<Worker> workers(executor.workers());
  const auto fill_row = [&](std::size_t s, Sweep& sweep, Worker& worker) {
    std::vector<Cost>& row = worker.row;
    row.assign(to.size(), kNoWay);
    climb_at<true>(graph(), hierarchy(), from[s], sweep, worker.climb);
    for (const Settled& settled : worker.climb) {
      for (const LeftCost& left : buckets.at(settled.node)) {
        row[left.target] = std::min(row[left.target], settled.cost + left.cost);
      }
    }
    by_edge.on(from[s].edge, [&](std::uint32_t t) {
      row[t] = std::min(row[t], direct_travel(graph(), from[s], to[t]).cost);
    });
    for (std::size_t t = 0; t < to.size(); ++t) matrix.set(s, t, to_reach(row[t]));
  };
  par::for_ranges(executor, from.size(), kPlacesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    for (std::size_t s = begin; s < end; ++s) {
                      fill_row(s, sweeps[worker], workers[worker]);
                    }
                  });
  return matrix;
}

}  // namespace grend::network
