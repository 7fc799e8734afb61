#include "models/routing/improve.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/portable_math.h"

namespace grend::routing {
namespace {

// One chain.
class Chain {
 public:
  Chain(const Problem& problem, const Plan& start, const ImproveOptions& options)
      : random_(options.source, options.chain, Purpose::kImprovement),
        state_(problem, start, options.order, options.blink, options.cache_bits),
        operators_(make_operators(problem, options.operators, options.removal)) {
    for (const auto& each : operators_) weights_.push_back(each.weight);
    GREND_CHECK(!operators_.empty());
  }

  bool can_change() const { return !state_.movable().empty(); }
  bool all_served() const { return state_.best().unserved.empty(); }
  const Plan& best() const { return state_.best(); }

  // One change, kept with probability min(1, exp(-added cost / temperature)).
  void step(double temperature) {
    // A draw of 53 bits is at most 1 - 2^-53, whose logarithm is above -37.
    const auto most = static_cast<Ticks>(37 * temperature);
    state_.begin(most);
    const std::size_t chosen = operators_.size() == 1 ? 0 : random_.pick(weights_);
    operators_[chosen].work->change(state_, random_);
    const double draw = random_.uniform();
    const Ticks added = state_.added();
    const bool kept = added <= 0 || (added <= most && added <= allowance(temperature, draw));
    kept ? state_.keep() : state_.undo();
  }

 private:
  static Ticks allowance(double temperature, double draw) {
    return static_cast<Ticks>(-temperature * portable_log(1 - draw));
  }

  RandomStream random_;
  SearchState state_;
  std::vector<WeightedOperator> operators_;
  std::vector<double> weights_;
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
    if (!chain.can_change() || (options.until_served && chain.all_served())) break;
    chain.step(temperature);
  }
  result.plan = chain.best();
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
