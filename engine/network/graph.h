// The road network: junctions (nodes) joined by edges. An edge is a stretch of road between two
// junctions, with its geometry, that may be travelled forward (from -> to), backward, both or
// neither by each profile; some turns from edge to edge may be banned. What roads are like without
// snow, closures and queues: engine/network/conditions.h changes that. Immutable after building;
// shared read-only by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id_vector.h"
#include "engine/base/measure.h"
#include "engine/geo/point.h"
#include "engine/network/edge_shapes.h"
#include "engine/network/profile.h"

namespace grend::network {

using NodeId = Id<struct NodeTag>;
using BanId = Id<struct BanTag>;
using RoadId = Id<struct RoadTag>;

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

// The longest edge: its length fits 32 bits, and no road or ferry is nearly as long.
inline constexpr Distance kLongestEdge = kilometres(10'000);

// Travel time in milliseconds over the whole edge in each direction; kClosed where not allowed.
struct EdgeTimes {
  std::uint32_t forward = kClosed;
  std::uint32_t backward = kClosed;
  bool operator==(const EdgeTimes&) const = default;
};

// One direction of one edge.
struct DirectedEdge {
  EdgeId edge;
  bool forward = true;
  auto operator<=>(const DirectedEdge&) const = default;
};

// Edges that may not be travelled one right after another: a banned turn (two edges), or a banned
// way through (three or more).
struct TurnBans {
  Jagged<BanId, DirectedEdge> edges;
  IdVector<BanId, ProfileSet> profiles;  // whom it holds for

  std::size_t size() const { return profiles.size(); }
  bool operator==(const TurnBans&) const = default;
};

// What people call a road: its number and its name; either may be empty.
struct RoadName {
  std::string number;  // "Fv 27"
  std::string name;    // "Venabygdsvegen"
  auto operator<=>(const RoadName&) const = default;
};

// An edge across water. In planning its time is the expected wait at the quay plus the crossing;
// in a simulated day it is a departure with room for some cars.
struct Ferry {
  EdgeId edge;
  Duration crossing;             // on the water
  Duration wait;                 // expected at a quay on land; part of the edge's times
  std::int32_t deck_places = 0;  // cars a departure takes; 0: not known
  bool operator==(const Ferry&) const = default;
};

struct RoadGraph {
  IdVector<NodeId, geo::Point> position;
  IdVector<EdgeId, NodeId> from;
  IdVector<EdgeId, NodeId> to;
  IdVector<EdgeId, std::uint32_t> length;  // cm, > 0, at most kLongestEdge
  IdVector<EdgeId, RoadClass> road_class;
  std::array<IdVector<EdgeId, EdgeTimes>, kProfileCount> times;
  EdgeShapes geometry;  // with both end points
  TurnBans bans;
  IdVector<EdgeId, RoadId> road;     // whose name it has; none: nameless
  IdVector<RoadId, RoadName> roads;  // ascending, each once
  std::vector<Ferry> ferries;        // ascending by edge

  std::size_t nodes() const { return position.size(); }
  std::size_t edges() const { return from.size(); }
  const EdgeTimes& edge_times(Profile profile, EdgeId edge) const {
    return times[index_of(profile)][edge];
  }
  NodeId tail(DirectedEdge e) const { return e.forward ? from[e.edge] : to[e.edge]; }
  NodeId head(DirectedEdge e) const { return e.forward ? to[e.edge] : from[e.edge]; }
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
