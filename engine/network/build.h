// Builds the road graph from OSM data: tags to permissions and speeds, way shape to edges between
// junctions, barriers and restrictions to banned turns, projection to the plane. Everything left
// out is counted in the report.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>

#include "engine/geo/projection.h"
#include "engine/io/osm.h"
#include "engine/network/graph.h"
#include "engine/network/speeds.h"
#include "engine/network/turn_rules.h"

namespace grend::network {

struct BuildReport {
  std::size_t ways_used = 0;
  std::map<std::string, std::size_t> ways_dropped;  // by reason, ordered
  std::size_t nodes_missing = 0;                    // the way is cut there
  std::size_t zero_length_edges = 0;                // loops are dropped, others count as 1 cm
  std::size_t edges_too_long = 0;                   // more than kLongestEdge; dropped
  std::array<std::size_t, kProfileCount> edges_outside_component{};  // by profile
  TurnRuleReport turns;
};

struct BuiltNetwork {
  RoadGraph graph;
  BuildReport report;
};

// Throws Error(kBadData) if no road remains, or a node of a road is too far from the projection.
BuiltNetwork build_network(const io::OsmData& osm, const geo::Projection& projection,
                           const SpeedParameters& speeds);

}  // namespace grend::network
