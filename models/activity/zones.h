// The cells of a region as a tree: municipalities, halves of halves of them, and at the bottom
// zones of a few hundred neighbours. Zones are numbered so that every node is a run of zones. What
// is far away is looked at as a node, what is near as a zone, so that choosing among all
// destinations costs little more than choosing among the near ones. O(cells log cells); immutable,
// thread-safe.
#pragma once

#include <cstdint>
#include <vector>

#include "models/region/region_input.h"

namespace grend::activity {

struct ZoneRules {
  std::int64_t persons = 600;              // a zone holds at most so many, or is one cell
  Distance side = kilometres(4);           // nor is it longer
  std::size_t zone_per_cell_up_to = 1500;  // smaller regions have a zone for each cell
};

struct ZoneNode {
  std::uint32_t first = 0;  // its zones, half-open
  std::uint32_t last = 0;
  std::uint32_t end = 0;   // the node after all that is below this one, in preorder
  std::uint32_t main = 0;  // the zone that stands for it: the half with more persons, and so on
  std::int64_t persons = 0;
  geo::Point centre;  // of its persons
  Distance radius;    // no cell's middle is farther from the centre
};

class ZoneTree {
 public:
  ZoneTree(const region::RegionInput& region, const ZoneRules& rules);

  std::size_t zones() const { return leaf_.size(); }
  const std::vector<ZoneNode>& nodes() const { return nodes_; }  // preorder, the root first
  const ZoneNode& zone(std::uint32_t z) const { return nodes_[leaf_[z]]; }
  std::uint32_t node_of_zone(std::uint32_t z) const { return leaf_[z]; }
  std::uint32_t zone_of_cell(std::size_t cell) const { return zone_of_cell_[cell]; }
  std::uint32_t municipality(std::uint32_t z) const { return municipality_[z]; }
  // The zones of a municipality, half-open; empty if it has no cells.
  Interval<std::uint32_t> zones_of(std::uint32_t municipality) const {
    return zones_of_[municipality];
  }

  // Visits the nodes by which zone `z` sees the region: every zone lies in exactly one of them, in
  // order, and a node of several zones is at least three radii away.
  template <class Visit>
  void look_around(std::uint32_t z, Visit&& visit) const {
    constexpr std::int64_t kRadiiAway = 3;
    const geo::Point from = zone(z).centre;
    for (std::uint32_t n = 0; n < nodes_.size();) {
      const ZoneNode& node = nodes_[n];
      const bool is_zone = node.last - node.first == 1;
      const bool one_place = !mixed_[n];
      if (is_zone || (one_place && geo::distance(from, node.centre) > node.radius * kRadiiAway)) {
        visit(n);
        n = node.end;
      } else {
        ++n;
      }
    }
  }

 private:
  class Builder;
  std::vector<ZoneNode> nodes_;
  std::vector<bool> mixed_;  // nodes of several municipalities, never seen as one
  std::vector<std::uint32_t> leaf_;
  std::vector<std::uint32_t> municipality_;
  std::vector<std::uint32_t> zone_of_cell_;
  std::vector<Interval<std::uint32_t>> zones_of_;
};

}  // namespace grend::activity
