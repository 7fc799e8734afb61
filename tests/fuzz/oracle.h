// What must hold of travel on any road graph, whatever input it came from: the hierarchy finds what
// Dijkstra finds, a matrix what single trips find, a path adds up to its trip and makes no banned
// turn. Each violation is a finding.
#pragma once

#include <span>

#include "engine/network/router.h"

namespace grend::fuzz {

// Both ends and the middle of some edges, spread over the graph.
std::vector<network::Place> some_places(const network::RoadGraph& graph, std::size_t edges);

void check_trips(const network::Router& router, network::Profile profile,
                 std::span<const network::Place> places);

}  // namespace grend::fuzz
