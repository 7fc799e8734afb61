// Shortest travel times on the network between places, exact. A Router is a handle to an immutable
// travel graph and its hierarchy: cheap to copy, shared by all threads, and shared by all
// travellers and conditions for whom the roads are the same (RouterPool). Each thread brings its
// own RouterScratch, and a query allocates nothing once the scratch is warm. Costs are compared by
// (time, distance), so that among equally fast routes the shortest is reported and every algorithm
// gives the same pair.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "engine/network/travel_graph.h"
#include "engine/network/trip.h"
#include "engine/par/executor.h"

namespace grend::network {

class RouterScratch;
class Hierarchy;
struct Contracted;

class Router {
 public:
  // Builds the contraction hierarchy. The roads must outlive the router. Throws Error(kBadData) for
  // roads that are joined as no roads are (contraction.h).
  Router(const RoadGraph& roads, Profile profile);
  Router(const RoadGraph& roads, Profile profile, par::Executor& executor);
  Router(TravelGraph graph, par::Executor& executor);
  // With a hierarchy built before for the same travel graph.
  Router(TravelGraph graph, Contracted hierarchy);

  const RoadGraph& roads() const { return graph().roads(); }
  const TravelGraph& graph() const;
  const Hierarchy& hierarchy() const;

  // Can a trip start or end on this edge: the traveller can reach the largest strongly connected
  // part of the roads from it and come back, and it is no ferry.
  bool usable(EdgeId edge) const;

  // Nothing if there is no way.
  std::optional<Trip> trip(Place from, Place to, RouterScratch& scratch) const;
  // The steps of that trip, in order, none of zero length; empty if unreachable or nothing is
  // travelled.
  void path(Place from, Place to, RouterScratch& scratch, std::vector<PathStep>& steps) const;

  // All trips between `from` and `to`, by buckets: about as many climbs as places, and one read of
  // what they left for each cell.
  TravelMatrix matrix(std::span<const Place> from, std::span<const Place> to,
                      par::Executor& executor) const;
  // One row, one column: the same without threads, for a few hundred places at a time.
  void one_to_many(Place from, std::span<const Place> to, RouterScratch& scratch,
                   std::vector<Reach>& reached) const;
  void many_to_one(std::span<const Place> from, Place to, RouterScratch& scratch,
                   std::vector<Reach>& reached) const;

  // Whether both have the same trips and paths because they share one hierarchy.
  bool shares_with(const Router& other) const { return core_ == other.core_; }

 private:
  struct Core;
  std::shared_ptr<const Core> core_;
};

class RouterScratch {
 public:
  RouterScratch();
  ~RouterScratch();
  RouterScratch(RouterScratch&&) noexcept;
  struct State;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace grend::network
