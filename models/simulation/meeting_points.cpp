#include "models/simulation/meeting_points.h"

#include <algorithm>

namespace grend::simulation {
namespace {

struct Crossing {
  network::Place place;
  geo::Point position;
};

// Junctions where three roads or more meet, as a place on one that vehicle and walker can use.
std::vector<Crossing> crossings_of(const World& world, const network::Router& drive,
                                   const network::Router& walk) {
  const network::RoadGraph& graph = world.graph;
  IdVector<network::NodeId, std::uint32_t> roads(graph.nodes(), 0);
  IdVector<network::NodeId, std::optional<network::Place>> place(graph.nodes());
  for (const network::EdgeId edge : graph.from.ids()) {
    const bool usable = drive.usable(edge) && walk.usable(edge);
    for (const bool at_start : {true, false}) {
      const network::NodeId node = at_start ? graph.from[edge] : graph.to[edge];
      ++roads[node];
      if (!usable || place[node]) continue;
      place[node] = network::Place{edge, at_start ? 0 : graph.length[edge]};
    }
  }
  std::vector<Crossing> crossings;
  for (const network::NodeId node : roads.ids()) {
    if (roads[node] >= 3 && place[node]) crossings.push_back({*place[node], graph.position[node]});
  }
  return crossings;
}

}  // namespace

drt::MeetingTable meeting_table(const World& world, std::size_t service,
                                std::vector<network::Place> doors, par::Executor& executor) {
  drt::MeetingTable table;
  if (doors.empty()) return table;
  std::sort(doors.begin(), doors.end());
  doors.erase(std::unique(doors.begin(), doors.end()), doors.end());
  const auto& spec = world.scenario.services[service].meeting;
  const auto& walk = world.travel->day(network::Profile::kWalk).of_period(0);
  const auto crossings = crossings_of(world, world.travel->on_demand(service), walk);
  std::vector<std::vector<drt::MeetingPoint>> near(doors.size());
  std::vector<network::RouterScratch> scratch(executor.workers());
  constexpr std::size_t kDoorsPerChunk = 16;
  const auto look_around = [&](std::size_t begin, std::size_t end, std::size_t worker) {
    for (std::size_t i = begin; i < end; ++i) {
      const geo::Point home = network::position_of(world.graph, doors[i]);
      for (const Crossing& crossing : crossings) {
        if (geo::distance(home, crossing.position) > spec.longest_walk) continue;
        const auto trip = walk.trip(doors[i], crossing.place, scratch[worker]);
        if (!trip || trip->distance > spec.longest_walk) continue;
        near[i].push_back({crossing.place, {trip->time, trip->distance}});
      }
      std::stable_sort(near[i].begin(), near[i].end(),
                       [](const auto& a, const auto& b) { return a.walk.time < b.walk.time; });
      const auto most = static_cast<std::size_t>(spec.candidates);
      near[i].resize(std::min(near[i].size(), most));
    }
  };
  par::for_ranges(executor, doors.size(), kDoorsPerChunk, look_around);
  table.door = spec.door;
  for (std::size_t i = 0; i < doors.size(); ++i) table.near.emplace(doors[i], std::move(near[i]));
  return table;
}

}  // namespace grend::simulation
