// One valley while it is being drawn: its middle line, its water, its through road and which
// stretches of its two sides are taken. Roads are drawn in valley coordinates, every stretch is
// used once, and a line that would cross another is not drawn, so that roads meet only where they
// join.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/interval.h"
#include "models/region/curve.h"
#include "models/region/draft.h"

namespace grend::region {

// The side of the through road is the near side: left of the middle line, `across` > 0.
enum class Side { kNear, kFar };
inline double sign(Side side) { return side == Side::kNear ? 1 : -1; }

// A lake or an arm of the sea along the middle line. It is open to the sea where it begins before
// the valley's start, else it narrows towards both ends.
struct Water {
  Interval<double> along;  // empty: only a river
  double half_width = 0;

  // Half the width at a point of the valley: 0 on land.
  double reach(double at) const;
};

// A road with its nodes' places in the valley.
struct ValleyRoad {
  std::vector<DraftNode> nodes;
  std::vector<ValleyPoint> at;
};

// The through road, with a node every kStep metres along the valley.
struct MainRoad {
  static constexpr double kStep = 40;
  RoadKind kind;
  std::vector<DraftNode> nodes;
  std::vector<ValleyPoint> at;  // of each node
  std::vector<int> speed;       // of the piece that starts at each node

  std::size_t nearest(double along) const;
  void limit_speed(Interval<double> along, int limit);
};

struct Valley {
  Spine spine;
  Water water;
  MainRoad road;
  std::array<std::vector<Interval<double>>, 2> used = {};  // by side
  std::vector<Interval<double>> built_up = {};             // villages, centre

  double length() const { return spine.length(); }
  void use(Side side, Interval<double> along);
  const std::vector<Interval<double>>& used_by(Side side) const;
};

// What of `whole` no stretch takes, ascending.
std::vector<Interval<double>> open_stretches(Interval<double> whole,
                                             std::vector<Interval<double>> taken);

// Draws a smooth road through the control points; nothing if it would cross another.
std::optional<ValleyRoad> draw_valley_road(Draft& draft, const Spine& spine,
                                           std::span<const ValleyPoint> control, RoadKind kind,
                                           Draft::Ends ends, std::string label = "");

// Draws the nodes of a through road that winds along the valley. It begins at `start` if given.
MainRoad draw_main_road(Draft& draft, RandomStream& random, const Spine& spine, const Water& water,
                        RoadKind kind, std::optional<DraftNode> start);
// Adds the road's ways once all its speed limits are known.
void add_main_road_ways(Draft& draft, const MainRoad& road, const std::string& number);

}  // namespace grend::region
