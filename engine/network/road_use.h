// What the tags of an OSM way mean for each travel profile: who may use it, in which direction,
// how fast. After https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing (access, oneway,
// maxspeed), with Norway's defaults where the map is silent. `access=private` closes a road:
// there is no notion yet of a road that only its residents may use.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "engine/io/osm.h"
#include "engine/network/graph.h"
#include "engine/network/speeds.h"

namespace grend::network {

// Zero where the direction is closed.
struct DirectedSpeeds {
  Speed forward;
  Speed backward;
  bool open() const { return forward > Speed(0) || backward > Speed(0); }
};

struct RoadUse {
  RoadClass road_class = RoadClass::kUnclassified;
  std::array<DirectedSpeeds, kProfileCount> speeds;
  std::optional<Duration> crossing;  // a ferry's time over the whole way, if the map gives it
};

// The use of a way, or why it has none.
struct RoadUseOrReason {
  std::optional<RoadUse> use;
  std::string reason;
};
RoadUseOrReason road_use(const io::OsmWay& way, const SpeedParameters& speeds);

}  // namespace grend::network
