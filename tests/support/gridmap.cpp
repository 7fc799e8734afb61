#include "tests/support/gridmap.h"

#include <algorithm>
#include <stdexcept>

#include "engine/base/text.h"

namespace grend::test {
namespace {

// Somewhere in Innlandet, UTM zone 33.
constexpr geo::Point kOrigin{60'000'000, 674'000'000};

bool is_node(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

io::OsmWay make_way(std::int64_t id, const GridWay& way) {
  io::OsmWay result{id, {}, way.tags};
  for (const char letter : way.nodes) result.nodes.push_back(letter);
  const bool ferry = result.tag("route") == "ferry";
  if (!ferry && result.tag("highway").empty()) result.tags.emplace_back("highway", "residential");
  if (!ferry && result.tag("maxspeed").empty()) result.tags.emplace_back("maxspeed", "36");
  return result;
}

}  // namespace

const geo::Projection& GridMap::projection() {
  static const geo::Projection zone33(33);
  return zone33;
}

GridMap::GridMap(std::string_view picture, std::vector<GridWay> ways, Distance cell) {
  std::int64_t row = 0;
  for (const std::string_view line : split(picture, '\n')) {
    for (std::size_t column = 0; column < line.size(); ++column) {
      if (!is_node(line[column])) continue;
      const geo::Point point{kOrigin.x + static_cast<std::int64_t>(column) * cell.ticks(),
                             kOrigin.y - row * cell.ticks()};
      if (!points_.emplace(line[column], point).second) {
        throw std::logic_error(std::string("the map has two nodes ") + line[column]);
      }
    }
    ++row;
  }
  for (const auto& [letter, point] : points_) {
    osm_.nodes.push_back({letter, projection().to_degrees(point)});
  }
  std::int64_t id = 0;
  for (const GridWay& way : ways) {
    osm_.ways.push_back(make_way(++id, way));
    way_nodes_.push_back(way.nodes);
  }
}

std::int64_t GridMap::way(const std::string& nodes) const {
  const auto at = std::find(way_nodes_.begin(), way_nodes_.end(), nodes);
  if (at == way_nodes_.end()) throw std::logic_error("no way " + nodes);
  return at - way_nodes_.begin() + 1;
}

GridMap& GridMap::restrict(const GridTurn& turn) {
  io::OsmRestriction made;
  made.id = static_cast<std::int64_t>(osm_.restrictions.size()) + 1;
  made.from = {way(turn.from)};
  made.to = {way(turn.to)};
  if (turn.via.size() == 1) {
    made.via_nodes = {turn.via.front()};
  } else {
    made.via_ways = {way(turn.via)};
  }
  made.tags = turn.tags;
  osm_.restrictions.push_back(made);
  return *this;
}

GridMap& GridMap::put_barrier(char node, std::vector<io::Tag> tags) {
  osm_.barriers.push_back({node, std::move(tags)});
  std::sort(osm_.barriers.begin(), osm_.barriers.end(),
            [](const auto& a, const auto& b) { return a.node < b.node; });
  return *this;
}

network::SpeedParameters plain_speeds() {
  network::SpeedParameters speeds;
  speeds.walk = kilometres_per_hour(3.6);
  speeds.bike = kilometres_per_hour(18);
  speeds.bike_unpaved = 1;
  speeds.ferry = kilometres_per_hour(14.4);
  speeds.ferry_wait = minutes(10);
  speeds.limit_compliance = 1;
  return speeds;
}

GridNetwork::GridNetwork(const GridMap& map, const network::SpeedParameters& speeds)
    : built_(network::build_network(map.osm(), GridMap::projection(), speeds)) {
  for (const auto& [letter, point] : map.points()) {
    const auto& all = graph().position.values();
    const auto at = std::find(all.begin(), all.end(), point);
    if (at != all.end()) nodes_[letter] = network::NodeId(at - all.begin());
  }
}

network::NodeId GridNetwork::node(char letter) const {
  const auto at = nodes_.find(letter);
  return at == nodes_.end() ? network::NodeId::none() : at->second;
}

network::EdgeId GridNetwork::edge(char a, char b) const {
  for (const network::EdgeId edge : graph().from.ids()) {
    const network::NodeId from = graph().from[edge];
    const network::NodeId to = graph().to[edge];
    if ((from == node(a) && to == node(b)) || (from == node(b) && to == node(a))) return edge;
  }
  throw std::logic_error(std::string("no edge ") + a + b);
}

network::Place GridNetwork::place(char a, char b, Distance from_a) const {
  const network::EdgeId found = edge(a, b);
  const auto along = static_cast<std::uint32_t>(from_a.ticks());
  return {found, graph().from[found] == node(a) ? along : graph().length[found] - along};
}

std::string GridNetwork::junctions(const std::vector<network::PathStep>& steps) const {
  std::string letters;
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    const network::EdgeId edge = steps[i].edge;
    const network::NodeId end = steps[i].forward ? graph().to[edge] : graph().from[edge];
    const auto at = std::find_if(nodes_.begin(), nodes_.end(),
                                 [end](const auto& entry) { return entry.second == end; });
    letters += at->first;
  }
  return letters;
}

}  // namespace grend::test
