// Exchange: two requests of different routes that lie near each other leave together and go to
// their cheapest places, which often are each other's.
#include <array>

#include "models/routing/neighbours.h"
#include "models/routing/operators.h"

namespace grend::routing {
namespace {

constexpr std::size_t kNear = 20;  // neighbours looked at

class Exchange final : public Operator {
 public:
  explicit Exchange(const Problem& problem) : neighbours_(problem, kNear) {}

  void change(SearchState& state, RandomStream& random) override {
    const Pair one = any_movable(state, random);
    const auto near = static_cast<std::int64_t>(neighbours_.size());
    if (near == 0 || state.route_of()[one] == state.nobody()) return;
    const Pair other = neighbours_.get(one, static_cast<std::size_t>(random.between(0, near - 1)));
    const bool elsewhere = state.route_of()[other] != state.nobody() &&
                           state.route_of()[other] != state.route_of()[one];
    if (!elsewhere) return;
    const std::array<Pair, 2> both = {one, other};
    state.take_out(both);
    state.put_back(random, state.nobody());
  }

 private:
  Neighbours neighbours_;
};

}  // namespace

std::unique_ptr<Operator> make_exchange(const Problem& problem) {
  return std::make_unique<Exchange>(problem);
}

}  // namespace grend::routing
