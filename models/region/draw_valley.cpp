#include "models/region/draw_valley.h"

#include <utility>

#include "models/region/farms.h"
#include "models/region/share_out.h"

namespace grend::region {
namespace {

constexpr RoadKind kSideRoad = {"tertiary", 60};

class ValleyDrawer {
 public:
  ValleyDrawer(Draft& draft, const GenerateSpec& spec, std::uint64_t seed, ValleySite& site)
      : draft_(draft),
        spec_(spec),
        seed_(seed),
        site_(site),
        random_({seed}, site.number, Purpose::kRoads),
        names_(random_),
        plan_(plan_valley(spec, random_, names_, site.persons, site.jobs)) {}

  DrawnValley draw() {
    const Vec2 end = site_.start + Vec2{plan_.main.length, 0};
    Spine spine(winding(random_, site_.start, end, 0.15, 3'600));
    const auto limit = to_kilometres_per_hour(spec_.main_road_speed) + 0.5;
    const RoadKind kind = {"primary", static_cast<int>(limit)};
    MainRoad road = draw_main_road(draft_, random_, spine, plan_.water, kind, std::nullopt);
    Valley valley{std::move(spine), plan_.water, std::move(road)};
    draw_far_shore(draft_, random_, valley, plan_.ferry_at, plan_.far_shore,
                   to_metres(spec_.farm_spacing));
    draw_passes(valley);
    draw_side_valley(valley);
    draw_arm(valley, plan_.main, "Rv " + std::to_string(random_.between(11, 79)));
    return {valley.road.nodes.front(), valley.road.nodes.back()};
  }

 private:
  void draw_passes(Valley& valley) {
    if (!site_.left) {
      const double along = plan_.pass_at;
      const Vec2 away = valley.spine.direction(along).left() * to_metres(spec_.pass_length);
      site_.left = PassEnd{valley.spine.at({along, 0}) + away, std::nullopt};
    }
    sites_ = draw_pass(draft_, random_, valley, plan_.pass_at, Side::kNear, *site_.left);
    if (!site_.right) return;
    const auto more =
        draw_pass(draft_, random_, valley, plan_.pass_at + 900, Side::kFar, *site_.right);
    sites_.insert(sites_.end(), more.begin(), more.end());
  }

  void draw_side_valley(Valley& valley) {
    const std::size_t mouth = valley.road.nearest(plan_.side_at);
    const double along = valley.road.at[mouth].along;
    valley.use(Side::kNear, {along - 1'000, along + 2'000});
    const Vec2 on = valley.spine.direction(along);
    // A side valley leans up the main valley; a fjord's are steeper.
    const bool fjord = spec_.layout == Layout::kFjord;
    const Vec2 out = fjord ? on * 0.28 + on.left() * 0.96 : on * 0.6 + on.left() * 0.8;
    const Vec2 start = draft_.position(valley.road.nodes[mouth]);
    const Vec2 bend = start + out * 1'500;
    auto control = winding(random_, bend, start + out * plan_.side.length, 0.14, 2'400);
    control.insert(control.begin(), start);
    Spine spine(control);
    MainRoad road = draw_main_road(draft_, random_, spine, {}, kSideRoad, valley.road.nodes[mouth]);
    Valley side{std::move(spine), {}, std::move(road)};
    side.use(Side::kNear, {0, 1'500});
    side.use(Side::kFar, {0, 2'300});
    draw_arm(side, plan_.side, "Fv " + std::to_string(random_.between(2'000, 2'990)));
    const DraftNode head = side.road.nodes.back();
    const Vec2 beyond = side.spine.at({side.length() + 3'000, 0});
    const auto track = smooth_line(winding(random_, draft_.position(head), beyond, 0.15, 300), 60);
    if (!draft_.is_blocked(track, {head})) draft_.add_line(track, kTrack, {head});
  }

  void draw_arm(Valley& valley, const ArmPlan& plan, const std::string& number) {
    for (const auto& settlement : plan.settlements) {
      RandomStream own({seed_}, site_.number * 256 + settlements_++, Purpose::kSettlement);
      draw_settlement(draft_, own, valley, settlement);
    }
    auto sites = draw_farms(draft_, random_, valley, spec_);
    if (&plan == &plan_.main) sites.insert(sites.end(), sites_.begin(), sites_.end());
    if (sites.empty()) sites.push_back(draft_.position(valley.road.nodes.front()) + Vec2{20, 20});
    add_farm_jobs(sites, plan.scattered_jobs);
    settle(draft_, random_, std::move(sites), plan.scattered);
    add_main_road_ways(draft_, valley.road, number);
  }

  // Sawmills, greenhouses, lodges: every few dozen jobs a place among the farms.
  void add_farm_jobs(const std::vector<Vec2>& sites, std::int64_t jobs) {
    constexpr std::int64_t kJobsPerPlace = 40;
    const auto places = static_cast<std::size_t>((jobs + kJobsPerPlace - 1) / kJobsPerPlace);
    const auto parts = share_out(jobs, std::vector<double>(places, 1.0));
    for (std::size_t i = 0; i < places; ++i) {
      const Vec2 at = sites[(i * 2 + 1) * sites.size() / (places * 2)];
      draft_.facilities.push_back(
          {FacilityKind::kWorkplace, names_.next() + " gard", at, static_cast<double>(parts[i])});
    }
  }

  Draft& draft_;
  const GenerateSpec& spec_;
  std::uint64_t seed_;
  ValleySite& site_;
  RandomStream random_;
  PlaceNames names_;
  ValleyPlan plan_;
  std::vector<Vec2> sites_;  // along the mountain roads
  std::uint32_t settlements_ = 0;
};

}  // namespace

DrawnValley draw_valley(Draft& draft, const GenerateSpec& spec, std::uint64_t seed,
                        ValleySite& site) {
  return ValleyDrawer(draft, spec, seed, site).draw();
}

}  // namespace grend::region
