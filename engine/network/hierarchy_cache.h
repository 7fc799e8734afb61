// Contraction hierarchies in the cache, each under the hash of the travel graph itself, so that
// equal roads find the same entry whatever file, condition or traveller they come from.
#pragma once

#include <string>

#include "engine/network/contraction.h"
#include "engine/store/cache.h"

namespace grend::network {

// Of the times, lengths, ends and bans of all edges. O(edges).
std::string hierarchy_key(const TravelGraph& graph);

// The same as contract(graph, executor): from the cache if it is there, else made and saved.
Contracted contract(const TravelGraph& graph, par::Executor& executor, store::Cache& cache);

// Whether a hierarchy can be one of this travel graph as far as searches lean on it: every index
// leads to where it should, every arc upward, and every shortcut over nodes below it. O(arcs).
bool is_sound(const Contracted& hierarchy, const TravelGraph& graph);

}  // namespace grend::network
