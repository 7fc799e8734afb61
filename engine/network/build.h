// Builds the road graph from OSM data: tags to permissions and speeds, way shape to edges between
// junctions, projection to the plane. Everything left out is counted in the report.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "engine/geo/projection.h"
#include "engine/io/osm.h"
#include "engine/network/graph.h"

namespace grend::io {
class FieldVisitor;
}

namespace grend::network {

// Speeds where the road itself does not say. Every value is a scenario parameter (region.speeds).
struct SpeedParameters {
  Speed walk = kilometres_per_hour(4.8);
  Speed bike = kilometres_per_hour(15);
  Speed ferry = kilometres_per_hour(18);
  // Free-flow car speed as a share of the signed limit on rural roads.
  double limit_compliance = 0.95;
  // Planning wait at a ferry quay, added to the crossing: half the headway.
  Duration ferry_wait = minutes(15);
};
void describe(io::FieldVisitor& v, SpeedParameters& p);

struct BuildReport {
  std::size_t ways_used = 0;
  std::map<std::string, std::size_t> ways_dropped;  // by reason, ordered
  std::size_t nodes_missing = 0;
  std::size_t zero_length_edges = 0;
  std::array<std::size_t, kProfileCount> edges_outside_component{};  // by profile
};

struct BuiltNetwork {
  RoadGraph graph;
  BuildReport report;
};

// Throws Error(kBadData) if no road remains.
BuiltNetwork build_network(const io::OsmData& osm, const geo::Projection& projection,
                           const SpeedParameters& speeds);

}  // namespace grend::network
