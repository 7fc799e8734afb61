// The road graph from directed links, the way planning tools keep a network: two opposite links
// with the same shape and length become one edge with two directions. Lengths are those of the
// links, so an edge may be longer than its drawn shape. O(links log links); the order of nodes and
// edges is that of their first mention.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/network/build.h"

namespace grend::network {

struct DirectedLink {
  std::uint32_t from = 0;  // indices of nodes
  std::uint32_t to = 0;
  Distance length;     // >= 0; above kLongestEdge it is left out
  Duration free_flow;  // time of a motor vehicle, or whatever is fastest here
  ProfileSet uses;     // who may travel it
  RoadClass road_class = RoadClass::kUnclassified;
  std::vector<geo::Point> bends;  // the shape between the two nodes
  bool two_way = false;           // stands for its opposite as well
};

// Links that may not be travelled one right after another.
struct LinkBan {
  std::vector<std::uint32_t> links;  // indices
  ProfileSet profiles;
};

struct LinkNetwork {
  std::vector<geo::Point> nodes;
  std::vector<DirectedLink> links;
  std::vector<LinkBan> bans;
  BuildReport report;              // with the links that the caller left out
  std::vector<std::string> notes;  // what was assumed, in plain sentences
};

struct LinkGraph {
  RoadGraph graph;
  BuildReport report;
  std::size_t nodes_unused = 0;  // nodes that no link joins
  std::vector<std::string> notes;
};

// A bike and a walker go at their own speed, but no faster than the link's free flow. Where no link
// at all is open to bikes or walkers, the network leaves them out (MATSim sends them along straight
// lines): they then use the roads that motor vehicles use, but for motorways; walkers both ways.
// Throws Error(kBadData) if no link can be travelled.
LinkGraph build_from_links(LinkNetwork network, const SpeedParameters& speeds);

// The time over a length at a speed in m/s (> 0), to the nearest millisecond.
Duration free_flow_time(double metres, double metres_a_second);

// The class that a road's type names, in the words of OpenStreetMap ("primary", "primary_link") or
// of planners ("arterial", "local", "sidewalk"); kUnclassified for anything else.
RoadClass road_class_of(std::string_view type);

}  // namespace grend::network
