// Puts the steps of a trip together from its ends, the same for every algorithm.
#pragma once

#include <vector>

#include "engine/network/arcs.h"

namespace grend::network {

// The trip stays inside one edge.
void add_direct(EdgeId edge, DirectTravel direct, std::vector<PathStep>& steps);
// The part of the first edge that a departing traveller covers; nothing if it has no length.
void add_departure(const RoadGraph& graph, Place from, bool forward, std::vector<PathStep>& steps);
void add_edge(const RoadGraph& graph, DirectedEdge via, std::vector<PathStep>& steps);
void add_arrival(const RoadGraph& graph, Place to, bool forward, std::vector<PathStep>& steps);

}  // namespace grend::network
