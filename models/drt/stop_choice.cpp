#include "models/drt/stop_choice.h"

#include <algorithm>

namespace grend::drt {

std::vector<MeetingPoint> MeetingTable::options(network::Place door_place, bool walks) const {
  std::vector<MeetingPoint> all;
  const auto found = near.find(door_place);
  const bool choice = walks && found != near.end() && !found->second.empty();
  if (door || !choice) all.push_back({door_place, {}});
  if (choice) all.insert(all.end(), found->second.begin(), found->second.end());
  return all;
}

std::vector<StopVariant> stop_variants(const Request& request, const ServicePoints& points,
                                       const MeetingTable& meeting, routing::Ticks walking_weight) {
  std::vector<StopVariant> variants;
  for (const auto& met : meeting.options(request.from, request.walks)) {
    for (const auto& set_down : meeting.options(request.to, request.walks)) {
      StopVariant v{request, points.index_of(met.place), points.index_of(set_down.place), 0};
      if (!points.connected(v.from, v.to)) continue;
      Request& r = v.request;
      r.from = met.place;
      r.to = set_down.place;
      r.walk_before = met.walk;
      r.walk_after = set_down.walk;
      r.earliest += met.walk.time;
      r.longest_ride -= set_down.walk.time;
      if (r.arrive_by < Time::max()) r.arrive_by = r.arrive_by - set_down.walk.time;
      const bool at_doors = met.place == request.from && set_down.place == request.to;
      if (!at_doors) r.direct = points.time(v.from, v.to);
      if (!at_doors && (r.earliest > r.latest || r.longest_ride < r.direct)) continue;
      v.walking_cost = walking_weight * (met.walk.time + set_down.walk.time).ticks();
      variants.push_back(v);
    }
  }
  std::stable_sort(variants.begin(), variants.end(),
                   [](const auto& a, const auto& b) { return a.walking_cost < b.walking_cost; });
  return variants;
}

StopDecision best_stops(LivePlan& plan, const std::vector<StopVariant>& variants,
                        const std::vector<std::uint8_t>& on_duty, Time now) {
  StopDecision best{variants.front(), {}};
  routing::Ticks below = routing::kNever;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const StopVariant& v = variants[i];
    if (v.walking_cost >= below) continue;
    const auto pair = plan.add(v.request, v.from, v.to);
    const routing::Ticks bound = below < routing::kNever ? below - v.walking_cost : below;
    const auto decision = best_insertion(plan, pair, on_duty, now, bound);
    plan.drop(pair);
    if (i == 0 || decision.placement) best = {v, decision};
    if (decision.placement) below = decision.placement->insertion.cost + v.walking_cost;
  }
  return best;
}

}  // namespace grend::drt
