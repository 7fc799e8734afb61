#include "models/routing/min_cost_flow.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>

#include "engine/base/check.h"

namespace grend::routing {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using EdgeProperties = boost::property<
    boost::edge_capacity_t, std::int64_t,
    boost::property<boost::edge_residual_capacity_t, std::int64_t,
                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor,
                                    boost::property<boost::edge_weight_t, std::int64_t>>>>;
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
  std::vector<Traits::edge_descriptor> edges;
  for (const FlowArc& arc : arcs) {
    GREND_CHECK(arc.cost >= 0);
    const auto forth = add_edge(arc.from, arc.to, graph).first;
    const auto back = add_edge(arc.to, arc.from, graph).first;
    capacity[forth] = residual[forth] = arc.capacity;
    capacity[back] = residual[back] = 0;
    weight[forth] = arc.cost;
    weight[back] = -arc.cost;
    reverse[forth] = back;
    reverse[back] = forth;
    edges.push_back(forth);
  }
  if (nodes > 0) boost::successive_shortest_path_nonnegative_weights(graph, source, sink);
  std::vector<std::int64_t> flow;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    flow.push_back(arcs[i].capacity - residual[edges[i]]);
  }
  return flow;
}

}  // namespace grend::routing
