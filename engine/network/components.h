// Strongly connected components of the roads one profile may travel. A traveller who starts inside
// the largest can reach all of it and come back.
#pragma once

#include <array>

#include "engine/network/travel_graph.h"

namespace grend::network {

// For each node, is it in the largest strongly connected component? Of equally large ones the one
// with the lowest node is taken; a node without any open edge is never in it. O(nodes + edges).
IdVector<NodeId, bool> largest_component(const TravelGraph& graph);

// For each edge, can a traveller who starts or ends a trip on it reach all of the largest component
// and come back? Ferries count: nobody lives on one, but that is the caller's matter.
IdVector<EdgeId, bool> connected_edges(const TravelGraph& graph);

// For each profile, how many edges that it may travel lie outside its largest component.
std::array<std::size_t, kProfileCount> edges_outside_component(const RoadGraph& roads);

}  // namespace grend::network
