#include "engine/network/router.h"

#include "engine/network/components.h"
#include "engine/network/cost.h"
#include "engine/network/hierarchy.h"
#include "engine/network/path.h"
#include "engine/network/router_scratch.h"

namespace grend::network {
namespace {

// A trip by way of `top`, or inside one edge.
struct Found {
  Cost cost = kNoWay;
  Rank top = kNoRank;
  bool direct_forward = true;
};

struct Query {
  const RoadGraph& graph;
  const Hierarchy& hierarchy;
  Profile profile;
  Place from;
  Place to;
};

Found find(const Query& q, Sweep& sweep) {
  sweep.start(q.hierarchy);
  for (const EdgeEnd& end : departures(q.graph, q.profile, q.from)) {
    sweep.add_origin(q.hierarchy.rank(end.node), end.cost);
  }
  for (const EdgeEnd& end : arrivals(q.graph, q.profile, q.to)) {
    sweep.add_destination(q.hierarchy.rank(end.node), end.cost);
  }
  const DirectTravel direct = direct_travel(q.graph, q.profile, q.from, q.to);
  const Meeting meeting = sweep.meet(q.hierarchy, direct.cost);
  return {meeting.cost, meeting.top, direct.forward};
}

// The end of its edge that a climb began or a descent ended at.
const EdgeEnd* end_at(const Hierarchy& hierarchy, const EdgeEnds& ends, Rank node, Cost cost) {
  for (const EdgeEnd& end : ends) {
    if (hierarchy.rank(end.node) == node && end.cost == cost) return &end;
  }
  return nullptr;
}

}  // namespace

Router::Router(const RoadGraph& graph, Profile profile, par::Executor& executor)
    : graph_(&graph),
      profile_(profile),
      usable_(graph.edges(), false),
      hierarchy_(std::make_unique<Hierarchy>(graph, profile, executor)) {
  const IdVector<NodeId, bool> inside = largest_component(graph, profile);
  for (const EdgeId edge : graph.from.ids()) {
    usable_[edge] = graph.edge_times(profile, edge) != EdgeTimes{} &&
                    graph.road_class[edge] != RoadClass::kFerry && inside[graph.from[edge]] &&
                    inside[graph.to[edge]];
  }
}

Router::Router(const RoadGraph& graph, Profile profile)
    : Router(graph, profile, *par::make_executor(par::Backend::kSerial, 1)) {}

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;

std::optional<Trip> Router::trip(Place from, Place to, RouterScratch& scratch) const {
  const Found found = find({*graph_, *hierarchy_, profile_, from, to}, scratch.state().sweep);
  if (found.cost >= kNoWay) return std::nullopt;
  return to_trip(found.cost);
}

void Router::path(Place from, Place to, RouterScratch& scratch,
                  std::vector<PathStep>& steps) const {
  steps.clear();
  auto& [sweep, nodes, costs] = scratch.state();
  const Found found = find({*graph_, *hierarchy_, profile_, from, to}, sweep);
  if (found.cost >= kNoWay) return;
  if (found.top == kNoRank) {
    add_direct(from.edge, {found.cost, found.direct_forward}, steps);
    return;
  }
  const auto travel = [&](DirectedEdge via) { add_edge(*graph_, via, steps); };
  const EdgeEnds starts = departures(*graph_, profile_, from);
  const auto is_start = [&](Rank node, Cost cost) {
    return end_at(*hierarchy_, starts, node, cost) != nullptr;
  };
  sweep.trace<true>(*hierarchy_, found.top, is_start, nodes);
  const Cost first_cost = sweep.cost_from_origin(nodes.back());
  add_departure(*graph_, from, end_at(*hierarchy_, starts, nodes.back(), first_cost)->forward,
                steps);
  for (std::size_t i = nodes.size() - 1; i > 0; --i) {
    hierarchy_->unpack(nodes[i], nodes[i - 1], true, travel);
  }
  const EdgeEnds ends = arrivals(*graph_, profile_, to);
  const auto is_end = [&](Rank node, Cost cost) {
    return end_at(*hierarchy_, ends, node, cost) != nullptr;
  };
  sweep.trace<false>(*hierarchy_, found.top, is_end, nodes);
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    hierarchy_->unpack(nodes[i], nodes[i - 1], false, travel);
  }
  const Cost last_cost = sweep.cost_to_destination(nodes.back());
  add_arrival(*graph_, to, end_at(*hierarchy_, ends, nodes.back(), last_cost)->forward, steps);
}

RouterScratch::RouterScratch() : state_(std::make_unique<State>()) {}
RouterScratch::~RouterScratch() = default;
RouterScratch::RouterScratch(RouterScratch&&) noexcept = default;

}  // namespace grend::network
