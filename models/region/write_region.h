// Writes a region as the files that a user with real data would have, and a scenario that runs it.
#pragma once

#include <string>

#include "models/region/region_input.h"

namespace grend::region {

// Creates the folder if needed and writes roads.osm.pbf, population.csv, facilities.csv and
// scenario.yaml into it. Reading them back gives the same region. Throws Error(kCannotCreate)
// before anything is written if one of the files exists and `overwrite` is false.
void write_region(const std::string& folder, const RegionInput& region, bool overwrite);

// Reads such a folder (without its scenario, which engine/io reads).
RegionInput read_region(const std::string& folder, const std::string& name, int utm_zone);

}  // namespace grend::region
