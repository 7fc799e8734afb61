// The cheapest feasible place of one request in one route. Bounds that cannot refuse a feasible
// place come first, cheapest first: added cost against the best so far, loads, the present route's
// earliest and latest times; what is left is decided by Timing. Ties go to the earlier positions.
// Cost: positions² cheap steps, a few exact checks of one route length. No allocation after
// construction. One finder per thread.
#pragma once

#include <vector>

#include "models/routing/plan.h"
#include "models/routing/timing.h"

namespace grend::routing {

struct Insertion {
  Ticks cost = kNever;          // added; kNever: there is no place
  std::uint32_t pickup_at = 0;  // index in the new sequence
  std::uint32_t dropoff_at = 0;

  bool found() const { return cost < kNever; }
};

// Which gaps between stops may be used: gap g by bit g % 64.
struct Gaps {
  std::uint64_t pickup = ~std::uint64_t{0};
  std::uint64_t dropoff = ~std::uint64_t{0};
};

class InsertionFinder {
 public:
  explicit InsertionFinder(const Problem& problem);

  Insertion find(const Route& route, std::size_t vehicle, Pair request, Gaps gaps = {});
  // Puts the request where `insertion` says and refreshes the route. False, and the route as it
  // was, if `insertion` does not belong to this route and is infeasible or of another cost.
  bool apply(Route& route, Pair request, const Insertion& insertion);

 private:
  // What is known of a vehicle's present route.
  struct Known {
    std::uint64_t key = 0;
    bool valid = false;
    std::vector<Ticks> earliest;
    std::vector<Ticks> latest;
    std::vector<Loads> on_board;  // after each stop
  };
  const Known& know(const Route& route, std::size_t vehicle);
  void try_pickup_at(const Route& route, const Known& known, Pair request, std::size_t gap);
  bool exact(const Route& route, Pair request, std::size_t pickup_gap, std::size_t dropoff_gap);
  void build(const Route& route, Pair request, std::size_t pickup_gap, std::size_t dropoff_gap);
  Ticks detour(const Route& route, StopIndex stop, std::size_t gap) const;

  const Problem* problem_;
  Timing timing_;
  std::vector<Known> known_;  // per vehicle
  Gaps gaps_;
  Insertion best_;
  Ticks used_cost_ = 0;                // what starting to use an unused vehicle adds to a detour
  std::vector<Ticks> dropoff_detour_;  // per gap
  std::vector<Ticks> cheapest_later_;  // least dropoff_detour_ of this gap and those after it
  std::vector<StopIndex> sequence_;
  std::vector<Ticks> begin_;
};

}  // namespace grend::routing
