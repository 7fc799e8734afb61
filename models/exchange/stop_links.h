// Nodes at which a place can be named by its coordinates and means exactly what it means elsewhere:
// added to the links of another tool before they become a road graph.
#pragma once

#include "engine/network/link_graph.h"

namespace grend::exchange {

// A node just before the end of a link: vehicles come to it by this link alone and go on to the
// link's end (MATSim's vehicles and people are "on" a link at its end). Drawn two metres to the
// right of the road. The link loses its last centimetre to a new one.
std::uint32_t split_at_end(network::LinkNetwork& network, std::uint32_t link);

// A node beside another one, joined to it both ways in no time.
std::uint32_t beside(network::LinkNetwork& network, std::uint32_t node);

}  // namespace grend::exchange
