#include "engine/network/router.h"

#include "engine/network/components.h"
#include "engine/network/cost.h"
#include "engine/network/path.h"
#include "engine/network/router_core.h"
#include "engine/network/router_scratch.h"

namespace grend::network {
namespace {

// A trip by way of `top`, or inside one edge.
struct Found {
  Cost cost = kNoWay;
  Rank top = kNoRank;
  bool direct_forward = true;
};

// A trip that is asked for.
struct Query {
  const TravelGraph& graph;
  const Hierarchy& hierarchy;
  Place from;
  Place to;
};

Found find(const Query& q, Sweep& sweep) {
  sweep.start(q.hierarchy);
  for (const EdgeEnd& end : departures(q.graph, q.from)) {
    sweep.add_origin(q.hierarchy.rank(end.node), end.cost);
  }
  for_each_arrival(q.graph, q.to, [&](const EdgeEnd& end) {
    sweep.add_destination(q.hierarchy.rank(end.node), end.cost);
  });
  const DirectTravel direct = direct_travel(q.graph, q.from, q.to);
  const Meeting meeting = sweep.meet(q.hierarchy, direct.cost);
  return {meeting.cost, meeting.top, direct.forward};
}

void add_first_part(const Query& q, const Sweep& sweep, Rank top, std::vector<Rank>& nodes,
                    std::vector<PathStep>& steps) {
  const EdgeEnds starts = departures(q.graph, q.from);
  const auto start_at = [&](Rank node, Cost cost) {
    const EdgeEnd* found = nullptr;
    for (const EdgeEnd& end : starts) {
      if (q.hierarchy.rank(end.node) == node && end.cost == cost) found = &end;
    }
    return found;
  };
  sweep.trace<true>(
      q.hierarchy, top, [&](Rank node, Cost cost) { return start_at(node, cost) != nullptr; },
      nodes);
  const EdgeEnd* start = start_at(nodes.back(), sweep.cost_from_origin(nodes.back()));
  add_departure(q.graph.roads(), q.from, start->forward, steps);
  for (std::size_t i = nodes.size() - 1; i > 0; --i) {
    q.hierarchy.unpack(nodes[i], nodes[i - 1], true,
                       [&](DirectedEdge via) { add_edge(q.graph.roads(), via, steps); });
  }
}

void add_last_part(const Query& q, const Sweep& sweep, Rank top, std::vector<Rank>& nodes,
                   std::vector<PathStep>& steps) {
  bool forward = true;
  const auto is_end = [&](Rank node, Cost cost) {
    bool found = false;
    for_each_arrival(q.graph, q.to, [&](const EdgeEnd& end) {
      if (q.hierarchy.rank(end.node) != node || end.cost != cost) return;
      found = true;
      forward = end.forward;
    });
    return found;
  };
  sweep.trace<false>(q.hierarchy, top, is_end, nodes);
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    q.hierarchy.unpack(nodes[i], nodes[i - 1], false,
                       [&](DirectedEdge via) { add_edge(q.graph.roads(), via, steps); });
  }
  is_end(nodes.back(), sweep.cost_to_destination(nodes.back()));
  add_arrival(q.graph.roads(), q.to, forward, steps);
}

}  // namespace

Router::Core::Core(TravelGraph travel_graph, Contracted contracted)
    : graph(std::move(travel_graph)),
      hierarchy(std::move(contracted)),
      usable(connected_edges(graph)) {
  for (const EdgeId edge : usable.ids()) {
    if (graph.roads().road_class[edge] == RoadClass::kFerry) usable[edge] = false;
  }
}

Router::Router(TravelGraph graph, Contracted hierarchy)
    : core_(std::make_shared<const Core>(std::move(graph), std::move(hierarchy))) {}

Router::Router(TravelGraph graph, par::Executor& executor) {
  Contracted hierarchy = contract(graph, executor);
  core_ = std::make_shared<const Core>(std::move(graph), std::move(hierarchy));
}

Router::Router(const RoadGraph& roads, Profile profile, par::Executor& executor)
    : Router(TravelGraph(roads, profile), executor) {}

Router::Router(const RoadGraph& roads, Profile profile)
    : Router(roads, profile, *par::make_executor(par::Backend::kSerial, 1)) {}

const TravelGraph& Router::graph() const { return core_->graph; }
const Hierarchy& Router::hierarchy() const { return core_->hierarchy; }
bool Router::usable(EdgeId edge) const { return core_->usable[edge]; }

std::optional<Trip> Router::trip(Place from, Place to, RouterScratch& scratch) const {
  const Found found = find({graph(), hierarchy(), from, to}, scratch.state().sweep);
  if (found.cost >= kNoWay) return std::nullopt;
  return to_trip(found.cost);
}

void Router::path(Place from, Place to, RouterScratch& scratch,
                  std::vector<PathStep>& steps) const {
  steps.clear();
  RouterScratch::State& state = scratch.state();
  const Query query{graph(), hierarchy(), from, to};
  const Found found = find(query, state.sweep);
  if (found.cost >= kNoWay) return;
  if (found.top == kNoRank) {
    add_direct(from.edge, {found.cost, found.direct_forward}, steps);
    return;
  }
  add_first_part(query, state.sweep, found.top, state.nodes, steps);
  add_last_part(query, state.sweep, found.top, state.nodes, steps);
}

RouterScratch::RouterScratch() : state_(std::make_unique<State>()) {}
RouterScratch::~RouterScratch() = default;
RouterScratch::RouterScratch(RouterScratch&&) noexcept = default;

}  // namespace grend::network
