// A small town with everything in it that a reader may meet: bends, one-way streets, a ferry, a
// barrier, turn restrictions, names. What the seeds are written from.
#pragma once

#include "engine/io/osm.h"

namespace grend::fuzz {

io::OsmData sample_map();

}  // namespace grend::fuzz
