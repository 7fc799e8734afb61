#include "engine/network/describe.h"

#include <algorithm>
#include <fmt/core.h>
#include <numeric>

#include "engine/network/components.h"

namespace grend::network {
namespace {

constexpr std::size_t kExamples = 3;

// Sets of nodes that hang together.
class Pieces {
 public:
  explicit Pieces(std::size_t nodes) : parent_(nodes), used_(nodes, false) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }
  void join(NodeId a, NodeId b) {
    used_[a.value()] = used_[b.value()] = true;
    const std::uint32_t x = top(a.value()), y = top(b.value());
    parent_[std::max(x, y)] = std::min(x, y);
  }
  std::size_t count() {
    std::size_t pieces = 0;
    for (std::uint32_t i = 0; i < parent_.size(); ++i) pieces += used_[i] && top(i) == i;
    return pieces;
  }

 private:
  std::uint32_t top(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  std::vector<std::uint32_t> parent_;
  std::vector<bool> used_;
};

ProfileReach reach_of(const RoadGraph& graph, Profile profile) {
  ProfileReach reach;
  const auto connected = connected_edges(TravelGraph(graph, profile));
  Pieces pieces(graph.nodes());
  for (const EdgeId edge : graph.from.ids()) {
    if (graph.edge_times(profile, edge) == EdgeTimes{}) continue;
    const NodeId from = graph.from[edge], to = graph.to[edge];
    const Distance length(graph.length[edge]);
    ++reach.edges;
    reach.open += length;
    if (connected[edge]) reach.in_largest += length;
    pieces.join(from, to);
  }
  reach.pieces = pieces.count();
  return reach;
}

Distance shape_length(std::span<const geo::Point> shape) {
  Distance length;
  for (std::size_t i = 1; i < shape.size(); ++i) length += geo::distance(shape[i - 1], shape[i]);
  return length;
}

class OddityFinder {
 public:
  explicit OddityFinder(const RoadGraph& graph) : graph_(graph) {}

  std::vector<Oddity> find() {
    for (const EdgeId edge : graph_.from.ids()) look_at(edge);
    std::vector<Oddity> found;
    for (Oddity* oddity : {&too_short_, &too_long_, &too_fast_, &too_slow_, &closed_}) {
      if (oddity->count > 0) found.push_back(std::move(*oddity));
    }
    return found;
  }

 private:
  void look_at(EdgeId edge) {
    const auto shape = graph_.geometry[edge];
    const Distance length(graph_.length[edge]);
    const Distance straight = geo::distance(shape.front(), shape.back());
    const Distance drawn = shape_length(shape);
    if (length + kRounding < straight) {
      add(too_short_, edge,
          fmt::format("{:.0f} m for {:.0f} m", to_metres(length), to_metres(straight)));
    }
    if (straight > kRounding && length > drawn * kLongestDetour) {
      add(too_long_, edge,
          fmt::format("{:.0f} m for {:.0f} m", to_metres(length), to_metres(drawn)));
    }
    const bool closed = std::all_of(kProfiles.begin(), kProfiles.end(), [&](Profile profile) {
      return graph_.edge_times(profile, edge) == EdgeTimes{};
    });
    if (closed) add(closed_, edge, std::string(road_class_name(graph_.road_class[edge])));
    if (graph_.road_class[edge] != RoadClass::kFerry) look_at_speed(edge);
  }

  void look_at_speed(EdgeId edge) {
    const EdgeTimes& times = graph_.edge_times(Profile::kCar, edge);
    const Distance length(graph_.length[edge]);
    if (length < kTooShortForSpeed) return;
    for (const std::uint32_t time : {times.forward, times.backward}) {
      if (time == kClosed) continue;
      // cm per ms are 36 km/h.
      const double speed = 36.0 * static_cast<double>(length.ticks()) / std::max(time, 1u);
      Oddity* oddity = speed > kFastest ? &too_fast_ : speed < kSlowest ? &too_slow_ : nullptr;
      if (oddity == nullptr) continue;
      add(*oddity, edge, fmt::format("{:.1f} km/h", speed));
      return;
    }
  }

  void add(Oddity& oddity, EdgeId edge, const std::string& value) {
    if (++oddity.count > kExamples) return;
    const geo::Point at = graph_.position[graph_.from[edge]];
    oddity.examples.push_back(fmt::format("{} at ({:.0f}, {:.0f})", value,
                                          static_cast<double>(at.x) / 100,
                                          static_cast<double>(at.y) / 100));
  }

  static constexpr Distance kRounding = metres(1);  // lengths are often whole metres
  static constexpr std::int64_t kLongestDetour = 5;
  static constexpr Distance kTooShortForSpeed = metres(10);  // rounding makes them odd
  static constexpr double kFastest = 130, kSlowest = 3;      // km/h

  const RoadGraph& graph_;
  Oddity too_short_{"edges are shorter than the straight line between their ends", 0, {}};
  Oddity too_long_{"edges are more than five times as long as their shape", 0, {}};
  Oddity too_fast_{"edges are faster than 130 km/h", 0, {}};
  Oddity too_slow_{"edges are slower than 3 km/h for cars", 0, {}};
  Oddity closed_{"edges are closed to everybody", 0, {}};
};

std::string label(const RoadGraph& graph, EdgeId edge) {
  if (!graph.road[edge].valid()) return "";
  const RoadName& road = graph.roads[graph.road[edge]];
  return road.name.empty() ? road.number : road.name;
}

void describe_names(const RoadGraph& graph, NetworkDescription& d) {
  for (const Ferry& ferry : graph.ferries) {
    d.ferries.push_back({label(graph, ferry.edge), Distance(graph.length[ferry.edge]),
                         ferry.crossing, ferry.wait, ferry.deck_places});
  }
  d.road_names = graph.roads.size();
  IdVector<RoadId, Distance> lengths(graph.roads.size());
  for (const EdgeId edge : graph.road.ids()) {
    if (graph.road[edge].valid()) lengths[graph.road[edge]] += Distance(graph.length[edge]);
  }
  Distance longest;
  for (const RoadId road : lengths.ids()) {
    if (lengths[road] <= longest) continue;
    longest = lengths[road];
    const RoadName& name = graph.roads[road];
    d.road_name = name.number.empty() ? name.name : name.number;
  }
  for (const ProfileSet& profiles : graph.bans.profiles) {
    d.motor_bans += profiles.overlaps(ProfileSet::motor());
  }
}

}  // namespace

NetworkDescription describe_network(const RoadGraph& graph) {
  NetworkDescription d;
  d.nodes = graph.nodes();
  d.edges = graph.edges();
  if (d.nodes > 0) d.south_west = d.north_east = graph.position[NodeId(0)];
  for (const geo::Point p : graph.position) {
    d.south_west = {std::min(d.south_west.x, p.x), std::min(d.south_west.y, p.y)};
    d.north_east = {std::max(d.north_east.x, p.x), std::max(d.north_east.y, p.y)};
  }
  describe_names(graph, d);
  for (const EdgeId edge : graph.from.ids()) {
    const Distance length(graph.length[edge]);
    d.length += length;
    d.length_by_class[graph.road_class[edge]] += length;
    const EdgeTimes& car = graph.edge_times(Profile::kCar, edge);
    d.one_way_edges += (car.forward == kClosed) != (car.backward == kClosed);
  }
  for (const Profile profile : kProfiles) {
    d.reach[static_cast<std::size_t>(profile)] = reach_of(graph, profile);
  }
  d.oddities = OddityFinder(graph).find();
  return d;
}

}  // namespace grend::network
