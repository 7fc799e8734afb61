#include "engine/network/router.h"

#include <utility>

#include "engine/network/components.h"
#include "engine/network/cost.h"
#include "engine/network/hierarchy.h"
#include "engine/network/path.h"
#include "engine/network/router_scratch.h"

namespace grend::network {
namespace {

struct Query {
  const RoadGraph& graph;
  const Hierarchy& hierarchy;
  Profile profile;
  Place from;
  Place to;
  RouterScratch::State& state;
};

struct Found {
  Cost cost = kNoWay;
  Rank top = kNoRank;  // where the climbs meet; none: the trip stays inside its edge
  bool direct_forward = true;
};

void start_climbs(const Query& q) {
  q.state.from_start.start(q.hierarchy.nodes());
  q.state.from_end.start(q.hierarchy.nodes());
  for (const EdgeEnd& end : departures(q.graph, q.profile, q.from)) {
    q.state.from_start.reach(q.hierarchy.rank(end.node), end.cost, kNoRank);
  }
  for (const EdgeEnd& end : arrivals(q.graph, q.profile, q.to)) {
    q.state.from_end.reach(q.hierarchy.rank(end.node), end.cost, kNoRank);
  }
}

template <bool kForward>
void climb_one(const Hierarchy& hierarchy, Climb& climb, const Climb& other, Found& best) {
  const Rank node = climb.step<kForward>(hierarchy, best.cost);
  if (node == kNoRank) return;
  const Cost cost = climb.label(node).cost + other.label(node).cost;
  if (cost < best.cost) {
    best.cost = cost;
    best.top = node;
  }
}

Found find(const Query& q) {
  const DirectTravel direct = direct_travel(q.graph, q.profile, q.from, q.to);
  Found best{direct.cost, kNoRank, direct.forward};
  start_climbs(q);
  Climb& up = q.state.from_start;
  Climb& down = q.state.from_end;
  while (true) {
    const bool go_up = up.next_cost() < best.cost;
    const bool go_down = down.next_cost() < best.cost;
    if (!go_up && !go_down) return best;
    if (go_up) climb_one<true>(q.hierarchy, up, down, best);
    if (go_down) climb_one<false>(q.hierarchy, down, up, best);
  }
}

// Which end of its edge a climb began at.
bool began_forward(const Hierarchy& hierarchy, const EdgeEnds& ends, Rank root, Cost cost) {
  for (const EdgeEnd& end : ends) {
    if (hierarchy.rank(end.node) == root && end.cost == cost) return end.forward;
  }
  return true;
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
  const Found found = find({*graph_, *hierarchy_, profile_, from, to, scratch.state()});
  if (found.cost >= kNoWay) return std::nullopt;
  return to_trip(found.cost);
}

void Router::path(Place from, Place to, RouterScratch& scratch,
                  std::vector<PathStep>& steps) const {
  steps.clear();
  RouterScratch::State& state = scratch.state();
  const Found found = find({*graph_, *hierarchy_, profile_, from, to, state});
  if (found.cost >= kNoWay) return;
  if (found.top == kNoRank) {
    add_direct(from.edge, {found.cost, found.direct_forward}, steps);
    return;
  }
  const auto travel = [&](DirectedEdge via) { add_edge(*graph_, via, steps); };
  state.climbed.clear();
  for (Rank node = found.top; node != kNoRank; node = state.from_start.label(node).parent) {
    state.climbed.push_back(node);
  }
  const Rank first = state.climbed.back();
  add_departure(*graph_, from,
                began_forward(*hierarchy_, departures(*graph_, profile_, from), first,
                              state.from_start.label(first).cost),
                steps);
  for (std::size_t i = state.climbed.size() - 1; i > 0; --i) {
    hierarchy_->unpack(state.climbed[i], state.climbed[i - 1], true, travel);
  }
  Rank last = found.top;
  for (Rank next = state.from_end.label(last).parent; next != kNoRank;
       next = state.from_end.label(last).parent) {
    hierarchy_->unpack(next, last, false, travel);
    last = next;
  }
  add_arrival(*graph_, to,
              began_forward(*hierarchy_, arrivals(*graph_, profile_, to), last,
                            state.from_end.label(last).cost),
              steps);
}

RouterScratch::RouterScratch() : state_(std::make_unique<State>()) {}
RouterScratch::~RouterScratch() = default;
RouterScratch::RouterScratch(RouterScratch&&) noexcept = default;

}  // namespace grend::network
