// A synthetic region while it is being drawn: road nodes and ways, dwellings and facilities on a
// plane in metres. The pieces (main roads, farm roads, settlements) each add their part.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/random.h"
#include "models/region/plane.h"
#include "models/region/region_input.h"
#include "models/region/segment_grid.h"

namespace grend::region {

using DraftNode = std::uint32_t;  // index of a road node

// What a way is: its OSM highway class ("ferry" for a ferry) and signed speed, km/h (0: none).
struct RoadKind {
  std::string_view highway;
  int speed = 0;
  bool operator==(const RoadKind&) const = default;
};
inline constexpr RoadKind kSlopeRoad = {"tertiary", 60};
inline constexpr RoadKind kFarmRoad = {"unclassified", 50};
inline constexpr RoadKind kStreet = {"residential", 30};
inline constexpr RoadKind kDriveway = {"service", 30};
inline constexpr RoadKind kTrack = {"track", 30};
inline constexpr RoadKind kFootway = {"footway"};
inline constexpr RoadKind kHikingPath = {"path"};
inline constexpr RoadKind kFerry = {"ferry"};

struct DraftWay {
  std::vector<DraftNode> nodes;
  RoadKind kind;
  std::string label;  // road number, or a ferry's name; may be empty
};

struct Dwelling {
  Vec2 position;
  std::int64_t persons = 0;
};

struct DraftFacility {
  FacilityKind kind;
  std::string name;
  Vec2 position;
  double weight = 1;
};

class Draft {
 public:
  const std::vector<Vec2>& nodes() const { return nodes_; }
  const std::vector<DraftWay>& ways() const { return ways_; }
  Vec2 position(DraftNode node) const { return nodes_[node]; }

  DraftNode add_node(Vec2 position);
  void add_way(std::vector<DraftNode> way_nodes, RoadKind kind, std::string label = "");
  // Keeps later lines from crossing the pieces between these nodes.
  void block(std::span<const DraftNode> way_nodes);
  // A way along `line` whose first point is the existing node `ends.from` and, if given, whose last
  // is `ends.to`. It blocks later lines. Returns its nodes.
  struct Ends {
    DraftNode from;
    std::optional<DraftNode> to = std::nullopt;
  };
  std::vector<DraftNode> add_line(std::span<const Vec2> line, RoadKind kind, Ends ends,
                                  std::string label = "");
  // Would that way cross what blocks it?
  bool is_blocked(std::span<const Vec2> line, Ends ends) const;
  // Later lines are far from all that blocks now.
  void unblock() { segments_.clear(); }

  std::vector<Dwelling> dwellings;
  std::vector<DraftFacility> facilities;

 private:
  std::vector<Vec2> nodes_;
  std::vector<DraftWay> ways_;
  SegmentGrid segments_;
};

// Lets exactly `persons` live at the sites: household after household at random, more than one per
// site where there are more households than sites.
void settle(Draft& draft, RandomStream& random, std::vector<Vec2> sites, std::int64_t persons);

}  // namespace grend::region
