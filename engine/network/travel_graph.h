// The roads as one kind of traveller finds them under one condition: a time for each direction of
// each edge, and the turns that are banned. What every search runs on. The graph must outlive it.
// Immutable, shared by all threads.
#pragma once

#include "engine/network/turn_states.h"

namespace grend::network {

class TravelGraph {
 public:
  // Without snow, closures and queues.
  TravelGraph(const RoadGraph& roads, Profile profile)
      : TravelGraph(roads, profile, roads.times[index_of(profile)]) {}
  TravelGraph(const RoadGraph& roads, Profile profile, IdVector<EdgeId, EdgeTimes> times)
      : roads_(&roads), times_(std::move(times)), turns_(roads, profile) {}

  const RoadGraph& roads() const { return *roads_; }
  const TurnStates& turns() const { return turns_; }
  const EdgeTimes& times(EdgeId edge) const { return times_[edge]; }
  // Junctions and their copies.
  std::size_t nodes() const { return turns_.nodes(); }

  // visit(start, end, edge, time) for each direction of each edge that is open, from the junction
  // at its start and from each copy of it that may go on there.
  template <class Visit>
  void for_each_open(Visit&& visit) const {
    for (const EdgeId edge : roads_->from.ids()) {
      for (const bool forward : {true, false}) {
        const std::uint32_t time = forward ? times_[edge].forward : times_[edge].backward;
        if (time == kClosed) continue;
        const DirectedEdge e{edge, forward};
        turns_.for_each_at(roads_->tail(e), [&](NodeId start) {
          const NodeId end = turns_.after(start, e);
          if (end.valid()) visit(start, end, e, time);
        });
      }
    }
  }

  // Whether all trips and paths are the same; needs the same roads.
  bool same_travel(const TravelGraph& other) const {
    return times_ == other.times_ && turns_.same_bans(other.turns_);
  }
  // Archives all that trips and paths follow from, for a key (engine/store/archive.h).
  template <class Archive>
  void identify(Archive& a) const {
    a(roads_->nodes());
    a(roads_->from);
    a(roads_->to);
    a(roads_->length);
    a(times_);
    turns_.identify(a);
  }

 private:
  const RoadGraph* roads_;
  IdVector<EdgeId, EdgeTimes> times_;
  TurnStates turns_;
};

}  // namespace grend::network
