// The kinds of change a search tries, one file each. A new one is a class in a file of its own, a
// line in make_operators() (operators.cpp) and a weight in OperatorWeights. An operator changes the
// state between SearchState::begin() and keep() or undo(); whether the change stays is not its
// business. No allocation after construction. One set per thread.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "models/routing/search_state.h"
#include "models/routing/string_removal.h"

namespace grend::routing {

class Operator {
 public:
  virtual ~Operator() = default;
  virtual void change(SearchState& state, RandomStream& random) = 0;
};

// How often each is tried, in proportion; 0: never.
struct OperatorWeights {
  double string_removal = 1;
  double relocate = 0;
  double exchange = 0;
  double two_opt_star = 0;
  double route_elimination = 0;
};

struct WeightedOperator {
  std::unique_ptr<Operator> work;
  double weight = 0;
};
// Those with a weight above 0, in the order above.
std::vector<WeightedOperator> make_operators(const Problem& problem, const OperatorWeights& weights,
                                             const RemovalSizes& removal);

std::unique_ptr<Operator> make_string_removal(const Problem& problem, const RemovalSizes& removal);
std::unique_ptr<Operator> make_relocate();
std::unique_ptr<Operator> make_exchange(const Problem& problem);
std::unique_ptr<Operator> make_two_opt_star(const Problem& problem);
std::unique_ptr<Operator> make_route_elimination(const Problem& problem);

// A random movable request; there must be one.
inline Pair any_movable(const SearchState& state, RandomStream& random) {
  const auto& movable = state.movable();
  return movable[static_cast<std::size_t>(
      random.between(0, static_cast<std::int64_t>(movable.size()) - 1))];
}

}  // namespace grend::routing
