#include "models/routing/operators.h"

namespace grend::routing {
namespace {

class StringRemovalOperator final : public Operator {
 public:
  StringRemovalOperator(const Problem& problem, const RemovalSizes& sizes)
      : removal_(problem, sizes) {}

  void change(SearchState& state, RandomStream& random) override {
    state.take_out(removal_.choose(state.plan(), state.route_of(), random));
    state.put_back(random, state.nobody());
  }

 private:
  StringRemoval removal_;
};

}  // namespace

std::unique_ptr<Operator> make_string_removal(const Problem& problem, const RemovalSizes& removal) {
  return std::make_unique<StringRemovalOperator>(problem, removal);
}

std::vector<WeightedOperator> make_operators(const Problem& problem, const OperatorWeights& weights,
                                             const RemovalSizes& removal) {
  std::vector<WeightedOperator> operators;
  const auto add = [&](double weight, auto&& make) {
    if (weight > 0) operators.push_back({make(), weight});
  };
  add(weights.string_removal, [&] { return make_string_removal(problem, removal); });
  add(weights.relocate, [&] { return make_relocate(); });
  add(weights.exchange, [&] { return make_exchange(problem); });
  add(weights.two_opt_star, [&] { return make_two_opt_star(problem); });
  add(weights.route_elimination, [&] { return make_route_elimination(problem); });
  return operators;
}

}  // namespace grend::routing
