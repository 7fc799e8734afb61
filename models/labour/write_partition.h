// A partition as a table and as a map.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/labour/partition.h"

namespace grend::labour {

// Columns municipality, name, region (the centre's code), region_name, role, ground, joined_to,
// out_percent, in_percent, minutes; the last four are empty where no one link decided. In the order
// of municipality codes.
std::string partition_csv(const Partition& partition, const CommutingTable& table);

struct PartitionMap {
  std::string geojson;
  std::vector<std::string> without_shape;         // municipalities, "1144 Kvitsøy"
  std::vector<std::string> without_municipality;  // codes of shapes, which are left out
};

// The shapes of a GeoJSON file whose features carry the property `municipality` or `kommunenummer`
// (text, or a whole number: 301 is 0301), each with the columns of its municipality as properties.
// One feature at a time is held in memory. `outlines`: GeoJSON geometries by code, for those
// municipalities that the file lacks; their features say so (`shape`: inhabited cells). Throws
// Error: kMissingInput, kBadData.
PartitionMap partition_geojson(const Partition& partition, const CommutingTable& table,
                               const std::string& shapes,
                               const std::map<std::string, std::string>& outlines = {});

}  // namespace grend::labour
