#include <algorithm>
#include <fmt/core.h>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/geo/crs.h"
#include "engine/network/export_network.h"

namespace grend::network {
namespace {

// Who may go which way.
struct Open {
  bool forward = false;
  bool backward = false;
  bool any() const { return forward || backward; }
};

// How a way says who may use it in which direction.
struct AccessTag {
  const char* key;
  const char* oneway_key;
  Profile profile;
};
constexpr AccessTag kAccessTags[] = {{"motor_vehicle", "oneway", Profile::kCar},
                                     {"minibus", "oneway:minibus", Profile::kMinibus},
                                     {"bus", "oneway:bus", Profile::kBus},
                                     {"bicycle", "oneway:bicycle", Profile::kBike},
                                     {"foot", "oneway:foot", Profile::kWalk}};

const char* oneway_of(Open open) {
  if (open.forward == open.backward) return "no";
  return open.forward ? "yes" : "-1";
}

class Exporter {
 public:
  Exporter(const RoadGraph& graph, const std::string& crs, const SpeedParameters& speeds)
      : graph_(graph), crs_(crs), speeds_(speeds) {}

  io::OsmData run() {
    for (const geo::Point point : graph_.position) add_node(point);
    for (const EdgeId edge : graph_.from.ids()) {
      io::OsmWay way{std::int64_t{edge.value()} + 1, nodes_of(edge), {}};
      add_tags(edge, way);
      data_.ways.push_back(std::move(way));
    }
    for (const BanId ban : graph_.bans.profiles.ids()) add_ban(ban);
    return std::move(data_);
  }

 private:
  std::int64_t add_node(geo::Point point) {
    const auto id = static_cast<std::int64_t>(data_.nodes.size()) + 1;
    data_.nodes.push_back({id, crs_.to_degrees(point)});
    return id;
  }

  std::vector<std::int64_t> nodes_of(EdgeId edge) {
    const auto shape = graph_.geometry[edge];
    std::vector<std::int64_t> nodes = {std::int64_t{graph_.from[edge].value()} + 1};
    for (std::size_t i = 1; i + 1 < shape.size(); ++i) nodes.push_back(add_node(shape[i]));
    nodes.push_back(std::int64_t{graph_.to[edge].value()} + 1);
    return nodes;
  }

  Open open_to(Profile profile, EdgeId edge) const {
    const EdgeTimes& times = graph_.edge_times(profile, edge);
    return {times.forward != kClosed, times.backward != kClosed};
  }

  void add_tags(EdgeId edge, io::OsmWay& way) const {
    const RoadClass road_class = graph_.road_class[edge];
    const auto tag = [&](std::string key, std::string value) {
      way.tags.emplace_back(std::move(key), std::move(value));
    };
    const bool ferry = road_class == RoadClass::kFerry;
    tag(ferry ? "route" : "highway", std::string(road_class_name(road_class)));
    const Open car = open_to(Profile::kCar, edge);
    for (const auto& [key, oneway_key, profile] : kAccessTags) {
      const Open open = open_to(profile, edge);
      const bool like_cars = open.forward == car.forward && open.backward == car.backward;
      if (profile != Profile::kCar && is_motor(profile) && like_cars) continue;
      tag(key, open.any() ? "yes" : "no");
      tag(oneway_key, oneway_of(open));
    }
    add_name(edge, way);
    if (ferry) {
      add_ferry(edge, way);
    } else {
      add_limits(edge, way);
    }
  }

  void add_limits(EdgeId edge, io::OsmWay& way) const {
    const EdgeTimes& times = graph_.edge_times(Profile::kCar, edge);
    const std::string forward = limit_of(edge, times.forward);
    const std::string backward = limit_of(edge, times.backward);
    if (forward == backward || backward.empty()) {
      if (!forward.empty()) way.tags.emplace_back("maxspeed", forward);
    } else {
      if (!forward.empty()) way.tags.emplace_back("maxspeed:forward", forward);
      way.tags.emplace_back("maxspeed:backward", backward);
    }
  }

  // The signed limit in km/h at which drivers go as fast as the edge's time says.
  std::string limit_of(EdgeId edge, std::uint32_t time) const {
    if (time == kClosed) return "";
    const double speed = 36.0 * graph_.length[edge] / std::max(time, 1u);
    return fmt::format("{:.2f}", std::max(speed / speeds_.limit_compliance, 0.01));
  }

  void add_name(EdgeId edge, io::OsmWay& way) const {
    if (!graph_.road[edge].valid()) return;
    const RoadName& road = graph_.roads[graph_.road[edge]];
    if (!road.number.empty()) way.tags.emplace_back("ref", road.number);
    if (!road.name.empty()) way.tags.emplace_back("name", road.name);
  }

  void add_ferry(EdgeId edge, io::OsmWay& way) const {
    const auto at = std::lower_bound(graph_.ferries.begin(), graph_.ferries.end(), edge,
                                     [](const Ferry& f, EdgeId wanted) { return f.edge < wanted; });
    GREND_CHECK(at != graph_.ferries.end() && at->edge == edge);
    const auto seconds = [](Duration time) {
      return fmt::format("PT{}S", std::clamp<std::int64_t>(time.ticks() / 1000, 1, 10'000));
    };
    way.tags.emplace_back("duration", seconds(at->crossing));
    if (at->wait > Duration(0)) way.tags.emplace_back("interval", seconds(at->wait * 2));
    if (at->deck_places > 0) {
      way.tags.emplace_back("capacity:car", std::to_string(at->deck_places));
    }
  }

  // A ban has each of its edges as a way of its own, the kind only says that it forbids.
  void add_ban(BanId ban) {
    const auto edges = graph_.bans.edges[ban];
    const auto way = [](DirectedEdge e) { return std::int64_t{e.edge.value()} + 1; };
    const DirectedEdge last = edges.back();
    const DirectedEdge before = edges[edges.size() - 2];
    const bool turns_round = last.edge == before.edge && last.forward != before.forward;
    const char* kind = turns_round ? "no_u_turn" : "no_straight_on";
    io::OsmRestriction r{std::int64_t{ban.value()} + 1, {way(edges.front())},     {}, {},
                         {way(edges.back())},           {{"type", "restriction"}}};
    if (edges.size() == 2) r.via_nodes = {std::int64_t{graph_.head(edges[0]).value()} + 1};
    for (std::size_t i = 1; i + 1 < edges.size(); ++i) r.via_ways.push_back(way(edges[i]));
    const ProfileSet profiles = graph_.bans.profiles[ban];
    if (profiles == ProfileSet::motor()) {
      r.tags.emplace_back("restriction", kind);
    } else {
      for (const auto& [key, oneway_key, profile] : kAccessTags) {
        if (!profiles.contains(profile)) continue;
        const std::string name = profile == Profile::kCar ? "motorcar" : key;
        r.tags.emplace_back("restriction:" + name, kind);
      }
      const bool only_cars =
          profiles.contains(Profile::kCar) && !profiles.contains(Profile::kMinibus);
      if (only_cars) r.tags.emplace_back("except", "minibus");
    }
    data_.restrictions.push_back(std::move(r));
  }

  const RoadGraph& graph_;
  geo::Crs crs_;
  const SpeedParameters& speeds_;
  io::OsmData data_;
};

}  // namespace

io::OsmData to_osm(const RoadGraph& graph, const std::string& crs, const SpeedParameters& speeds) {
  if (crs.empty()) {
    throw Error(ExitCode::kUsage,
                "OpenStreetMap data is in degrees, but the network does not say which plane its "
                "coordinates are on",
                "name its coordinate system, such as --crs EPSG:25833, or write a GMNS folder");
  }
  return Exporter(graph, crs, speeds).run();
}

}  // namespace grend::network
