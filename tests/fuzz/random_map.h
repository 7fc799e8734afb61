// Small maps and road conditions from the decisions of a fuzz input: a coarse grid (so that nodes
// coincide and costs tie), tags from a dictionary that reaches every branch of the tag rules,
// restrictions and barriers that often make sense and often do not.
#pragma once

#include "engine/io/osm.h"
#include "engine/network/road_day.h"
#include "tests/fuzz/decisions.h"

namespace grend::fuzz {

io::OsmData draw_map(Decisions& decide);
network::RoadConditions draw_conditions(Decisions& decide, const io::OsmData& map);
network::RoadDate draw_date(Decisions& decide);

}  // namespace grend::fuzz
