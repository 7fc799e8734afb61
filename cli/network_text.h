// A network file's description as text, for `import network` and `doctor`.
#pragma once

#include "cli/commands.h"
#include "engine/network/read_network.h"

namespace grend::cli {

// Throws what network::read_network() throws.
network::ReadNetwork read_network(const NetworkFileOptions& options, Console& console);
// What the file holds, what was left out and what looks wrong.
void print_network(const network::ReadNetwork& network, Console& console);

}  // namespace grend::cli
