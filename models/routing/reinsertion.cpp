#include "models/routing/reinsertion.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace grend::routing {

Reinsertion::Reinsertion(const Problem& problem, OrderWeights weights, double blink,
                         unsigned cache_bits)
    : problem_(&problem),
      weights_(weights),
      blink_below_(static_cast<std::uint32_t>(blink * 0x1.0p32)),
      finder_(problem),
      cache_(cache_bits),
      rank_(problem.pairs()) {
  untried_.reserve(problem.vehicles.size());
  GREND_CHECK(blink >= 0 && blink < 1);
}

void Reinsertion::arrange(std::vector<Pair>& requests, RandomStream& random) {
  std::sort(requests.begin(), requests.end());
  for (std::size_t i = requests.size(); i > 1; --i) {
    const auto other =
        static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(i) - 1));
    std::swap(requests[i - 1], requests[other]);
  }
  const std::array<double, 4> weights = {weights_.random, weights_.far, weights_.narrow,
                                         weights_.early};
  const std::size_t order = random.pick(weights);
  if (order == 0) return;
  for (const Pair request : requests) {
    const Stop& pickup = problem_->stops[opening(request)];
    const Ticks ride = problem_->time(opening(request), closing(request));
    rank_[request] = order == 1   ? -ride
                     : order == 2 ? pickup.latest - pickup.earliest
                                  : pickup.earliest;
  }
  std::sort(requests.begin(), requests.end(),
            [&](Pair a, Pair b) { return std::pair(rank_[a], a) < std::pair(rank_[b], b); });
}

std::optional<Gaps> Reinsertion::blink(RandomStream& random) const {
  if (random.next_u32() >= blink_below_) return std::nullopt;
  const std::uint64_t pickup = random.next_u64();
  const std::uint64_t dropoff = random.next_u64();
  return Gaps{pickup, dropoff};
}

// Takes it if it is cheaper than the one chosen so far, or as cheap in a lower vehicle.
void Reinsertion::offer(std::size_t vehicle, const Insertion& insertion) {
  if (!insertion.found()) return;
  if (std::pair(insertion.cost, vehicle) >= std::pair(chosen_.cost, chosen_vehicle_)) return;
  chosen_ = insertion;
  chosen_vehicle_ = vehicle;
}

std::size_t Reinsertion::choose(const Plan& plan, Pair request, std::size_t shunned,
                                RandomStream& random) {
  chosen_ = {};
  chosen_vehicle_ = problem_->vehicles.size();
  untried_.clear();
  for (std::size_t v = 0; v < problem_->vehicles.size(); ++v) {
    if (v == shunned) continue;
    const auto gaps = blink(random);
    const Insertion* known = gaps ? nullptr : cache_.find(plan.routes[v].key, request);
    if (known != nullptr && InsertionCache::is_place(*known)) {
      offer(v, *known);
    } else {
      untried_.push_back({v, gaps, known != nullptr ? known->cost : -kNever});
    }
  }
  for (const Untried& untried : untried_) try_vehicle(plan, request, untried);
  return chosen_vehicle_;
}

void Reinsertion::try_vehicle(const Plan& plan, Pair request, const Untried& untried) {
  const auto& [v, gaps, at_least] = untried;
  const Route& route = plan.routes[v];
  const bool wins_ties = v < chosen_vehicle_ && chosen_.found();
  const Ticks below = chosen_.cost + (wins_ties ? 1 : 0);
  if (gaps) return offer(v, finder_.find(route, request, {.gaps = *gaps, .below = below}));
  if (at_least >= below) return;
  Insertion found = finder_.find(route, request, {.below = below});
  offer(v, found);
  if (!found.found()) found.cost = below;
  cache_.store(route.key, request, found);
}

void Reinsertion::pass_over(std::size_t shunned, RandomStream& random) {
  for (std::size_t v = 0; v < problem_->vehicles.size(); ++v) {
    if (v != shunned) blink(random);
  }
}

bool Reinsertion::apply(Plan& plan, std::size_t vehicle, Pair request) {
  Route& route = plan.routes[vehicle];
  if (!finder_.apply(route, request, chosen_)) {
    // Two routes share a key: decide again without the cache.
    chosen_ = finder_.find(route, request);
    if (!chosen_.found() || !finder_.apply(route, request, chosen_)) return false;
  }
  plan.cost += chosen_.cost;
  return true;
}

}  // namespace grend::routing
