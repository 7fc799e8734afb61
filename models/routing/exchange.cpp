// Exchange: two requests of different routes that lie near each other leave together and go to
// their cheapest places, which often are each other's.
#include <array>

#include "models/routing/operators.h"

namespace grend::routing {
namespace {

constexpr std::size_t kNear = 20;  // neighbours looked at

class Exchange final : public Operator {
 public:
  explicit Exchange(const Problem& problem) : neighbours_(neighbours(problem, kNear)) {}

  void change(SearchState& state, RandomStream& random) override {
    const Pair one = any_movable(state, random);
    const auto& near = neighbours_[one];
    if (near.empty() || state.route_of()[one] == state.nobody()) return;
    const Pair other = near[static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(near.size()) - 1))];
    const bool elsewhere = state.route_of()[other] != state.nobody() &&
                           state.route_of()[other] != state.route_of()[one];
    if (!elsewhere) return;
    const std::array<Pair, 2> both = {one, other};
    state.take_out(both);
    state.put_back(random, state.nobody());
  }

 private:
  std::vector<std::vector<Pair>> neighbours_;
};

}  // namespace

std::unique_ptr<Operator> make_exchange(const Problem& problem) {
  return std::make_unique<Exchange>(problem);
}

}  // namespace grend::routing
