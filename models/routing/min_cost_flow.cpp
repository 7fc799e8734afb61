#include "models/routing/min_cost_flow.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>
#include <limits>

#include "engine/base/check.h"

namespace grend::routing {
namespace {

using Cost = long double;
constexpr Cost kExact = 4.6e18L;  // whole numbers below are exact in 64 bits of mantissa
static_assert(std::numeric_limits<Cost>::digits >= 64);

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using EdgeProperties =
    boost::property<boost::edge_capacity_t, std::int64_t,
                    boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor,
                                                    // Boost adds up infinities of nodes that
                                                    // nothing reaches, which integers may not;
                                                    // these are whole numbers all the same.
                                                    boost::property<boost::edge_weight_t, Cost>>>>;
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                    EdgeProperties>;

}  // namespace

std::vector<std::int64_t> min_cost_max_flow(std::size_t nodes, const std::vector<FlowArc>& arcs,
                                            std::uint32_t source, std::uint32_t sink) {
  Graph graph(nodes);
  const auto capacity = get(boost::edge_capacity, graph);
  const auto weight = get(boost::edge_weight, graph);
  const auto reverse = get(boost::edge_reverse, graph);
  const auto residual = get(boost::edge_residual_capacity, graph);
  Cost dearest = 0;
  std::vector<Traits::edge_descriptor> edges;
  for (const FlowArc& arc : arcs) {
    const auto cost = static_cast<Cost>(arc.cost);
    GREND_CHECK(arc.cost >= 0);
    dearest = std::max(dearest, cost);
    const auto forth = add_edge(arc.from, arc.to, graph).first;
    const auto back = add_edge(arc.to, arc.from, graph).first;
    capacity[forth] = residual[forth] = arc.capacity;
    capacity[back] = residual[back] = 0;
    weight[forth] = cost;
    weight[back] = -cost;
    reverse[forth] = back;
    reverse[back] = forth;
    edges.push_back(forth);
  }
  GREND_CHECK(dearest * static_cast<Cost>(nodes) < kExact);
  if (nodes > 0) boost::successive_shortest_path_nonnegative_weights(graph, source, sink);
  std::vector<std::int64_t> flow;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    flow.push_back(arcs[i].capacity - residual[edges[i]]);
  }
  return flow;
}

}  // namespace grend::routing
