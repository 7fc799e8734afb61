// OSM turn restrictions and barriers as banned sequences of edges
// (https://wiki.openstreetmap.org/wiki/Relation:restriction): no_* and only_*, via a node or via
// ways, with `except` and restrictions for one kind of traveller. What cannot be used, or is out of
// all bounds (ban_list.h), is counted by its reason. O(edges + members of restrictions).
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/io/osm.h"
#include "engine/network/graph.h"

namespace grend::network {

// Which edges a way became: first and one past the last, in the way's own order and direction. A
// way that is cut by missing nodes has several entries.
struct WayEdges {
  std::int64_t way = 0;
  EdgeId first;
  EdgeId end;
};

struct TurnRuleReport {
  std::size_t restrictions_used = 0;
  std::map<std::string, std::size_t> restrictions_dropped;  // by reason
  std::size_t barriers_used = 0;
  std::map<std::string, std::size_t> barriers_dropped;  // by reason
};

// `ways` ascending by way; `junction_of` tells the junction of an OSM node, none if it is none.
struct TurnRuleInput {
  const io::OsmData& osm;
  const RoadGraph& graph;
  const std::vector<WayEdges>& ways;
  const std::vector<std::pair<std::int64_t, NodeId>>& junctions;  // ascending by OSM id
};
TurnBans turn_bans(const TurnRuleInput& input, TurnRuleReport& report);

// Whom a restriction holds for; empty: for nobody that travels here (lorries, caravans).
ProfileSet restricted_profiles(const io::Tags& tags);

}  // namespace grend::network
