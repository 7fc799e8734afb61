#include "models/region/valley.h"

#include <algorithm>

namespace grend::region {

double Water::reach(double at) const {
  if (!along.contains(at)) return 0;
  const double taper = std::min(2'500.0, along.length() / 3);
  const double from_shore = along.from < 0 ? taper : at - along.from;
  const double inside = std::min({from_shore, along.to - at, taper}) / taper;
  return half_width * inside * (2 - inside);
}

std::vector<Interval<double>> open_stretches(Interval<double> whole,
                                             std::vector<Interval<double>> taken) {
  std::sort(taken.begin(), taken.end(),
            [](const auto& a, const auto& b) { return a.from < b.from; });
  std::vector<Interval<double>> open;
  double from = whole.from;
  for (const auto& stretch : taken) {
    if (stretch.from > from) open.push_back({from, std::min(stretch.from, whole.to)});
    from = std::max(from, stretch.to);
    if (from >= whole.to) return open;
  }
  open.push_back({from, whole.to});
  return open;
}

std::size_t MainRoad::nearest(double along) const {
  const double index = std::max(along / kStep + 0.5, 0.0);
  return std::min(static_cast<std::size_t>(index), nodes.size() - 1);
}

void MainRoad::limit_speed(Interval<double> along, int limit) {
  for (std::size_t i = nearest(along.from); i < nearest(along.to); ++i) {
    speed[i] = std::min(speed[i], limit);
  }
}

void Valley::use(Side side, Interval<double> along) {
  used[static_cast<std::size_t>(side)].push_back(along);
}

const std::vector<Interval<double>>& Valley::used_by(Side side) const {
  return used[static_cast<std::size_t>(side)];
}

std::optional<ValleyRoad> draw_valley_road(Draft& draft, const Spine& spine,
                                           std::span<const ValleyPoint> control, RoadKind kind,
                                           Draft::Ends ends, std::string label) {
  constexpr double kStep = 45;
  std::vector<Vec2> flat;
  for (const auto& p : control) flat.push_back({p.along, p.across});
  ValleyRoad road;
  std::vector<Vec2> line;
  for (const Vec2 p : smooth_line(flat, kStep)) {
    road.at.push_back({p.x, p.y});
    line.push_back(spine.at(road.at.back()));
  }
  if (draft.is_blocked(line, ends)) return std::nullopt;
  road.nodes = draft.add_line(line, kind, ends, std::move(label));
  return road;
}

MainRoad draw_main_road(Draft& draft, RandomStream& random, const Spine& spine, const Water& water,
                        RoadKind kind, std::optional<DraftNode> start) {
  constexpr double kFromRiver = 240;
  constexpr double kFromShore = 110;
  const Wiggle slow(random, spine.length(), 1'000, 170);
  const Wiggle quick(random, spine.length(), 280, 55);
  MainRoad road;
  road.kind = kind;
  const auto count = static_cast<std::size_t>(spine.length() / MainRoad::kStep) + 1;
  for (std::size_t i = 0; i < count; ++i) {
    const double along = static_cast<double>(i) * MainRoad::kStep;
    const double shore = water.reach(along);
    const double river = kFromRiver + slow.at(along);
    const double across = std::max(river, shore + kFromShore) + quick.at(along);
    // A side road leaves from the main road itself and comes to its own line within 600 m.
    const double settled = start ? std::min(along / 600, 1.0) : 1.0;
    const ValleyPoint p = {along, across * settled * settled * (3 - 2 * settled)};
    road.at.push_back(p);
    road.nodes.push_back(i == 0 && start ? *start : draft.add_node(spine.at(p)));
    road.speed.push_back(kind.speed);
  }
  draft.block(road.nodes);
  return road;
}

void add_main_road_ways(Draft& draft, const MainRoad& road, const std::string& number) {
  constexpr std::size_t kLongest = 75;  // pieces: ways of at most 3 km
  std::size_t from = 0;
  for (std::size_t i = 1; i < road.nodes.size(); ++i) {
    const bool last = i + 1 == road.nodes.size();
    if (!last && road.speed[i] == road.speed[from] && i - from < kLongest) continue;
    RoadKind kind = road.kind;
    kind.speed = road.speed[from];
    const auto begin = road.nodes.begin();
    draft.add_way(
        {begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(i) + 1},
        kind, number);
    from = i;
  }
}

}  // namespace grend::region
