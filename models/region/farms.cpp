#include "models/region/farms.h"

#include <algorithm>
#include <cmath>

namespace grend::region {
namespace {

constexpr double kShortestLoop = 1'300;
constexpr double kLongestLoop = 5'500;
constexpr double kMargin = 120;
constexpr double kEnds = 500;            // where roads from elsewhere come in
constexpr double kTraverseSlope = 0.55;  // metres up the slope per metre along it

std::size_t node_at(const ValleyRoad& road, double along) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < road.at.size(); ++i) {
    if (std::abs(road.at[i].along - along) < std::abs(road.at[best].along - along)) best = i;
  }
  return best;
}

// The part of the through road that a loop leaves and comes back to.
ValleyRoad part_of(const MainRoad& road, Interval<double> along) {
  const auto first = static_cast<std::ptrdiff_t>(road.nearest(along.from));
  const auto last = static_cast<std::ptrdiff_t>(road.nearest(along.to)) + 1;
  return {{road.nodes.begin() + first, road.nodes.begin() + last},
          {road.at.begin() + first, road.at.begin() + last}};
}

ValleyRoad part_of(const ValleyRoad& road, Interval<double> along) {
  const auto first = static_cast<std::ptrdiff_t>(node_at(road, along.from));
  const auto last = static_cast<std::ptrdiff_t>(node_at(road, along.to)) + 1;
  return {{road.nodes.begin() + first, road.nodes.begin() + last},
          {road.at.begin() + first, road.at.begin() + last}};
}

class FarmDrawer {
 public:
  FarmDrawer(Draft& draft, RandomStream& random, const Valley& valley, const GenerateSpec& spec)
      : draft_(draft), random_(random), valley_(valley), spec_(spec) {}

  void draw_side(Side side) {
    side_ = side;
    const Interval<double> settled = {kEnds, valley_.length() - kEnds};
    for (const auto& open : open_stretches(settled, valley_.used_by(side))) {
      double from = open.from + kMargin;
      while (open.to - kMargin - from > kShortestLoop) {
        double length = random_.uniform(kShortestLoop, kLongestLoop);
        const double left = open.to - kMargin - from;
        if (left - length < kShortestLoop) length = std::min(left, kLongestLoop);
        if (random_.chance(spec_.slope_roads)) draw_stretch({from, from + length});
        from += length + random_.uniform(100, 500);
      }
    }
  }

  void draw_ribbon() {
    std::vector<DraftNode> piece;
    for (std::size_t i = 0; i < valley_.road.nodes.size(); ++i) {
      const double along = valley_.road.at[i].along;
      const bool built_up = std::any_of(valley_.built_up.begin(), valley_.built_up.end(),
                                        [&](const auto& b) { return b.contains(along); });
      if (!built_up) piece.push_back(valley_.road.nodes[i]);
      if (built_up || i + 1 == valley_.road.nodes.size()) {
        add_farms(piece, {farm_spacing() * 1.5, 100});
        piece.clear();
      }
    }
  }

  std::vector<Vec2> take_sites() { return std::move(sites_); }

 private:
  double farm_spacing() const { return to_metres(spec_.farm_spacing); }

  void add_farms(const std::vector<DraftNode>& road, FarmRow row) {
    const auto more = farms_along(draft_, random_, road, row);
    sites_.insert(sites_.end(), more.begin(), more.end());
  }

  void draw_stretch(Interval<double> along) {
    // The shores of a fjord are steep: fewer farm roads, and lower down.
    const bool steep = valley_.water.reach((along.from + along.to) / 2) > 0;
    if (steep && random_.chance(0.4)) return;
    const double height = steep ? random_.uniform(220, 420) : random_.uniform(330, 750);
    auto top = draw_loop(part_of(valley_.road, along), height);
    if (!top) return;
    std::optional<ValleyRoad> upper;
    if (!steep && along.length() > 1'900 && random_.chance(0.8)) {
      const double inset = along.length() * random_.uniform(0.15, 0.3);
      upper = draw_loop(part_of(*top, {along.from + inset, along.to - inset}),
                        random_.uniform(260, 480));
    }
    draw_hill_roads(upper ? *upper : *top);
    add_farms(top->nodes, {farm_spacing(), 130});
    if (upper) add_farms(upper->nodes, {farm_spacing(), 130});
  }

  // A road that leaves the base road at its first node, climbs `height` above it, runs along the
  // slope and comes back down at its last.
  std::optional<ValleyRoad> draw_loop(const ValleyRoad& base, double height) {
    const ValleyPoint from = base.at.front();
    const ValleyPoint to = base.at.back();
    const double length = to.along - from.along;
    std::vector<ValleyPoint> control = {from};
    const double climb = std::min(700.0, length / 3.5);
    const double slant = random_.uniform(-0.25, 0.25);  // one end higher than the other
    double at = from.along + random_.uniform(0.2, 0.35) * climb;
    while (at < to.along - 0.2 * climb) {
      const double up = std::min({(at - from.along) / climb, (to.along - at) / climb, 1.0});
      const double part = (at - from.along) / length - 0.5;
      const double rise = height * (1 + slant * part) * up * (2 - up);
      // Far-side roads first cross the river, which is where `across` is 0.
      const double below = std::max(sign(side_) * base.at[node_at(base, at)].across, 0.0);
      control.push_back({at, sign(side_) * (below + rise + random_.uniform(-80, 80) * up)});
      at += random_.uniform(150, 300);
    }
    control.push_back(to);
    const RoadKind kind = length > 3'200 ? kSlopeRoad : kFarmRoad;
    return draw_valley_road(draft_, valley_.spine, control, kind,
                            {base.nodes.front(), base.nodes.back()});
  }

  // Dead ends up from a loop, some on as tracks to the summer pastures.
  void draw_hill_roads(const ValleyRoad& loop) {
    const bool traverse = random_.chance(0.6);
    const double last = loop.at.back().along - 600;
    for (double along = loop.at.front().along + random_.uniform(400, 800); along < last;
         along += random_.uniform(450, 1'000)) {
      const std::size_t i = node_at(loop, along);
      const auto control = traverse ? traverse_up(loop.at[i]) : zigzag_up(loop.at[i]);
      const auto road =
          draw_valley_road(draft_, valley_.spine, control, kFarmRoad, {loop.nodes[i]});
      if (!road) continue;
      if (random_.chance(0.25)) draw_pasture_track(road->nodes.back(), control.back());
      add_farms(road->nodes, {farm_spacing(), 70});
    }
  }

  std::vector<ValleyPoint> traverse_up(ValleyPoint at) {
    std::vector<ValleyPoint> control = {at};
    const auto legs = random_.between(2, 5);
    for (std::int64_t i = 0; i < legs; ++i) {
      const double run = random_.uniform(120, 220);
      const double rise = i == 0 ? run * 0.8 : run * kTraverseSlope + random_.uniform(-25, 25);
      at.along += run;
      at.across += sign(side_) * rise;
      control.push_back(at);
    }
    return control;
  }

  std::vector<ValleyPoint> zigzag_up(ValleyPoint at) {
    std::vector<ValleyPoint> control = {at};
    const auto bends = random_.between(2, 4);
    double swing = random_.chance(0.5) ? 1 : -1;
    for (std::int64_t i = 0; i < bends; ++i) {
      at.across += sign(side_) * random_.uniform(110, 190);
      control.push_back({at.along + swing * random_.uniform(30, 140), at.across});
      swing = -swing;
    }
    return control;
  }

  void draw_pasture_track(DraftNode from, ValleyPoint at) {
    at.along += random_.uniform(200, 500);
    at.across += sign(side_) * random_.uniform(600, 1'600);
    const Vec2 start = draft_.position(from);
    const Vec2 pasture = valley_.spine.at(at);
    const auto line = smooth_line(winding(random_, start, pasture, 0.2, 220), 50);
    if (draft_.is_blocked(line, {from})) return;
    const DraftNode end = draft_.add_line(line, kTrack, {from}).back();
    if (!random_.chance(0.4)) return;
    const Vec2 summit = pasture + (pasture - start) * random_.uniform(0.6, 1.4);
    const auto path = smooth_line(winding(random_, pasture, summit, 0.2, 200), 60);
    if (!draft_.is_blocked(path, {end})) draft_.add_line(path, kHikingPath, {end});
  }

  Draft& draft_;
  RandomStream& random_;
  const Valley& valley_;
  const GenerateSpec& spec_;
  Side side_ = Side::kNear;
  std::vector<Vec2> sites_;
};

}  // namespace

std::vector<Vec2> farms_along(Draft& draft, RandomStream& random,
                              const std::vector<DraftNode>& road, FarmRow row) {
  constexpr double kNeedsDrive = 45;
  std::vector<Vec2> sites;
  double rest = row.spacing * random.uniform(0.3, 1.0);
  for (std::size_t i = 1; i + 1 < road.size(); ++i) {
    const Vec2 a = draft.position(road[i - 1]);
    const Vec2 b = draft.position(road[i]);
    rest -= distance(a, b);
    if (rest > 0) continue;
    rest = row.spacing * random.uniform(0.4, 1.6);
    const Vec2 way = (b - a) * (1 / distance(a, b));
    const Vec2 side = way.left() * (random.chance(0.5) ? 1 : -1);
    const double setback = random.uniform(18, row.deepest);
    const Vec2 site = b + side * setback + way * random.uniform(-15, 15);
    const Vec2 bend = between(b, site, 0.5) + way * random.uniform(-12, 12);
    const auto drive = smooth_line(std::vector<Vec2>{b, bend, site}, 30);
    const bool blocked = draft.is_blocked(drive, {road[i]});
    sites.push_back(blocked ? b + side * 18 : site);
    if (!blocked && setback > kNeedsDrive) draft.add_line(drive, kDriveway, {road[i]});
  }
  return sites;
}

std::vector<Vec2> draw_farms(Draft& draft, RandomStream& random, const Valley& valley,
                             const GenerateSpec& spec) {
  FarmDrawer drawer(draft, random, valley, spec);
  drawer.draw_side(Side::kNear);
  drawer.draw_side(Side::kFar);
  drawer.draw_ribbon();
  return drawer.take_sites();
}

}  // namespace grend::region
