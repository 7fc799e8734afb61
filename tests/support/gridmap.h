// Road networks drawn as ASCII maps, so that a test shows what it tests:
//     const GridMap map(R"(
//       a--b--c
//          |
//          d
//     )", {{"abc"}, {"bd", {{"oneway", "yes"}}}});
// Letters and digits are OSM nodes, one cell apart (100 m unless told), north is up; everything
// else is drawing. Ways are strings of nodes. Without a tag of its own a way is a residential
// street with the limit 36 km/h, which at full compliance is 10 m/s: 10 s a cell.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/build.h"
#include "engine/network/router.h"

namespace grend::test {

struct GridWay {
  std::string nodes;
  std::vector<io::Tag> tags = {};  // replace or join the default ones
};

struct GridTurn {
  std::string from;
  std::string via;
  std::string to;
  std::vector<io::Tag> tags = {{"restriction", "no_left_turn"}};
};

class GridMap {
 public:
  GridMap(std::string_view picture, std::vector<GridWay> ways, Distance cell = metres(100));

  // A turn restriction between ways by their nodes: {"ab", "b", "bc"} from way ab via node b to way
  // bc; {"ab", "bc", "cd"} via a way.
  GridMap& restrict(const GridTurn& turn);
  GridMap& put_barrier(char node, std::vector<io::Tag> tags);

  const io::OsmData& osm() const { return osm_; }
  geo::Point point(char letter) const { return points_.at(letter); }
  const std::map<char, geo::Point>& points() const { return points_; }
  static const geo::Projection& projection();

 private:
  std::int64_t way(const std::string& nodes) const;

  std::map<char, geo::Point> points_;
  std::vector<std::string> way_nodes_;  // by id - 1
  io::OsmData osm_;
};

// Drivers keep exactly to the limit, walkers make 1 m/s, cyclists 5 m/s on any surface, ferries
// 4 m/s after a wait of 10 minutes.
network::SpeedParameters plain_speeds();

// The network built from a map, with its junctions and edges by letter.
class GridNetwork {
 public:
  explicit GridNetwork(const GridMap& map, const network::SpeedParameters& speeds = plain_speeds());

  const network::RoadGraph& graph() const { return built_.graph; }
  const network::BuildReport& report() const { return built_.report; }
  network::NodeId node(char letter) const;  // none if it is no junction
  // The first edge that joins the two junctions, in either direction.
  network::EdgeId edge(char a, char b) const;
  // On the edge between two junctions, `from_a` away from a.
  network::Place place(char a, char b, Distance from_a) const;
  // The junctions passed in between: "bd" for a trip from inside ab to inside dc by way of bd.
  std::string junctions(const std::vector<network::PathStep>& steps) const;

 private:
  network::BuiltNetwork built_;
  std::map<char, network::NodeId> nodes_;
};

}  // namespace grend::test
