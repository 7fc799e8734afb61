#include "engine/network/build.h"

#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <optional>
#include <vector>

#include "engine/base/error.h"
#include "engine/network/components.h"
#include "engine/network/road_use.h"

namespace grend::network {
namespace {

using NodeIndex = std::uint32_t;  // into OsmData::nodes

// An unbroken stretch of one way: its nodes that the file holds, neighbours distinct.
struct WayStretch {
  std::vector<NodeIndex> nodes;
  std::uint32_t use = 0;  // index of its RoadUse
};

std::optional<NodeIndex> find_node(const io::OsmData& osm, std::int64_t id) {
  const auto at =
      std::lower_bound(osm.nodes.begin(), osm.nodes.end(), id,
                       [](const io::OsmNode& n, std::int64_t wanted) { return n.id < wanted; });
  if (at == osm.nodes.end() || at->id != id) return std::nullopt;
  return static_cast<NodeIndex>(at - osm.nodes.begin());
}

class WayBuilder {
 public:
  WayBuilder(const io::OsmData& osm, const geo::Projection& projection,
             const SpeedParameters& speeds)
      : osm_(osm), projection_(projection), speeds_(speeds) {}

  BuiltNetwork build() {
    for (const io::OsmWay& way : osm_.ways) take_way(way);
    find_junctions();
    for (const WayStretch& stretch : stretches_) add_edges(stretch);
    name_edges();
    if (built_.graph.edges() == 0) {
      throw Error(ExitCode::kBadData, "the map holds no road that can be travelled",
                  "check that the file is an OSM extract with ways tagged highway=*");
    }
    const auto junctions = junctions_by_osm_id();
    built_.graph.bans = turn_bans({osm_, built_.graph, way_edges_, junctions}, built_.report.turns);
    built_.report.edges_outside_component = edges_outside_component(built_.graph);
    return std::move(built_);
  }

 private:
  void take_way(const io::OsmWay& way) {
    RoadUseOrReason found = road_use(way, speeds_);
    if (!found.use) {
      ++built_.report.ways_dropped[found.reason];
      return;
    }
    const std::size_t before = stretches_.size();
    WayStretch stretch{{}, static_cast<std::uint32_t>(uses_.size())};
    const auto finish = [&] {
      if (stretch.nodes.size() >= 2) stretches_.push_back(stretch);
      stretch.nodes.clear();
    };
    for (const std::int64_t id : way.nodes) {
      const auto node = find_node(osm_, id);
      if (!node) {
        ++built_.report.nodes_missing;
        finish();
      } else if (stretch.nodes.empty() || stretch.nodes.back() != *node) {
        stretch.nodes.push_back(*node);
      }
    }
    finish();
    if (stretches_.size() == before) {
      ++built_.report.ways_dropped["fewer than two nodes"];
      return;
    }
    uses_.push_back({way.id, std::move(*found.use)});
    ++built_.report.ways_used;
  }

  // A junction is an end of a stretch, a node that is passed more than once, or a barrier. A quay
  // is a node where a ferry meets land.
  void find_junctions() {
    std::vector<std::uint8_t> passes(osm_.nodes.size(), 0);
    on_land_.assign(osm_.nodes.size(), false);
    const auto pass = [&](NodeIndex node) {
      if (passes[node] < 2) ++passes[node];
    };
    for (const WayStretch& stretch : stretches_) {
      const bool land = uses_[stretch.use].use.road_class != RoadClass::kFerry;
      for (const NodeIndex node : stretch.nodes) {
        pass(node);
        if (land) on_land_[node] = true;
      }
      pass(stretch.nodes.front());
      pass(stretch.nodes.back());
    }
    for (const io::OsmBarrier& barrier : osm_.barriers) {
      const auto node = find_node(osm_, barrier.node);
      if (node && passes[*node] == 1) pass(*node);
    }
    node_id_.assign(osm_.nodes.size(), NodeId::none());
    point_.resize(osm_.nodes.size());
    for (NodeIndex node = 0; node < passes.size(); ++node) {
      if (passes[node] == 0) continue;
      point_[node] = place(osm_.nodes[node]);
      if (passes[node] == 2) node_id_[node] = built_.graph.position.push_back(point_[node]);
    }
  }

  geo::Point place(const io::OsmNode& node) const {
    try {
      return projection_.to_plane(node.position);
    } catch (const Error& error) {
      throw Error(error.code(), fmt::format("node {}: {}", node.id, error.what()), error.fix());
    }
  }

  void add_edges(const WayStretch& stretch) {
    const EdgeId first(built_.graph.edges());
    cut_into_edges(stretch);
    way_edges_.push_back({uses_[stretch.use].way, first, EdgeId(built_.graph.edges())});
  }

  void cut_into_edges(const WayStretch& stretch) {
    const auto& nodes = stretch.nodes;
    std::int64_t whole = 0;
    for (std::size_t i = 1; i < nodes.size(); ++i) whole += segment(nodes[i - 1], nodes[i]);
    std::int64_t before = 0;
    std::size_t begin = 0;
    while (begin + 1 < nodes.size()) {
      std::size_t end = begin + 1;
      std::int64_t length = segment(nodes[begin], nodes[end]);
      while (!node_id_[nodes[end]].valid()) {
        ++end;
        length += segment(nodes[end - 1], nodes[end]);
      }
      add_edge({nodes.data() + begin, end - begin + 1}, uses_[stretch.use].use,
               {before, before + length, whole});
      before += length;
      begin = end;
    }
  }

  // Where along its way an edge lies, in cm.
  struct Span {
    std::int64_t begin;
    std::int64_t end;
    std::int64_t whole;
  };

  void add_edge(std::span<const NodeIndex> nodes, const RoadUse& use, Span span) {
    if (span.end == span.begin) {
      ++built_.report.zero_length_edges;
      if (nodes.front() == nodes.back()) return;
      // Two nodes on one spot: joined by the shortest possible edge, so that the road holds.
      ++span.end;
    }
    if (span.end - span.begin > kLongestEdge.ticks()) {
      ++built_.report.edges_too_long;
      return;
    }
    RoadGraph& graph = built_.graph;
    graph.from.push_back(node_id_[nodes.front()]);
    graph.to.push_back(node_id_[nodes.back()]);
    graph.length.push_back(static_cast<std::uint32_t>(span.end - span.begin));
    graph.road_class.push_back(use.road_class);
    for (std::size_t p = 0; p < kProfileCount; ++p) {
      graph.times[p].push_back({edge_time(use, use.speeds[p].forward, span, nodes.front()),
                                edge_time(use, use.speeds[p].backward, span, nodes.back())});
    }
    if (use.road_class == RoadClass::kFerry) {
      graph.ferries.push_back({EdgeId(graph.edges() - 1), crossing_time(use, span), ferry_wait(use),
                               use.ferry.deck_places});
    }
    std::vector<geo::Point> shape;
    for (const NodeIndex node : nodes) shape.push_back(point_[node]);
    graph.geometry.push_row(shape);
  }

  std::uint32_t edge_time(const RoadUse& use, Speed speed, Span span, NodeIndex start) const {
    if (speed == Speed(0)) return kClosed;
    Duration time;
    if (use.road_class == RoadClass::kFerry) {
      time = crossing_time(use, span);
      if (on_land_[start]) time += ferry_wait(use);
    } else {
      time = travel_time(Distance(span.end - span.begin), speed);
    }
    return static_cast<std::uint32_t>(std::min<std::int64_t>(time.ticks(), kLongestTime));
  }

  // The share of the edge in its way's crossing, cut so that the shares add up to the whole.
  Duration crossing_time(const RoadUse& use, Span span) const {
    if (!use.ferry.crossing || span.whole == 0 || span.whole > kLongestEdge.ticks()) {
      return travel_time(Distance(span.end - span.begin), speeds_.ferry);
    }
    const std::int64_t whole = std::min<std::int64_t>(use.ferry.crossing->ticks(), kLongestTime);
    return Duration(whole * span.end / span.whole - whole * span.begin / span.whole);
  }

  // Who comes at any time waits half the interval on average.
  Duration ferry_wait(const RoadUse& use) const {
    return use.ferry.interval ? *use.ferry.interval / 2 : speeds_.ferry_wait;
  }

  void name_edges() {
    RoadGraph& graph = built_.graph;
    std::map<RoadName, RoadId> ids;
    for (const UseOfWay& use : uses_) {
      if (use.use.name != RoadName{}) ids.emplace(use.use.name, RoadId::none());
    }
    for (auto& [name, id] : ids) id = graph.roads.push_back(name);
    graph.road.resize(graph.edges(), RoadId::none());
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      const auto found = ids.find(uses_[stretches_[i].use].use.name);
      if (found == ids.end()) continue;
      for (EdgeId e = way_edges_[i].first; e < way_edges_[i].end; ++e)
        graph.road[e] = found->second;
    }
  }

  // Ascending by OSM id, as the nodes are.
  std::vector<std::pair<std::int64_t, NodeId>> junctions_by_osm_id() const {
    std::vector<std::pair<std::int64_t, NodeId>> result;
    for (NodeIndex node = 0; node < node_id_.size(); ++node) {
      if (node_id_[node].valid()) result.emplace_back(osm_.nodes[node].id, node_id_[node]);
    }
    return result;
  }

  std::int64_t segment(NodeIndex a, NodeIndex b) const {
    return geo::distance(point_[a], point_[b]).ticks();
  }

  const io::OsmData& osm_;
  const geo::Projection& projection_;
  const SpeedParameters& speeds_;
  struct UseOfWay {
    std::int64_t way = 0;
    RoadUse use;
  };
  std::vector<UseOfWay> uses_;
  std::vector<WayStretch> stretches_;
  std::vector<WayEdges> way_edges_;  // by stretch
  std::vector<bool> on_land_;
  std::vector<geo::Point> point_;
  std::vector<NodeId> node_id_;
  BuiltNetwork built_;
};

}  // namespace

BuiltNetwork build_network(const io::OsmData& osm, const geo::Projection& projection,
                           const SpeedParameters& speeds) {
  return WayBuilder(osm, projection, speeds).build();
}

}  // namespace grend::network
