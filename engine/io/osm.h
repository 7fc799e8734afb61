// OpenStreetMap data as plain tables: what Grend needs of nodes, ways and turn restrictions,
// nothing else. Read from and written to .osm, .osm.gz, .osm.bz2 and .osm.pbf by libosmium. What
// tags mean for a traveller is decided in engine/network; here they are text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/geo/point.h"

namespace grend::io {

struct OsmNode {
  std::int64_t id = 0;
  geo::LonLat position;
};

using Tag = std::pair<std::string, std::string>;
using Tags = std::vector<Tag>;
// The value, empty if absent.
std::string_view tag_of(const Tags& tags, std::string_view key);

struct OsmWay {
  std::int64_t id = 0;
  std::vector<std::int64_t> nodes;
  Tags tags;

  std::string_view tag(std::string_view key) const { return tag_of(tags, key); }
};

// A gate, a bollard, ... on a road.
struct OsmBarrier {
  std::int64_t node = 0;
  Tags tags;
};

// A relation of type=restriction: from some ways, via a node or ways in order, to some ways.
struct OsmRestriction {
  std::int64_t id = 0;
  std::vector<std::int64_t> from;
  std::vector<std::int64_t> via_nodes;
  std::vector<std::int64_t> via_ways;
  std::vector<std::int64_t> to;
  Tags tags;
};

struct OsmData {
  std::vector<OsmNode> nodes;                // ascending by id, only those that a kept way uses
  std::vector<OsmWay> ways;                  // roads, paths and ferry routes, ascending by id
  std::vector<OsmBarrier> barriers;          // on those ways, ascending by node
  std::vector<OsmRestriction> restrictions;  // ascending by id
  // Counted, never silent.
  std::size_t ways_dropped = 0;       // neither road nor ferry
  std::size_t way_nodes_missing = 0;  // references to nodes that the file does not hold
};

// Throws Error: kMissingInput if the file is absent, kBadData if it is not readable OSM data.
OsmData read_osm(const std::string& path);
// Atomic (temporary file, then rename). The format follows the file's ending.
void write_osm(const std::string& path, const OsmData& data);

}  // namespace grend::io
