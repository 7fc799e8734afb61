// The road network: junctions (nodes) joined by edges. An edge is a stretch of road between two
// junctions, with its geometry, that may be travelled forward (from -> to), backward, both or
// neither by each profile. Immutable after building; shared read-only by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "engine/base/id_vector.h"
#include "engine/base/measure.h"
#include "engine/geo/point.h"
#include "engine/network/profile.h"

namespace grend::network {

using NodeId = Id<struct NodeTag>;
using EdgeId = Id<struct EdgeTag>;

// Kept for maps, reports and speeds; the order is that of the OSM main road classes.
enum class RoadClass : std::uint8_t {
  kMotorway,
  kTrunk,
  kPrimary,
  kSecondary,
  kTertiary,
  kUnclassified,
  kResidential,
  kService,
  kTrack,
  kPath,
  kFerry,
};
std::string_view road_class_name(RoadClass road_class);

inline constexpr std::uint32_t kClosed = std::numeric_limits<std::uint32_t>::max();
// The longest time of an edge in ms (12 days), so that sums of times cannot overflow.
inline constexpr std::uint32_t kLongestTime = (1u << 30) - 1;

// Travel time in milliseconds over the whole edge in each direction; kClosed where not allowed.
struct EdgeTimes {
  std::uint32_t forward = kClosed;
  std::uint32_t backward = kClosed;
  bool operator==(const EdgeTimes&) const = default;
};

struct RoadGraph {
  IdVector<NodeId, geo::Point> position;
  IdVector<EdgeId, NodeId> from;
  IdVector<EdgeId, NodeId> to;
  IdVector<EdgeId, std::uint32_t> length;  // cm, > 0
  IdVector<EdgeId, RoadClass> road_class;
  std::array<IdVector<EdgeId, EdgeTimes>, kProfileCount> times;
  Jagged<EdgeId, geo::Point> geometry;  // with both end points

  std::size_t nodes() const { return position.size(); }
  std::size_t edges() const { return from.size(); }
  const EdgeTimes& edge_times(Profile profile, EdgeId edge) const {
    return times[static_cast<std::size_t>(profile)][edge];
  }
  bool operator==(const RoadGraph&) const = default;
};

// A position on the network: `offset` cm along `edge` from its `from` end, 0 <= offset <= length.
struct Place {
  EdgeId edge;
  std::uint32_t offset = 0;
  auto operator<=>(const Place&) const = default;
};

geo::Point position_of(const RoadGraph& graph, Place place);

// The part of an edge's travel time from its start (in the direction of travel) to `offset` cm,
// rounded down: the one rounding rule, so that two parts always add up to the whole.
constexpr std::uint32_t partial_time(std::uint32_t whole, std::uint32_t offset,
                                     std::uint32_t length) {
  return static_cast<std::uint32_t>(std::uint64_t{whole} * offset / length);
}

}  // namespace grend::network
