// The plan that a search changes in place, move by move: what a move touches is kept aside, so that
// a refused move is undone by swapping back. Operators take requests out, put them back at their
// cheapest places, or exchange whole stretches of routes. No allocation after construction. One per
// thread.
#pragma once

#include <vector>

#include "models/routing/reinsertion.h"

namespace grend::routing {

class SearchState {
 public:
  SearchState(const Problem& problem, const Plan& start, OrderWeights order, double blink,
              unsigned cache_bits);

  const Problem& problem() const { return *problem_; }
  const Plan& plan() const { return plan_; }
  const Plan& best() const { return best_; }
  // The vehicle that serves each pair; nobody() for a request left out.
  const std::vector<std::uint32_t>& route_of() const { return route_of_; }
  std::uint32_t nobody() const { return static_cast<std::uint32_t>(problem_->vehicles.size()); }
  // The movable requests.
  const std::vector<Pair>& movable() const { return movable_; }

  // A move: begin(), changes, then keep() or undo(); undo() if it adds more than `most`. A move
  // that must end so is not carried through, but draws what it would have drawn.
  void begin(Ticks most);
  // Takes served requests out of their routes, to be put back with those left out before.
  void take_out(std::span<const Pair> requests);
  // Each request that is out goes to its cheapest place, in an order drawn anew; `shunned` is a
  // vehicle that may not take any, nobody() for none.
  void put_back(RandomStream& random, std::uint32_t shunned);
  // Replaces the stops of two routes (each with its start and end); false, and nothing changed, if
  // either is infeasible.
  bool exchange_routes(std::uint32_t a, std::span<const StopIndex> stops_a, std::uint32_t b,
                       std::span<const StopIndex> stops_b);
  // kNever: more than that.
  Ticks added() const { return given_up_ ? kNever : plan_.cost - before_.cost; }
  void keep();
  void undo();

 private:
  Plan with_room(Plan plan) const;
  void place_all(std::uint32_t vehicle);
  void touch(std::size_t vehicle);
  void drop_removed(Route& route);
  bool leaves_out_too_many() const;

  const Problem* problem_;
  Reinsertion reinsertion_;
  Timing timing_;
  std::vector<Visit> visits_;
  Plan plan_;
  Plan before_;
  Ticks most_added_ = 0;
  bool given_up_ = false;
  Plan best_;
  std::vector<std::uint32_t> route_of_;
  std::vector<std::uint8_t> touched_;  // per vehicle, in this move
  std::vector<Pair> movable_;
  std::vector<Pair> pending_;
};

}  // namespace grend::routing
