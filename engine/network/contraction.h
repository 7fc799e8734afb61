// Builds a contraction hierarchy (Geisberger et al. 2008): nodes are taken out one after another,
// the least important first, and where a shortest path led through the node a shortcut joins its
// neighbours. Nodes that are less important than all their neighbours are taken out together, in
// parallel (Vetter 2009); the result is the same for any number of threads.
#pragma once

#include <vector>

#include "engine/network/cost.h"
#include "engine/network/travel_graph.h"
#include "engine/network/via.h"
#include "engine/par/executor.h"

namespace grend::network {

// From a node to a more important one, with the costs of both directions (kNoWay: closed).
struct UpArc {
  Cost up = kNoWay;    // node -> head
  Cost down = kNoWay;  // head -> node
  std::uint32_t head = 0;
  std::uint32_t head_first = 0;  // index of the head's first arc
  bool operator==(const UpArc&) const = default;
};
struct UpArcVia {
  Via up;
  Via down;
  bool operator==(const UpArcVia&) const = default;
};

// Nodes are renumbered by rank: every node after the more important ones it leads to, and near
// them, so that what a search needs lies together in memory.
struct Contracted {
  std::vector<std::uint32_t> rank;   // by NodeId of the travel graph
  std::vector<std::uint32_t> first;  // by rank: its arcs, all to lower ranks
  std::vector<UpArc> arcs;
  std::vector<UpArcVia> vias;  // beside arcs, kept apart because only paths need them
};

// Throws Error(kBadData) if more than 1,000 roads meet at a junction, at first or in the course of
// it: time and memory would grow with the square of their number.
Contracted contract(const TravelGraph& graph, par::Executor& executor);

}  // namespace grend::network
