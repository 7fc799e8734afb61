// Improves a plan: changes by weighted operators, of which slack induction by string removals with
// greedy reinsertion is the strongest, under simulated annealing over a fixed number of iterations.
// The result is a function of problem, plan and options alone unless `go_on` stops it early; it is
// never worse than the plan it starts from. The plan may be empty: then the first reinsertion
// builds it.
#pragma once

#include <functional>

#include "engine/par/executor.h"
#include "models/routing/operators.h"

namespace grend::routing {

struct ImproveOptions {
  std::uint64_t iterations = 10'000;
  RandomSource source{};
  std::uint32_t chain = 0;
  OperatorWeights operators{};
  RemovalSizes removal{};
  OrderWeights order{};
  double blink = 0.01;
  // As shares of the plan's mean cost per stop.
  double first_temperature = 0.5;
  double last_temperature = 0.005;
  unsigned cache_bits = 17;
  bool until_served = false;  // ends as soon as nobody is left out
};

struct Improved {
  Plan plan;
  std::uint64_t iterations = 0;  // made
  std::uint32_t chain = 0;
};

// Asked every 64 iterations with the share done; false ends the search.
using GoOn = std::function<bool(double done)>;

Improved improve(const Problem& problem, const Plan& start, const ImproveOptions& options,
                 const GoOn& go_on = {});

// Several chains, numbered from options.chain, in parallel; the best by (cost, chain), so the same
// for any number of threads. `go_on` may be called from several threads at once.
Improved improve_in_parallel(const Problem& problem, const Plan& start,
                             const ImproveOptions& options, std::size_t chains,
                             par::Executor& executor, const GoOn& go_on = {});

}  // namespace grend::routing
