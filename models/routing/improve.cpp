#include "models/routing/improve.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/portable_math.h"

namespace grend::routing {
namespace {

// One chain. Routes are changed in place; those touched are kept aside until the move is accepted.
class Chain {
 public:
  Chain(const Problem& problem, const Plan& start, const ImproveOptions& options)
      : problem_(&problem),
        removal_(problem, options.removal),
        reinsertion_(problem, options.order, options.blink, options.cache_bits),
        random_(options.source, options.chain, Purpose::kImprovement),
        plan_(with_room(start)),
        before_(with_room(start)),
        best_(with_room(start)),
        route_of_(problem.pairs()),
        touched_(problem.vehicles.size()) {
    pending_.reserve(problem.requests());
    for (const Pair r : plan_.unserved) route_of_[r] = nobody();
    for (std::uint32_t v = 0; v < plan_.routes.size(); ++v) place_all(v);
  }

  // One ruin and recreate, kept with probability min(1, exp(-added cost / temperature)).
  void step(double temperature) {
    before_.cost = plan_.cost;
    before_.unserved.assign(plan_.unserved.begin(), plan_.unserved.end());
    std::fill(touched_.begin(), touched_.end(), std::uint8_t{0});
    ruin();
    recreate();
    const auto allowance = static_cast<Ticks>(-temperature * portable_log(1 - random_.uniform()));
    if (plan_.cost > before_.cost + allowance) return undo();
    if (plan_.cost < best_.cost) best_ = plan_;
  }

  bool all_served() const { return best_.unserved.empty(); }
  Plan take_best() { return std::move(best_); }

 private:
  std::uint32_t nobody() const { return static_cast<std::uint32_t>(problem_->vehicles.size()); }

  Plan with_room(Plan plan) const {
    GREND_CHECK(plan.routes.size() == problem_->vehicles.size());
    for (auto& route : plan.routes) route.stops.reserve(2 * problem_->requests() + 2);
    plan.unserved.reserve(problem_->requests());
    return plan;
  }

  void place_all(std::uint32_t vehicle) {
    const auto& stops = plan_.routes[vehicle].stops;
    for (std::size_t i = 1; i + 1 < stops.size(); ++i) route_of_[pair_of(stops[i])] = vehicle;
  }

  void touch(std::size_t vehicle) {
    if (touched_[vehicle] != 0) return;
    touched_[vehicle] = 1;
    before_.routes[vehicle] = plan_.routes[vehicle];
  }

  void ruin() {
    pending_.assign(plan_.unserved.begin(), plan_.unserved.end());
    plan_.cost -= static_cast<Ticks>(plan_.unserved.size()) * problem_->unserved_cost;
    const auto& removed = removal_.choose(plan_, route_of_, random_);
    plan_.unserved.clear();
    for (const Pair request : removed) {
      touch(route_of_[request]);
      pending_.push_back(request);
      route_of_[request] = nobody();
    }
    for (std::size_t v = 0; v < plan_.routes.size(); ++v) {
      if (touched_[v] != 0) drop_removed(plan_.routes[v]);
    }
  }

  void drop_removed(Route& route) {
    const auto gone = [&](StopIndex stop) {
      return problem_->is_request(stop) && route_of_[pair_of(stop)] == nobody();
    };
    route.stops.erase(std::remove_if(route.stops.begin(), route.stops.end(), gone),
                      route.stops.end());
    const Ticks old = route.cost;
    reinsertion_.finder().refresh(route);
    plan_.cost += route.cost - old;
  }

  void recreate() {
    reinsertion_.arrange(pending_, random_);
    for (const Pair request : pending_) {
      const std::size_t vehicle = reinsertion_.choose(plan_, request, random_);
      if (vehicle != nobody()) touch(vehicle);
      if (vehicle != nobody() && reinsertion_.apply(plan_, vehicle, request)) {
        route_of_[request] = static_cast<std::uint32_t>(vehicle);
      } else {
        plan_.unserved.push_back(request);
        plan_.cost += problem_->unserved_cost;
      }
    }
  }

  void undo() {
    plan_.cost = before_.cost;
    plan_.unserved.assign(before_.unserved.begin(), before_.unserved.end());
    for (std::uint32_t v = 0; v < touched_.size(); ++v) {
      if (touched_[v] == 0) continue;
      std::swap(plan_.routes[v], before_.routes[v]);
      place_all(v);
    }
    for (const Pair request : plan_.unserved) route_of_[request] = nobody();
  }

  const Problem* problem_;
  StringRemoval removal_;
  Reinsertion reinsertion_;
  RandomStream random_;
  Plan plan_;
  Plan before_;
  Plan best_;
  std::vector<std::uint32_t> route_of_;  // per pair; vehicles.size() if not served
  std::vector<std::uint8_t> touched_;    // per vehicle, in this step
  std::vector<Pair> pending_;
};

double mean_stop_cost(const Problem& problem) {
  // A plan may not exist yet: the mean direct ride is of the same size.
  double total = 0;
  for (Pair r = problem.request(0); r < problem.pairs(); ++r) {
    total += static_cast<double>(problem.leg_cost(
        problem.vehicles[0], problem.stops[opening(r)].place, problem.stops[closing(r)].place));
  }
  return total / static_cast<double>(std::max<std::size_t>(1, problem.requests()));
}

}  // namespace

Improved improve(const Problem& problem, const Plan& start, const ImproveOptions& options,
                 const GoOn& go_on) {
  Chain chain(problem, start, options);
  Improved result;
  result.chain = options.chain;
  const double scale = mean_stop_cost(problem);
  const double steepness = portable_log(options.last_temperature / options.first_temperature);
  constexpr std::uint64_t kBetweenLooks = 64;
  double temperature = 0;
  for (; result.iterations < options.iterations; ++result.iterations) {
    if (result.iterations % kBetweenLooks == 0) {
      const double done =
          static_cast<double>(result.iterations) / static_cast<double>(options.iterations);
      if (go_on && !go_on(done)) break;
      temperature = scale * options.first_temperature * portable_exp(steepness * done);
    }
    if (options.until_served && chain.all_served()) break;
    chain.step(temperature);
  }
  result.plan = chain.take_best();
  return result;
}

Improved improve_in_parallel(const Problem& problem, const Plan& start,
                             const ImproveOptions& options, std::size_t chains,
                             par::Executor& executor, const GoOn& go_on) {
  GREND_CHECK(chains > 0);
  std::vector<Improved> results(chains);
  executor.run(chains, [&](std::size_t chunk, std::size_t) {
    ImproveOptions mine = options;
    mine.chain += static_cast<std::uint32_t>(chunk);
    results[chunk] = improve(problem, start, mine, go_on);
  });
  const auto best = std::min_element(
      results.begin(), results.end(),
      [](const Improved& a, const Improved& b) { return a.plan.cost < b.plan.cost; });
  return std::move(*best);
}

}  // namespace grend::routing
