// A road graph as files for other tools. GMNS keeps everything Grend knows of cars to the last
// centimetre and millisecond: reading it back gives the same edges. OpenStreetMap tags are coarser:
// lengths follow the shape, and a free-flow speed is written as the limit that leads to it.
#pragma once

#include <string>

#include "engine/io/osm.h"
#include "engine/network/graph.h"
#include "engine/network/speeds.h"

namespace grend::network {

// `crs` is that of the graph's plane. Throws Error(kUsage) if it is empty or unknown.
io::OsmData to_osm(const RoadGraph& graph, const std::string& crs, const SpeedParameters& speeds);

// Writes node.csv, link.csv and config.csv into the folder, which is made if needed. Throws
// Error(kCannotCreate) if one of them exists and `overwrite` is false.
void write_gmns(const std::string& folder, const RoadGraph& graph, const std::string& crs,
                bool overwrite);

}  // namespace grend::network
