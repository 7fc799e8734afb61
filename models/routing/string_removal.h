// Slack induction by string removals, the ruin of Christiaens & Vanden Berghe (2020, "Slack
// induction by string removals for vehicle routing problems"), for pick-up and delivery: a string
// is a run of a route's requests in the order of their pick-ups or of their drop-offs. Strings are
// taken from routes near one another, so that the freed slack lies together. No allocation after
// construction. Nobody on board is removed. One per thread.
#pragma once

#include <vector>

#include "engine/base/random.h"
#include "models/routing/neighbours.h"
#include "models/routing/plan.h"

namespace grend::routing {

struct RemovalSizes {
  double average = 10;  // requests removed per ruin
  double longest_string = 10;
  double split_chance = 0.5;   // of keeping some requests inside the string
  double split_growth = 0.01;  // chance to stop adding to those kept is this small
};

class StringRemoval {
 public:
  StringRemoval(const Problem& problem, RemovalSizes sizes);

  // Chooses what to remove; nothing is changed. `route_of` gives each request's vehicle, or
  // the number of vehicles for one that is not served.
  const std::vector<Pair>& choose(const Plan& plan, const std::vector<std::uint32_t>& route_of,
                                  RandomStream& random);

 private:
  Pair draw_seed(const Plan& plan, RandomStream& random) const;
  void cut(const Route& route, Pair around, double longest, RandomStream& random);

  const Problem* problem_;
  RemovalSizes sizes_;
  Neighbours neighbours_;
  std::vector<Pair> movable_;
  std::vector<Pair> removed_;
  std::vector<Pair> order_;           // scratch: the requests of one route
  std::vector<std::uint8_t> ruined_;  // per vehicle
};

}  // namespace grend::routing
