// Some vehicles of a live plan as a problem of its own: their routes from now on, those on board
// fixed, everybody promised a ride free to move to another vehicle or time, and perhaps requests
// that have no place yet. A search may then change everything in it, because whatever is feasible
// there keeps each promise; what it found is put back into the live plan.
#pragma once

#include <span>
#include <vector>

#include "models/drt/live_plan.h"

namespace grend::drt {

class Snapshot {
 public:
  Snapshot(LivePlan& live, std::span<const std::uint32_t> vehicles,
           std::span<const routing::Pair> waiting, Time now);

  const routing::Problem& problem() const { return problem_; }
  const routing::Plan& plan() const { return plan_; }
  // Those who may move.
  std::size_t movable() const;
  // What the outside calls them: the number of a vehicle's index here, the trip of a request.
  std::uint32_t vehicle(std::size_t index) const { return vehicles_[index]; }
  std::uint32_t trip_of(routing::Pair pair) const { return trip_[pair]; }
  bool waits(routing::Pair pair) const { return waits_[pair] != 0; }
  // The vehicle that somebody on board sits in, by its index here.
  std::size_t carrier(routing::Pair pair) const { return carrier_[pair]; }

  // Puts a plan of this problem back; tells which of the live plan's vehicles it changed.
  std::vector<std::uint32_t> put_back(const routing::Plan& plan, LivePlan& live, Time now) const;

 private:
  void add_vehicle(const LivePlan& live, std::uint32_t vehicle, Time now);
  void add_request(const LivePlan& live, routing::Pair pair);
  void add_route(LivePlan& live, std::size_t index);
  void name_pair(std::uint32_t trip);
  routing::StopIndex here(routing::StopIndex stop) const;
  routing::StopIndex there(routing::StopIndex stop) const;

  routing::Problem problem_;
  routing::Plan plan_;
  std::vector<std::uint32_t> vehicles_;
  std::vector<routing::Pair> live_pair_;  // of a pair here
  std::vector<routing::Pair> own_pair_;   // of a pair there
  // By pair; what makes no sense for a pair is 0.
  std::vector<std::uint32_t> trip_;
  std::vector<std::uint8_t> waits_;
  std::vector<std::uint32_t> carrier_;
};

}  // namespace grend::drt
