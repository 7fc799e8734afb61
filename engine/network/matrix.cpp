// Many-to-many by buckets (Knopp et al. 2007): each target leaves its cost at every node that its
// climb settles; each source climbs once and reads what was left there.
#include <algorithm>
#include <vector>

#include "engine/network/cost.h"
#include "engine/network/router.h"
#include "engine/network/sweep.h"

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
  struct Settled {
    Rank node;
    Cost cost;
  };

  // settled[t]: what the climb from target t settled.
  Buckets(std::size_t nodes, const std::vector<std::vector<Settled>>& settled)
      : first_(nodes + 1, 0) {
    for (const auto& list : settled) {
      for (const Settled& s : list) ++first_[s.node + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    left_.resize(first_.back());
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t target = 0; target < settled.size(); ++target) {
      for (const Settled& s : settled[target]) {
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
  std::vector<std::vector<Buckets::Settled>> settled(to.size());
  par::for_ranges(executor, to.size(), kPlacesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    Sweep& sweep = sweeps[worker];
                    for (std::size_t t = begin; t < end; ++t) {
                      sweep.start(*hierarchy_);
                      for (const EdgeEnd& at : arrivals(*graph_, profile_, to[t])) {
                        sweep.add_destination(hierarchy_->rank(at.node), at.cost);
                      }
                      sweep.climb<false>(*hierarchy_, [&](Rank node, Cost cost) {
                        settled[t].push_back({node, cost});
                      });
                    }
                  });
  const Buckets buckets(hierarchy_->nodes(), settled);
  const TargetsByEdge by_edge(to);

  TravelMatrix matrix{from.size(), to.size(), {}, {}};
  matrix.time.resize(from.size() * to.size());
  matrix.distance.resize(from.size() * to.size());
  std::vector<std::vector<Cost>> rows(executor.workers());
  const auto fill_row = [&](std::size_t s, Sweep& sweep, std::vector<Cost>& row) {
    row.assign(to.size(), kNoWay);
    sweep.start(*hierarchy_);
    for (const EdgeEnd& at : departures(*graph_, profile_, from[s])) {
      sweep.add_origin(hierarchy_->rank(at.node), at.cost);
    }
    sweep.climb<true>(*hierarchy_, [&](Rank node, Cost cost) {
      for (const LeftCost& left : buckets.at(node)) {
        row[left.target] = std::min(row[left.target], cost + left.cost);
      }
    });
    by_edge.on(from[s].edge, [&](std::uint32_t t) {
      row[t] = std::min(row[t], direct_travel(*graph_, profile_, from[s], to[t]).cost);
    });
    for (std::size_t t = 0; t < to.size(); ++t) {
      const std::size_t cell = s * to.size() + t;
      matrix.time[cell] = row[t] < kNoWay ? cost_time(row[t]) : kClosed;
      matrix.distance[cell] = row[t] < kNoWay ? cost_length(row[t]) : kClosed;
    }
  };
  par::for_ranges(executor, from.size(), kPlacesPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t worker) {
                    for (std::size_t s = begin; s < end; ++s) {
                      fill_row(s, sweeps[worker], rows[worker]);
                    }
                  });
  return matrix;
}

}  // namespace grend::network
