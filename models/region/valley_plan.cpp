#include "models/region/valley_plan.h"

#include <algorithm>
#include <array>

#include "models/region/draft.h"
#include "models/region/share_out.h"

namespace grend::region {
namespace {

constexpr double kOpenSea = -1e6;  // the fjord goes on beyond the region

double side_length(std::int64_t persons) {
  const double length = 11'000 * portable_sqrt(static_cast<double>(persons) / 6'000);
  return std::clamp(length, 3'500.0, 12'000.0);
}

// The parts of a valley's inhabitants.
struct Budget {
  std::int64_t centre = 0;
  std::int64_t far_shore = 0;
  std::int64_t scattered = 0;
  std::vector<std::int64_t> villages;  // largest first
};

Budget split_persons(const GenerateSpec& spec, RandomStream& random, std::int64_t persons,
                     double length) {
  const double scattered =
      std::max(0.0, 1 - spec.centre_share - spec.village_share - spec.far_shore_share);
  const std::array<double, 4> weights = {spec.centre_share, spec.village_share,
                                         spec.far_shore_share, scattered};
  const auto parts = share_out(persons, weights);
  Budget budget{parts[0], parts[2], parts[3], {}};
  constexpr std::int64_t kSmallestVillage = 40;
  const auto most = static_cast<std::int64_t>(length / to_metres(spec.village_spacing) + 0.5);
  const auto count = std::min(parts[1] / kSmallestVillage, std::max<std::int64_t>(most, 1));
  std::vector<double> sizes;
  for (std::int64_t i = 0; i < count; ++i) {
    sizes.push_back(random.uniform(0.7, 1.3) / (1.5 + static_cast<double>(i)));
  }
  if (count == 0) {
    budget.scattered += parts[1];
  } else {
    budget.villages = share_out(parts[1], sizes);
    std::sort(budget.villages.rbegin(), budget.villages.rend());
  }
  return budget;
}

// Places evenly spread over what is open of an arm.
std::vector<double> spread(RandomStream& random, const std::vector<Interval<double>>& open,
                           std::size_t count) {
  double total = 0;
  for (const auto& stretch : open) total += stretch.length();
  std::vector<double> places;
  const double gap = total / static_cast<double>(std::max<std::size_t>(count, 1));
  for (std::size_t i = 0; i < count; ++i) {
    double at = gap * (static_cast<double>(i) + random.uniform(0.3, 0.7));
    std::size_t k = 0;
    while (k + 1 < open.size() && at > open[k].length()) at -= open[k++].length();
    places.push_back(open[k].from + at);
  }
  return places;
}

// Jobs: most in the centre, the rest by size in villages and scattered.
void share_jobs(ValleyPlan& plan, std::int64_t jobs) {
  constexpr double kCentre = 2.2;  // jobs per inhabitant, relative to a village's
  constexpr double kScattered = 0.4;
  std::vector<std::int64_t*> takers;
  std::vector<double> weights;
  const auto add = [&](std::int64_t& taker, std::int64_t persons, double factor) {
    takers.push_back(&taker);
    weights.push_back(static_cast<double>(persons) * factor);
  };
  for (ArmPlan* arm : {&plan.main, &plan.side}) {
    for (auto& s : arm->settlements) add(s.jobs, s.persons, s.centre ? kCentre : 1);
    add(arm->scattered_jobs, arm->scattered, kScattered);
  }
  const auto parts = share_out(jobs, weights);
  for (std::size_t i = 0; i < takers.size(); ++i) *takers[i] = parts[i];
}

void place_landmarks(const GenerateSpec& spec, RandomStream& random, ValleyPlan& plan,
                     SettlementPlan& centre) {
  const double length = plan.main.length;
  const auto near = [&](double part) { return length * (part + random.uniform(-0.03, 0.03)); };
  const auto reach = [&] { return extent_of(centre).length() / 2; };
  if (spec.layout == Layout::kFjord) {
    centre.along = near(0.78);
    plan.water.along = {kOpenSea, centre.along - reach() - 300};
    plan.water.half_width = random.uniform(900, 1'300);
    plan.side_at = near(0.45);
    plan.pass_at = near(0.93);
    plan.ferry_at = near(0.24);
  } else {
    centre.along = near(0.53);
    plan.water.along.from = near(0.08);
    plan.water.along.to = near(0.29);
    plan.water.half_width = random.uniform(500, 850);
    plan.side_at = centre.along + reach() + 900 + random.uniform(0, 400);
    plan.pass_at = near(0.37);
    plan.ferry_at = plan.water.along.from + plan.water.along.length() * random.uniform(0.4, 0.6);
  }
}

// Villages, the smaller ones in the side valley; who lives around them is served by them.
void place_villages(RandomStream& random, PlaceNames& names, ValleyPlan& plan,
                    const SettlementPlan& centre, const Budget& budget) {
  const std::size_t in_side = budget.villages.size() / 4;
  const std::size_t in_main = budget.villages.size() - in_side;
  const auto of_centre = extent_of(centre);
  const std::vector<Interval<double>> taken = {{plan.pass_at - 1'200, plan.pass_at + 2'100},
                                               {of_centre.from - 750, of_centre.to + 750},
                                               {plan.side_at - 900, plan.side_at + 1'500}};
  const Interval<double> whole = {plan.main.length * 0.03, plan.main.length * 0.97};
  const auto main_places = spread(random, open_stretches(whole, taken), in_main);
  const auto side_places = spread(random, {{2'000, plan.side.length * 0.9}}, in_side);
  const std::int64_t around_each =
      budget.scattered / static_cast<std::int64_t>(budget.villages.size() + 1);
  const auto add = [&](ArmPlan& arm, double along, std::int64_t persons) {
    arm.settlements.push_back({.name = names.next(),
                               .along = along,
                               .persons = persons,
                               .served_persons = persons + around_each});
  };
  // Up the even places and down the odd ones: the largest are not all at one end.
  for (std::size_t i = 0; i < in_main; ++i) {
    const std::size_t place = i * 2 < in_main ? i * 2 : in_main * 2 - 1 - i * 2;
    add(plan.main, main_places[place], budget.villages[i]);
  }
  for (std::size_t i = 0; i < in_side; ++i) {
    add(plan.side, side_places[i], budget.villages[in_main + i]);
  }
}

}  // namespace

// Lengths and places are [K]: by eye from Gudbrandsdalen, Valdres and inner Sogn.
double valley_length(std::int64_t persons) {
  return std::min(8'000 + 22'000 * portable_sqrt(static_cast<double>(persons) / 6'000), 42'000.0);
}

ValleyPlan plan_valley(const GenerateSpec& spec, RandomStream& random, PlaceNames& names,
                       std::int64_t persons, std::int64_t jobs) {
  ValleyPlan plan;
  plan.main.length = valley_length(persons);
  plan.side.length = side_length(persons);
  const Budget budget = split_persons(spec, random, persons, plan.main.length + plan.side.length);
  plan.far_shore = budget.far_shore;
  const std::array<double, 2> by_length = {plan.main.length, plan.side.length * 0.8};
  const auto scattered = share_out(budget.scattered, by_length);
  plan.main.scattered = scattered[0];
  plan.side.scattered = scattered[1];

  SettlementPlan centre{
      .name = names.next(), .persons = budget.centre, .served_persons = persons, .centre = true};
  place_landmarks(spec, random, plan, centre);
  place_villages(random, names, plan, centre, budget);
  plan.main.settlements.push_back(std::move(centre));
  for (ArmPlan* arm : {&plan.main, &plan.side}) {
    std::sort(arm->settlements.begin(), arm->settlements.end(),
              [](const auto& a, const auto& b) { return a.along < b.along; });
  }
  share_jobs(plan, jobs);
  return plan;
}

}  // namespace grend::region
