// Dijkstra's algorithm on the plain graph: the reference that the contraction hierarchy is checked
// against and measured by. O((nodes + edges) log nodes) a query. One object per thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/network/arcs.h"
#include "engine/network/min_heap.h"

namespace grend::network {

class Dijkstra {
 public:
  Dijkstra(const RoadGraph& roads, Profile profile) : Dijkstra(TravelGraph(roads, profile)) {}
  explicit Dijkstra(TravelGraph graph);

  std::optional<Trip> trip(Place from, Place to);
  void path(Place from, Place to, std::vector<PathStep>& steps);
  // The cost from `from` to every node of the travel graph, kNoWay where there is no way; valid
  // until the next query.
  const IdVector<NodeId, Cost>& costs_from(Place from);

 private:
  struct Found {
    Cost cost = kNoWay;
    NodeId last_node;          // none: the trip stays inside its edge
    bool last_forward = true;  // direction on the edge of `to`
  };
  // Settles nodes in order of cost until none is cheaper than `bound()`.
  template <class Bound>
  void search(Place from, Bound&& bound);
  Found find(Place from, Place to);

  TravelGraph graph_;
  Arcs out_;
  IdVector<NodeId, Cost> cost_;
  struct Step {
    NodeId before;  // none: a start
    DirectedEdge via;
  };
  IdVector<NodeId, Step> reached_by_;
  MinHeap heap_;
};

}  // namespace grend::network
