#include "models/region/crossings.h"

#include <algorithm>
#include <string>

#include "models/region/farms.h"

namespace grend::region {
namespace {

constexpr RoadKind kPass = {"secondary", 60};
constexpr RoadKind kHairpins = {"secondary", 40};
constexpr RoadKind kQuayRoad = {"tertiary", 40};
constexpr int kAttempts = 8;  // to find a line that crosses nothing

std::string road_number(RandomStream& random) {
  return "Fv " + std::to_string(random.between(250, 989));
}

// From the through road up the slope by hairpins; straight up where these would cross the road.
std::vector<DraftNode> draw_climb(Draft& draft, RandomStream& random, const Valley& valley,
                                  std::size_t first, Side side, const std::string& number) {
  const Draft::Ends ends{valley.road.nodes[first]};
  const ValleyPoint from = valley.road.at[first];
  const ValleyPoint across_river = {from.along, side == Side::kFar ? -150 : from.across};
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    ValleyPoint at = across_river;
    std::vector<ValleyPoint> control = {from};
    if (side == Side::kFar) control.push_back(at);
    double swing = random.chance(0.5) ? 1 : -1;
    const auto bends = random.between(3, 6);
    for (std::int64_t i = 0; i < bends; ++i) {
      at.across += sign(side) * random.uniform(150, 230);
      control.push_back({at.along + swing * random.uniform(120, 260), at.across});
      swing = -swing;
    }
    control.push_back({at.along, at.across + sign(side) * 450});
    const auto climb = draw_valley_road(draft, valley.spine, control, kHairpins, ends, number);
    if (climb) return climb->nodes;
  }
  const Vec2 top = valley.spine.at({from.along, across_river.across + sign(side) * 1'200});
  const std::vector<Vec2> straight = {draft.position(ends.from), top};
  return draft.add_line(smooth_line(straight, 60), kHairpins, ends, number);
}

}  // namespace

std::vector<Vec2> draw_pass(Draft& draft, RandomStream& random, Valley& valley, double along,
                            Side side, PassEnd& end) {
  const std::size_t first = valley.road.nearest(along);
  valley.use(side, {along - 600, along + 600});
  const std::string number = road_number(random);
  const auto climb = draw_climb(draft, random, valley, first, side, number);
  const Draft::Ends ends{climb.back(), end.node};
  std::vector<Vec2> line;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    line = smooth_line(winding(random, draft.position(ends.from), end.position, 0.11, 450), 60);
    if (!draft.is_blocked(line, ends)) break;
  }
  const auto road = draft.add_line(line, kPass, ends, number);
  end.node = road.back();
  auto sites = farms_along(draft, random, climb, {700, 40});
  const auto lodges = farms_along(draft, random, road, {6'000, 80});
  sites.insert(sites.end(), lodges.begin(), lodges.end());
  return sites;
}

void draw_far_shore(Draft& draft, RandomStream& random, Valley& valley, double along,
                    std::int64_t persons, double farm_spacing) {
  // Nothing else is drawn on the far shore.
  valley.use(Side::kFar, {valley.water.along.from - 300, valley.water.along.to + 300});
  if (persons == 0) return;
  const std::size_t landing = valley.road.nearest(along);
  const double width = valley.water.reach(along);
  const ValleyPoint near = {valley.road.at[landing].along, width + 15};
  const ValleyPoint far = {near.along + random.uniform(-400, 400), -width - 15};
  const DraftNode near_quay = draft.add_node(valley.spine.at(near));
  const DraftNode far_quay = draft.add_node(valley.spine.at(far));
  draft.add_way({valley.road.nodes[landing], near_quay}, kQuayRoad);
  draft.add_way({near_quay, far_quay}, kFerry, "Ferje");
  draft.facilities.push_back({FacilityKind::kStation, "Ferjekaien",
                              draft.position(near_quay) + Vec2{10, 10},
                              static_cast<double>(persons)});
  const double reach = std::min(3'500.0, valley.water.along.length() * 0.25);
  std::vector<Vec2> sites;
  for (const double direction : {-1.0, 1.0}) {
    std::vector<ValleyPoint> control = {far};
    for (double done = 150; done < reach; done += 180) {
      const double at = far.along + direction * done;
      if (at < 0 || at > valley.length()) break;
      control.push_back({at, -valley.water.reach(at) - 100 + random.uniform(-60, 40)});
    }
    if (control.size() < 2) continue;
    const auto road = draw_valley_road(draft, valley.spine, control, kFarmRoad, {far_quay});
    if (!road) continue;
    const auto more = farms_along(draft, random, road->nodes, {farm_spacing * 1.3, 100});
    sites.insert(sites.end(), more.begin(), more.end());
  }
  if (sites.empty()) sites.push_back(draft.position(far_quay) + Vec2{20, 20});
  settle(draft, random, std::move(sites), persons);
}

}  // namespace grend::region
