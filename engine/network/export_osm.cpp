#include <algorithm>
#include <fmt/core.h>

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

const char* oneway_of(Open open) {
  if (open.forward == open.backward) return "no";
  return open.forward ? "yes" : "-1";
}

class Exporter {
 public:
  Exporter(const RoadGraph& graph, const std::string& crs, const SpeedParameters& speeds)
      : graph_(graph), crs_(crs), speeds_(speeds), on_land_(graph.nodes(), false) {
    for (const EdgeId edge : graph.from.ids()) {
      if (graph.road_class[edge] == RoadClass::kFerry) continue;
      on_land_[graph.from[edge]] = on_land_[graph.to[edge]] = true;
    }
  }

  io::OsmData run() {
    for (const geo::Point point : graph_.position) add_node(point);
    for (const EdgeId edge : graph_.from.ids()) {
      io::OsmWay way{std::int64_t{edge.value()} + 1, nodes_of(edge), {}};
      add_tags(edge, way);
      data_.ways.push_back(std::move(way));
    }
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
    const Open car = open_to(Profile::kCar, edge), bike = open_to(Profile::kBike, edge),
               walk = open_to(Profile::kWalk, edge);
    tag("motor_vehicle", car.any() ? "yes" : "no");
    tag("bicycle", bike.any() ? "yes" : "no");
    tag("foot", walk.any() ? "yes" : "no");
    tag("oneway", oneway_of(car));
    tag("oneway:bicycle", oneway_of(bike));
    tag("oneway:foot", oneway_of(walk));
    if (ferry) {
      tag("duration", crossing_of(edge));
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

  // Without the wait at a quay on land, which the reader adds.
  std::string crossing_of(EdgeId edge) const {
    const auto wait_at = [&](NodeId node) {
      return on_land_[node] ? speeds_.ferry_wait : Duration(0);
    };
    Duration crossing = Duration::max();
    for (const Profile profile : kProfiles) {
      const EdgeTimes& times = graph_.edge_times(profile, edge);
      crossing = std::min({crossing, Duration(times.forward) - wait_at(graph_.from[edge]),
                           Duration(times.backward) - wait_at(graph_.to[edge])});
    }
    return fmt::format("PT{}S", std::clamp<std::int64_t>(crossing.ticks() / 1000, 1, 10'000));
  }

  const RoadGraph& graph_;
  geo::Crs crs_;
  const SpeedParameters& speeds_;
  IdVector<NodeId, bool> on_land_;
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
