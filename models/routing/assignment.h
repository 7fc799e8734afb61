// Ways to give the requests that wait to vehicles, all at once. Each takes a plan whose `unserved`
// wait, and adds them to its routes; those that stay in `unserved` have no place. What the routes
// hold keeps its order. Deterministic; one file each.
#pragma once

#include "models/routing/plan.h"

namespace grend::routing {

// One after the other, in the order in which they wait, each to its cheapest place.
Plan assign_in_order(const Problem& problem, const Plan& start);

// Round by round one request at most to each vehicle, so that as many as possible get a place and
// the sum of their costs is least: a linear assignment (Simonetto, Monteil & Gambella 2019,
// Transportation Research C 101).
Plan assign_linearly(const Problem& problem, const Plan& start);

struct GroupSizes {
  std::size_t largest = 3;   // requests in a group
  std::size_t most = 1'000;  // groups kept of each vehicle and size, the cheapest
};
// Groups of requests that one vehicle could take together, built up from smaller ones, and of all
// groups those that serve most at the least cost: an integer program (Alonso-Mora et al. 2017,
// PNAS 114(3)). Repeated with those left out until nobody more is served.
Plan assign_in_groups(const Problem& problem, const Plan& start, const GroupSizes& sizes);

}  // namespace grend::routing
