// Relocate: one request goes to the cheapest place of any other route (Savelsbergh 1992, "The
// vehicle routing problem with time windows: minimizing route duration").
#include "models/routing/operators.h"

namespace grend::routing {
namespace {

class Relocate final : public Operator {
 public:
  void change(SearchState& state, RandomStream& random) override {
    const Pair request = any_movable(state, random);
    const std::uint32_t from = state.route_of()[request];
    if (from == state.nobody()) return;
    state.take_out({&request, 1});
    state.put_back(random, from);
  }
};

}  // namespace

std::unique_ptr<Operator> make_relocate() { return std::make_unique<Relocate>(); }

}  // namespace grend::routing
