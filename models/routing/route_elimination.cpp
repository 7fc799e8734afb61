// Route elimination: everybody of one of the shorter routes goes elsewhere (Nagata & Bräysy 2009,
// "A powerful route minimization heuristic", in spirit: without their guided ejections).
#include "models/routing/operators.h"

namespace grend::routing {
namespace {

class RouteElimination final : public Operator {
 public:
  explicit RouteElimination(const Problem& problem) { leaving_.reserve(problem.requests()); }

  void change(SearchState& state, RandomStream& random) override {
    // The shortest of three drawn.
    std::uint32_t vehicle = state.nobody();
    std::size_t least = 0;
    for (int draw = 0; draw < 3; ++draw) {
      const std::uint32_t here = state.route_of()[any_movable(state, random)];
      if (here == state.nobody()) continue;
      const std::size_t size = state.plan().routes[here].stops.size();
      if (vehicle == state.nobody() || size < least) vehicle = here, least = size;
    }
    if (vehicle == state.nobody()) return;
    leaving_.clear();
    for (const StopIndex stop : state.plan().routes[vehicle].stops) {
      if (state.problem().is_request(stop) && opens(stop)) leaving_.push_back(pair_of(stop));
    }
    state.take_out(leaving_);
    state.put_back(random, vehicle);
  }

 private:
  std::vector<Pair> leaving_;
};

}  // namespace

std::unique_ptr<Operator> make_route_elimination(const Problem& problem) {
  return std::make_unique<RouteElimination>(problem);
}

}  // namespace grend::routing
