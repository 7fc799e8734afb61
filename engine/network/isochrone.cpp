#include "engine/network/isochrone.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/network/hierarchy.h"

namespace grend::network {
namespace {

using One = CostTree::One;

constexpr std::uint32_t time_of(Cost cost) { return cost < kNoWay ? cost_time(cost) : kClosed; }

// The cost between the place and the near end of an edge in a direction of travel.
Cost cost_to_near_end(const CostTree& tree, std::span<const Cost> costs, DirectedEdge edge) {
  const Hierarchy& hierarchy = tree.router().hierarchy();
  const TurnStates& turns = tree.router().graph().turns();
  if (tree.one() == One::kDestination) return costs[hierarchy.rank(turns.entered_by(edge))];
  Cost least = kNoWay;
  turns.for_each_at(tree.router().roads().tail(edge), [&](NodeId node) {
    if (turns.after(node, edge).valid()) least = std::min(least, costs[hierarchy.rank(node)]);
  });
  return least;
}

// An edge as one direction of travel sees it: `time` ms over its `length` cm.
struct Travel {
  std::uint32_t time;
  std::uint32_t length;

  // How far one gets from the start: the last offset o with partial_time(o) <= left.
  std::uint32_t reach_from_start(std::uint64_t left) const {
    if (left >= time) return length;
    return static_cast<std::uint32_t>(((left + 1) * length + time - 1) / time - 1);
  }
  // From how far before the end one gets to it: the first offset o with
  // time - partial_time(o) <= left, counted from the end.
  std::uint32_t reach_to_end(std::uint64_t left) const {
    if (left >= time) return length;
    return length - static_cast<std::uint32_t>(((time - left) * length + time - 1) / time);
  }
};

// `begin` and `end` are seen in the direction of travel.
Stretch stretch_of(DirectedEdge e, std::uint32_t begin, std::uint32_t end, std::uint32_t length) {
  return e.forward ? Stretch{e.edge, begin, end} : Stretch{e.edge, length - end, length - begin};
}

// The stretches of one edge, of which there are a few: ascending, those joined that overlap or
// touch.
void append_merged(std::vector<Stretch>& of_edge, std::vector<Stretch>& found) {
  if (of_edge.size() > 1) std::sort(of_edge.begin(), of_edge.end());
  for (const Stretch& stretch : of_edge) {
    if (!found.empty() && found.back().edge == stretch.edge && stretch.begin <= found.back().end) {
      found.back().end = std::max(found.back().end, stretch.end);
    } else {
      found.push_back(stretch);
    }
  }
  of_edge.clear();
}

}  // namespace

Isochrone::Isochrone(const CostTree& tree, Place place, RouterScratch& scratch)
    : graph_(&tree.router().graph()), one_(tree.one()), place_(place) {
  const std::span<const Cost> costs = tree.costs(place, scratch);
  near_.reserve(graph_->roads().edges());
  for (const EdgeId edge : graph_->roads().from.ids()) {
    near_.push_back({time_of(cost_to_near_end(tree, costs, {edge, true})),
                     time_of(cost_to_near_end(tree, costs, {edge, false}))});
  }
}

void Isochrone::add_from_junctions(EdgeId edge, std::uint32_t limit,
                                   std::vector<Stretch>& found) const {
  const std::uint32_t length = graph_->roads().length[edge];
  for (const bool forward : {true, false}) {
    const EdgeTimes& times = graph_->times(edge);
    const std::uint32_t time = forward ? times.forward : times.backward;
    const std::uint32_t near = forward ? near_[edge].forward : near_[edge].backward;
    if (time == kClosed || near > limit) continue;
    const Travel travel{time, length};
    if (one_ == One::kOrigin) {
      const std::uint32_t reach = travel.reach_from_start(limit - near);
      found.push_back(stretch_of({edge, forward}, 0, reach, length));
    } else {
      const std::uint32_t reach = travel.reach_to_end(limit - near);
      found.push_back(stretch_of({edge, forward}, length - reach, length, length));
    }
  }
}

// On the place's own edge without passing a junction.
void Isochrone::add_from_place(std::uint32_t limit, std::vector<Stretch>& found) const {
  const EdgeId edge = place_.edge;
  const std::uint32_t length = graph_->roads().length[edge];
  for (const bool forward : {true, false}) {
    const EdgeTimes& times = graph_->times(edge);
    const std::uint32_t time = forward ? times.forward : times.backward;
    if (time == kClosed) continue;
    const Travel travel{time, length};
    const std::uint32_t here = forward ? place_.offset : length - place_.offset;
    const std::uint32_t before = partial_time(time, here, length);
    if (one_ == One::kOrigin) {
      const std::uint32_t reach = travel.reach_from_start(std::uint64_t{limit} + before);
      found.push_back(stretch_of({edge, forward}, here, reach, length));
    } else {
      const std::uint32_t reach = travel.reach_to_end(std::uint64_t{limit} + (time - before));
      found.push_back(stretch_of({edge, forward}, length - reach, here, length));
    }
  }
}

std::vector<Stretch> Isochrone::within(Duration limit) const {
  GREND_CHECK(limit >= Duration() && limit.ticks() <= kLongestTime);
  const auto time = static_cast<std::uint32_t>(limit.ticks());
  std::vector<Stretch> found;
  std::vector<Stretch> of_edge;
  for (const EdgeId edge : near_.ids()) {
    add_from_junctions(edge, time, of_edge);
    if (edge == place_.edge) add_from_place(time, of_edge);
    append_merged(of_edge, found);
  }
  return found;
}

Distance total_length(const std::vector<Stretch>& stretches) {
  std::int64_t sum = 0;
  for (const Stretch& stretch : stretches) sum += stretch.end - stretch.begin;
  return Distance(sum);
}

}  // namespace grend::network
