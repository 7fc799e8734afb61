#include "engine/network/path.h"

namespace grend::network {
namespace {

void add_part(EdgeId edge, bool forward, std::uint32_t length, std::vector<PathStep>& steps) {
  if (length > 0) steps.push_back({edge, forward, length});
}

}  // namespace

void add_direct(EdgeId edge, DirectTravel direct, std::vector<PathStep>& steps) {
  add_part(edge, direct.forward, cost_length(direct.cost), steps);
}

void add_departure(const RoadGraph& graph, Place from, bool forward, std::vector<PathStep>& steps) {
  add_part(from.edge, forward, forward ? graph.length[from.edge] - from.offset : from.offset,
           steps);
}

void add_edge(const RoadGraph& graph, DirectedEdge via, std::vector<PathStep>& steps) {
  steps.push_back({via.edge, via.forward, graph.length[via.edge]});
}

void add_arrival(const RoadGraph& graph, Place to, bool forward, std::vector<PathStep>& steps) {
  add_part(to.edge, forward, forward ? to.offset : graph.length[to.edge] - to.offset, steps);
}

}  // namespace grend::network
