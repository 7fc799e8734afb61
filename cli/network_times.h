// Travel times between municipalities from a road network of one's own, for `grend regions`.
#pragma once

#include "cli/commands.h"
#include "models/labour/link_times.h"

namespace grend::cli {

// By car, undisturbed, between the municipalities' places in `points` (CSV id, lon, lat with their
// numbers, or their polygons as GeoJSON, by centroid). Throws Error: kMissingInput, kBadData with
// all municipalities of the table that have no place.
labour::LinkTimes network_times(const RoadOptions& network, const std::string& points,
                                const labour::CommutingTable& table, Console& console);

}  // namespace grend::cli
