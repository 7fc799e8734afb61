// Cheapest maximum flow through a network of arcs, by Boost Graph's successive shortest paths:
// matches requests with vehicles, and idle vehicles with places that want one. Costs must not be
// negative. Exact in integers, and a function of the arcs' order alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace grend::routing {

struct FlowArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t capacity = 1;
  std::int64_t cost = 0;  // a unit
};

// The flow on each arc.
std::vector<std::int64_t> min_cost_max_flow(std::size_t nodes, const std::vector<FlowArc>& arcs,
                                            std::uint32_t source, std::uint32_t sink);

}  // namespace grend::routing
