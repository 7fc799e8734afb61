// Shortest travel times on the network between places, exact. One Router per profile, immutable and
// shared by all threads; each thread brings its own RouterScratch, and a query allocates nothing
// once the scratch is warm. Costs are compared by (time, distance), so that among equally fast
// routes the shortest is reported and every algorithm gives the same pair.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/network/graph.h"
#include "engine/par/executor.h"

namespace grend::network {

struct Trip {
  Duration time;
  Distance distance;
  auto operator<=>(const Trip&) const = default;
};

// One edge of a path in the direction of travel.
struct PathStep {
  EdgeId edge;
  bool forward = true;
  std::uint32_t length = 0;  // cm travelled on it (the first and last step may be parts)
  bool operator==(const PathStep&) const = default;
};

// Times and distances between all of `from` and all of `to`, row-major. Unreachable pairs have
// time kClosed.
struct TravelMatrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<std::uint32_t> time;      // ms
  std::vector<std::uint32_t> distance;  // cm

  bool reachable(std::size_t row, std::size_t column) const {
    return time[row * columns + column] != kClosed;
  }
  Trip at(std::size_t row, std::size_t column) const {
    return {Duration(time[row * columns + column]), Distance(distance[row * columns + column])};
  }
};

class RouterScratch;
class Hierarchy;

class Router {
 public:
  // Builds the contraction hierarchy. The graph must outlive the router.
  Router(const RoadGraph& graph, Profile profile);
  Router(const RoadGraph& graph, Profile profile, par::Executor& executor);
  ~Router();
  Router(Router&&) noexcept;

  Profile profile() const { return profile_; }
  const RoadGraph& graph() const { return *graph_; }
  const Hierarchy& hierarchy() const { return *hierarchy_; }

  // Can a trip start or end on this edge: some direction is open and its ends lie in the profile's
  // largest strongly connected component, and it is no ferry.
  bool usable(EdgeId edge) const { return usable_[edge]; }

  // Nothing if there is no way.
  std::optional<Trip> trip(Place from, Place to, RouterScratch& scratch) const;
  // The steps of that trip, in order, none of zero length; empty if unreachable or nothing is
  // travelled.
  void path(Place from, Place to, RouterScratch& scratch, std::vector<PathStep>& steps) const;
  TravelMatrix matrix(std::span<const Place> from, std::span<const Place> to,
                      par::Executor& executor) const;

 private:
  const RoadGraph* graph_;
  Profile profile_;
  IdVector<EdgeId, bool> usable_;
  std::unique_ptr<Hierarchy> hierarchy_;
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
