// What a network is made of, and what in it looks wrong: for people who want to know their data
// before they trust it. O(nodes + edges).
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/network/graph.h"

namespace grend::network {

struct ProfileReach {
  Distance open;           // edges that some direction of is open
  Distance in_largest;     // of these with both ends in the largest strongly connected component
  std::size_t edges = 0;   // open
  std::size_t pieces = 0;  // that do not hang together, one-way streets taken as two-way
};

// A kind of oddity, with the first few places it was seen at.
struct Oddity {
  std::string what;
  std::size_t count = 0;
  std::vector<std::string> examples;
};

struct FerryLine {
  std::string name;
  Distance length;
  Duration crossing;
  Duration wait;
  std::int32_t deck_places = 0;
};

struct NetworkDescription {
  std::size_t nodes = 0;
  std::size_t edges = 0;
  std::size_t one_way_edges = 0;  // for cars
  Distance length;
  geo::Point south_west, north_east;
  std::map<RoadClass, Distance> length_by_class;
  std::array<ProfileReach, kProfileCount> reach;
  std::vector<FerryLine> ferries;
  std::size_t road_names = 0;    // numbers and names
  std::string road_name;         // the longest road's
  std::size_t motor_bans = 0;    // banned turns and ways through
  std::vector<Oddity> oddities;  // only those that occur
};

NetworkDescription describe_network(const RoadGraph& graph);

}  // namespace grend::network
