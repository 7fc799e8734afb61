// The routing problem of one service in the course of its day: requests come and go, vehicles move
// on. It keeps the routing core's problem and plan in step: a request takes a free pair of stops
// and gives it back when its drop-off is under way; the start of a vehicle's route is where and
// when it can next be told something new. Times are milliseconds since midnight. Every route is
// feasible at all times. About 250 bytes a request that is open, beside the matrix.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "models/drt/objective.h"
#include "models/drt/request.h"
#include "models/drt/service_points.h"
#include "models/routing/insertion.h"

namespace grend::drt {

constexpr Time to_time(routing::Ticks ticks) { return Time(ticks); }

// Where and when a vehicle's day begins and ends.
struct Duty {
  Load capacity;
  Interval<Time> shift;
  PointIndex base = 0;
  Duration longest = Duration::max();  // from leaving the base to being back
  double emissions = 0;                // g/km
};

// A place for a request in the plan.
struct Placement {
  std::size_t vehicle = 0;
  routing::Insertion insertion;
};

// The next stop of a route, taken out of it: the vehicle is on its way and will serve it.
struct Commitment {
  routing::Pair pair = 0;
  std::uint32_t trip = 0;
  bool pickup = true;
  PointIndex point = 0;
  Time arrival;
  Duration stand;
  Load change;
  // What a pick-up's request had before its ride limit became a deadline.
  routing::Ticks longest = 0;
  routing::Ticks dropoff_latest = 0;

  Time done() const { return arrival + stand; }
};

class LivePlan {
 public:
  LivePlan(const ServicePoints& points, const Objective& objective, std::span<const Duty> duties);
  LivePlan(const LivePlan&) = delete;  // the finder refers to the problem

  const ServicePoints& points() const { return *points_; }
  const Objective& objective() const { return objective_; }
  const routing::Problem& problem() const { return problem_; }
  routing::InsertionFinder& finder() { return finder_; }
  const routing::Route& route(std::size_t vehicle) const { return routes_[vehicle]; }
  const std::vector<routing::Visit>& visits(std::size_t vehicle) {
    return finder_.visits(routes_[vehicle]);
  }
  std::uint32_t trip_of(routing::Pair pair) const { return trip_[pair]; }
  std::optional<routing::Pair> pair_of(std::uint32_t trip) const;
  bool in_route(routing::Pair pair) const { return vehicle_[pair] < routes_.size(); }
  std::size_t vehicle_of(routing::Pair pair) const { return vehicle_[pair]; }
  std::size_t open_requests() const { return pair_of_.size(); }
  bool empty(std::size_t vehicle) const { return routes_[vehicle].stops.size() == 2; }

  // Takes a pair of stops for the request, in no route yet.
  routing::Pair add(const Request& request, PointIndex from, PointIndex to);
  // Gives back the stops of a request that is in no route.
  void drop(routing::Pair pair);
  // The placement must come from the finder at the same moment.
  void insert(const Placement& placement, routing::Pair pair, Time now);
  // The same in two halves, for searches that take requests out and put them back.
  void take_out(routing::Pair pair, Time now);
  Duration driving(std::size_t vehicle);  // of the whole route, back to the base
  // Replaces the stops of a route between start and end; it must be feasible.
  void replace(std::size_t vehicle, std::span<const routing::StopIndex> stops, Time now);

  // The vehicle leaves for its first stop.
  Commitment depart(std::size_t vehicle, Time now);
  // The drop-off of a commitment is reached: its request gives back its stops.
  void complete(const Commitment& dropoff) { drop(dropoff.pair); }
  // Undoes a departure: the stop is the first of the route again, and the vehicle where and when it
  // left. commit_first() with the same arrival undoes that.
  void recall(std::size_t vehicle, const Commitment& commitment, PointIndex from, Time departed);
  Commitment commit_first(std::size_t vehicle, Time arrival);
  // When the pick-up of an insertion at the front would begin if the vehicle were free then;
  // Time::max() if that cannot be.
  Time first_begin(std::size_t vehicle, const routing::Insertion& insertion, routing::Pair pair,
                   Time free_at);
  // After recall(): the request goes first, on a way of its own that ends at `arrival`.
  Commitment divert(std::size_t vehicle, const routing::Insertion& insertion, routing::Pair pair,
                    Time arrival);
  // Without a stop the vehicle drives to `to`, where its plan can be changed from `arrival` on;
  // false, and nothing changed, if it could not be back in time.
  bool move_start(std::size_t vehicle, PointIndex to, Time arrival);
  // The passengers of a pick-up under way do not come: their drop-off is left out, and the vehicle
  // is free at `free_at`.
  void forsake(std::size_t vehicle, const Commitment& pickup, Time free_at);

 private:
  void changed(std::size_t vehicle);
  void keep_feasible(std::size_t vehicle);
  void begin_duty(std::size_t vehicle, Time now);
  void delay_start(std::size_t vehicle, Time now);
  void place(routing::Pair pair, std::size_t vehicle) {
    vehicle_[pair] = static_cast<std::uint32_t>(vehicle);
  }

  const ServicePoints* points_;
  Objective objective_;
  routing::Problem problem_;
  routing::InsertionFinder finder_;
  std::vector<routing::Route> routes_;
  std::uint64_t version_ = 0;  // of all routes
  std::vector<routing::Pair> free_;
  std::vector<std::uint32_t> trip_;     // by pair
  std::vector<std::uint32_t> vehicle_;  // by pair; none: not in a route
  std::map<std::uint32_t, routing::Pair> pair_of_;
};

}  // namespace grend::drt
