#include "models/drt/idle_demand.h"

#include <algorithm>

#include "models/routing/min_cost_flow.h"

namespace grend::drt {

std::uint32_t DemandForecast::zone_of(PointIndex point) {
  for (std::uint32_t zone = 0; zone < zones_.size(); ++zone) {
    if (points_->time(zones_[zone], point) <= spec_->zone) return zone;
  }
  zones_.push_back(point);
  return static_cast<std::uint32_t>(zones_.size()) - 1;
}

void DemandForecast::learn(PointIndex pickup, Time now) { seen_.push_back({zone_of(pickup), now}); }

// Shared out by largest remainder; ties go to the zone that was there first.
std::vector<std::int64_t> DemandForecast::vehicles_wanted(std::size_t vehicles, Time now) const {
  std::vector<std::int64_t> count(zones_.size(), 0);
  std::int64_t total = 0;
  for (auto seen = seen_.rbegin(); seen != seen_.rend() && seen->at > now - spec_->memory; ++seen) {
    ++count[seen->zone];
    ++total;
  }
  std::vector<std::int64_t> wanted(zones_.size(), 0);
  if (total == 0) return wanted;
  const auto all = static_cast<std::int64_t>(vehicles);
  std::int64_t left = all;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  for (std::size_t zone = 0; zone < wanted.size(); ++zone) {
    wanted[zone] = all * count[zone] / total;
    left -= wanted[zone];
    remainders.emplace_back(-(all * count[zone] % total), zone);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; left > 0; ++i, --left) ++wanted[remainders[i].second];
  return wanted;
}

std::vector<IdleMove> DemandForecast::moves(const std::vector<IdleVehicle>& idle, Time now) const {
  std::vector<IdleMove> moves;
  if (idle.empty()) return moves;
  const auto wanted = vehicles_wanted(idle.size(), now);
  const auto vehicles = static_cast<std::uint32_t>(idle.size());
  const auto zones = static_cast<std::uint32_t>(zones_.size());
  const std::uint32_t source = vehicles + zones;
  const std::uint32_t sink = source + 1;
  std::vector<routing::FlowArc> arcs;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> drives;  // vehicle and zone of an arc
  for (std::uint32_t v = 0; v < vehicles; ++v) {
    for (std::uint32_t zone = 0; zone < zones; ++zone) {
      const Duration drive = points_->time(idle[v].at, zones_[zone]);
      if (wanted[zone] == 0 || drive > spec_->longest_drive) continue;
      const bool there = drive <= spec_->zone;
      arcs.push_back({v, vehicles + zone, 1, there ? 0 : drive.ticks()});
      drives.emplace_back(v, zone);
    }
  }
  for (std::uint32_t v = 0; v < vehicles; ++v) arcs.push_back({source, v, 1, 0});
  for (std::uint32_t zone = 0; zone < zones; ++zone) {
    arcs.push_back({vehicles + zone, sink, wanted[zone], 0});
  }
  const auto flow = routing::min_cost_max_flow(vehicles + zones + 2u, arcs, source, sink);
  for (std::size_t i = 0; i < drives.size(); ++i) {
    if (flow[i] == 0 || arcs[i].cost == 0) continue;
    moves.push_back({idle[drives[i].first].vehicle, zones_[drives[i].second]});
  }
  return moves;
}

}  // namespace grend::drt
