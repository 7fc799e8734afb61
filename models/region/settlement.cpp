#include "models/region/settlement.h"

#include <algorithm>

#include "models/region/share_out.h"
#include "models/region/street_grid.h"

namespace grend::region {
namespace {

void add_facility(Draft& draft, FacilityKind kind, std::string name, DraftNode near,
                  double weight) {
  const Vec2 beside = draft.position(near) + Vec2{12, 12};
  draft.facilities.push_back({kind, std::move(name), beside, weight});
}

void add_workplaces(Draft& draft, RandomStream& random, const StreetGrid& grid,
                    const SettlementPlan& plan) {
  constexpr std::int64_t kJobsPerPlace = 60;
  const auto places = static_cast<std::size_t>(
      std::clamp<std::int64_t>(plan.jobs / kJobsPerPlace, 1, plan.centre ? 24 : 3));
  std::vector<double> weights;
  for (std::size_t i = 0; i < places; ++i) weights.push_back(random.uniform(0.3, 1.7));
  const auto jobs = share_out(plan.jobs, weights);
  for (std::size_t i = 0; i < places; ++i) {
    if (jobs[i] == 0) continue;
    const std::size_t column = (i * 2 + 1) * grid.columns() / (places * 2);
    add_facility(draft, FacilityKind::kWorkplace,
                 plan.name + " arbeidsplass " + std::to_string(i + 1), grid.junction(column, i % 3),
                 static_cast<double>(jobs[i]));
  }
}

void add_services(Draft& draft, const StreetGrid& grid, const SettlementPlan& plan) {
  const std::size_t middle = grid.columns() / 2;
  const double served = static_cast<double>(plan.served_persons);
  add_facility(draft, FacilityKind::kStation, plan.name + " stasjon", grid.junction(middle, 0),
               served);
  constexpr std::int64_t kPersonsPerShop = 700;
  const auto shops = std::max<std::int64_t>(plan.centre ? 2 : 1, plan.persons / kPersonsPerShop);
  for (std::int64_t i = 0; i < shops; ++i) {
    const auto column = middle + static_cast<std::size_t>(i / 2 % 4);
    add_facility(draft, FacilityKind::kShop, plan.name + " butikk " + std::to_string(i + 1),
                 grid.junction(column, 1 + static_cast<std::size_t>(i) % 2),
                 served / static_cast<double>(shops));
  }
  constexpr std::int64_t kSmallestSchoolDistrict = 350;
  if (plan.centre || plan.served_persons >= kSmallestSchoolDistrict) {
    constexpr double kPupils = 0.12;  // share of inhabitants aged 6 to 15, Statistics Norway 07459
    add_facility(draft, FacilityKind::kSchool, plan.name + " skole", grid.junction(0, 2),
                 served * kPupils);
  }
  if (plan.centre) {
    add_facility(draft, FacilityKind::kCentre, plan.name + " sentrum", grid.junction(middle, 1),
                 served);
    add_facility(draft, FacilityKind::kClinic, plan.name + " legesenter",
                 grid.junction(middle + 1, 2), served);
  }
}

}  // namespace

Interval<double> extent_of(const SettlementPlan& plan) {
  const double half = StreetGrid::length_of(plan) / 2 + 150;
  return {plan.along - half, plan.along + half};
}

void draw_settlement(Draft& draft, RandomStream& random, Valley& valley,
                     const SettlementPlan& plan) {
  const auto extent = extent_of(plan);
  valley.use(Side::kNear, extent);
  valley.use(Side::kFar, extent);
  valley.built_up.push_back(extent);
  valley.road.limit_speed({extent.from - 300, extent.to + 300}, 60);
  valley.road.limit_speed({extent.from + 80, extent.to - 80}, plan.centre ? 40 : 50);
  StreetGrid grid(draft, random, valley, plan);
  settle(draft, random, grid.draw(), plan.persons);
  add_services(draft, grid, plan);
  add_workplaces(draft, random, grid, plan);
}

}  // namespace grend::region
