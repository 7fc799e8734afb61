// Strongly connected components of the roads one profile may travel. A traveller who starts inside
// the largest can reach all of it and come back.
#pragma once

#include "engine/network/graph.h"

namespace grend::network {

// For each node, is it in the profile's largest strongly connected component? Of equally large
// ones the one with the lowest node is taken; a node without any open edge is never in it.
// O(nodes + edges).
IdVector<NodeId, bool> largest_component(const RoadGraph& graph, Profile profile);

}  // namespace grend::network
