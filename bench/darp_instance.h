// Dial-a-ride benchmark files of Cordeau (2006) and Cordeau & Laporte (2003): `m n T Q L`, then
// `id x y service load earliest latest` per node; node 0 is the depot, 1..n the pick-ups, n+1..2n
// the drop-offs. Most of the 2003 files carry 2n in the header and lack the end depot, so n follows
// from the number of node lines.
#pragma once

#include <string>
#include <vector>

#include "models/routing/plan.h"

namespace grend::bench {

struct DarpNode {
  double x = 0;
  double y = 0;
  double service = 0;
  double load = 0;
  double earliest = 0;
  double latest = 0;
};

struct DarpInstance {
  std::size_t vehicles = 0;
  std::size_t requests = 0;
  double longest_route = 0;
  double capacity = 0;
  double longest_ride = 0;
  std::vector<DarpNode> nodes;  // 0 the depot, 1..2n
};

using DarpRoutes = std::vector<std::vector<std::size_t>>;  // node numbers, without the depot

// Throw Error(kBadData) that names the line.
DarpInstance read_darp(const std::string& path);
DarpRoutes read_darp_routes(const std::string& path);

double darp_cost(const DarpInstance& instance, const DarpRoutes& routes);

// In ticks of a ten-millionth (coarser if the map is large); legs are rounded up, so whatever is
// feasible in ticks is feasible in the plane, and costs are good to 1e-6.
routing::Problem to_problem(const DarpInstance& instance);
DarpRoutes to_routes(const DarpInstance& instance, const routing::Plan& plan);

}  // namespace grend::bench
