// Networks in the cache, each under the hash of all it was made from. What comes out of the cache
// is checked in O(nodes + edges + bends) as far as searches lean on it.
#pragma once

#include <optional>
#include <string>

#include "engine/network/read_network.h"
#include "engine/store/cache.h"

namespace grend::network {

// Of the names and contents of the network's files, of the options, and of the projection library.
// Throws Error if a file cannot be read.
std::string network_key(const std::string& path, const NetworkOptions& options);

// Nothing if there is no good entry.
std::optional<ReadNetwork> load_network(store::Cache& cache, const std::string& key);
void save_network(store::Cache& cache, const std::string& key, const ReadNetwork& network);

// Whether every index leads to where it should and every measure is within its range.
bool is_sound(const RoadGraph& graph);

}  // namespace grend::network
