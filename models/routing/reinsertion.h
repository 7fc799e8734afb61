// The recreate half of the improvement: requests return one by one, in an order drawn anew each
// time, each to its cheapest feasible place over all routes. Now and then half of a route's places
// are overlooked ("blinks"), so that the same ruin does not always heal the same way. Best places
// come from the cache where the route is known; those known bound the search of the others. Ties go
// to the lower vehicle. No allocation after construction.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/random.h"
#include "models/routing/insertion_cache.h"

namespace grend::routing {

struct OrderWeights {
  double random = 4;
  double far = 2;     // long direct rides first
  double narrow = 2;  // narrow windows first
  double early = 2;   // early pick-ups first
};

class Reinsertion {
 public:
  Reinsertion(const Problem& problem, OrderWeights weights, double blink, unsigned cache_bits);

  // Draws the order of `requests`.
  void arrange(std::vector<Pair>& requests, RandomStream& random);
  // The vehicle of its cheapest place; the number of vehicles if there is none. Never
  // the vehicle `shunned`.
  std::size_t choose(const Plan& plan, Pair request, std::size_t shunned, RandomStream& random);
  // Draws what choose() would, for a request whose place no longer matters.
  void pass_over(std::size_t shunned, RandomStream& random);
  // Puts the request where choose() last said. False, and nothing changed, if two routes turned out
  // to share a key and this one has no place.
  bool apply(Plan& plan, std::size_t vehicle, Pair request);

  InsertionFinder& finder() { return finder_; }

 private:
  // A vehicle that choose() has not judged yet.
  struct Untried {
    std::size_t vehicle = 0;
    std::optional<Gaps> gaps;  // of a blink
    Ticks at_least = -kNever;  // what a place costs there
  };
  void offer(std::size_t vehicle, const Insertion& insertion);
  void try_vehicle(const Plan& plan, Pair request, const Untried& untried);
  // Whether half of a route's gaps are overlooked this time, and which are left.
  std::optional<Gaps> blink(RandomStream& random) const;

  const Problem* problem_;
  OrderWeights weights_;
  std::uint32_t blink_below_;  // of a 32-bit draw
  InsertionFinder finder_;
  InsertionCache cache_;
  Insertion chosen_;
  std::size_t chosen_vehicle_ = 0;
  std::vector<Untried> untried_;  // scratch of choose()
  std::vector<Ticks> rank_;       // per pair, scratch of arrange
};

}  // namespace grend::routing
