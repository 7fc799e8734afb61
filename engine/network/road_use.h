// What the tags of an OSM way mean for each travel profile: who may use it, in which direction,
// how fast. After https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing (access, oneway,
// maxspeed), with Norway's defaults where the map is silent.
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

// What the map says of a ferry.
struct FerryUse {
  std::optional<Duration> crossing;  // over the whole way
  std::optional<Duration> interval;  // between departures
  std::int32_t deck_places = 0;      // cars; 0: not known
};

struct RoadUse {
  RoadClass road_class = RoadClass::kUnclassified;
  std::array<DirectedSpeeds, kProfileCount> speeds;
  RoadName name;
  FerryUse ferry;

  DirectedSpeeds& of(Profile profile) { return speeds[index_of(profile)]; }
};

// The use of a way, or why it has none.
struct RoadUseOrReason {
  std::optional<RoadUse> use;
  std::string reason;
};
RoadUseOrReason road_use(const io::OsmWay& way, const SpeedParameters& speeds);

}  // namespace grend::network
