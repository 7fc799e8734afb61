// The cheapest feasible place of one request in one route. Bounds that cannot refuse a feasible
// place come first, cheapest first: the positions whose times overlap the request's windows, cost
// against the best so far, loads, times between the earliest and latest ones of the present route;
// what is left is decided exactly, mostly by one pass over the stops that are delayed. Ties go to
// the earlier positions. Cost: positions² cheap steps of two cache lines, and a few exact checks.
// No allocation once warm. One finder per thread.
#pragma once

#include <vector>

#include "models/routing/plan.h"

namespace grend::routing {

struct Insertion {
  Ticks cost = kNever;          // added; kNever: there is no place
  std::uint32_t pickup_at = 0;  // index in the new sequence
  std::uint32_t dropoff_at = 0;

  bool found() const { return cost < kNever; }
};

// Which gaps between stops may be used: gap g by bit g % 64.
struct Gaps {
  std::uint64_t pickup = ~std::uint64_t{0};
  std::uint64_t dropoff = ~std::uint64_t{0};
};

// What stopped the insertions that were tried, from far to near; a finder keeps the nearest.
enum class Obstacle : std::uint8_t {
  kNone,
  kShift,   // the route's own start, end or longest duration
  kTooFar,  // the vehicle cannot be there in time from where it is
  kOthers,  // no room or time beside those who are in the route
};

struct Search {
  Gaps gaps{};
  Ticks below = kNever;   // only places cheaper than this
  Ticks now = -kNever;    // the vehicle does not leave its start before
  bool append = false;    // behind all other stops only
  bool any_load = false;  // as if there were room for everybody
};

// Whether the data of stops changes while a finder is in use; then so must the keys of routes.
enum class StopData : std::uint8_t { kFixed, kChanges };

class InsertionFinder {
 public:
  explicit InsertionFinder(const Problem& problem, StopData stops = StopData::kFixed);

  Insertion find(const Route& route, Pair request, const Search& search = {});
  // What kept the last find() from a place, if it found none.
  Obstacle obstacle() const { return obstacle_; }
  // The least detour for the pick-up alone where the times of the route allow it; kNever nowhere.
  // Whatever room and promises say: tells which routes might take the request after a change.
  Ticks pickup_nearness(const Route& route, Pair request, Ticks now = -kNever);
  // Puts the request where `insertion` says. False, and the route as it was, if `insertion` does
  // not belong to this route and is infeasible or of another cost.
  bool apply(Route& route, Pair request, const Insertion& insertion, Ticks now = -kNever);
  // Cost and key anew after stops were taken out of a feasible route.
  void refresh(Route& route);
  // The times of a vehicle's route; empty if it is infeasible.
  const std::vector<Visit>& visits(const Route& route);

 private:
  // What is known of a vehicle's present route.
  struct Known {
    std::uint64_t key = 0;
    bool valid = false;
    std::vector<Visit> visits;  // empty: infeasible
  };
  void begin_search(const Route& route, Pair request, const Search& search);
  void bound_gaps();
  Ticks cheapest_later(std::size_t gap);
  void try_pickup_at(std::size_t gap, Ticks boards);
  void try_place(std::size_t pickup_gap, std::size_t dropoff_gap, Ticks driving, Ticks bound);
  // Where the new stops go, and what the driving costs.
  struct Spot {
    std::size_t pickup_gap = 0;
    std::size_t dropoff_gap = 0;
    Ticks driving = 0;
  };
  // What is known of the times of a route with the new stops.
  struct Delays {
    Ticks cost = 0;  // kNever: no timing works
    bool settled = true;
  };
  Ticks exact(const Spot& spot);
  Delays delay_next(const Spot& spot);
  bool delay(std::size_t i, Ticks arrival, std::size_t pickup_gap, Delays& delays);
  Ticks settle(const Spot& spot);
  // Old visits [first, end) with the new stops among them.
  struct Stretch {
    std::size_t first = 0;
    std::size_t end = 0;
  };
  void lay_out(const Stretch& stretch, const Spot& spot);
  Ticks settled_cost(const Stretch& stretch, const Spot& spot) const;
  Ticks leaves(std::size_t gap) const;
  Ticks drive_cost(std::size_t gap) const;
  Ticks pickup_detour(std::size_t gap) const;
  Ticks dropoff_detour(std::size_t gap) const;
  Ticks together(std::size_t gap) const;
  bool has_room(std::size_t gap) const {
    return search_.any_load || fits((*visits_)[gap].on_board + pickup_->change, vehicle_->capacity);
  }
  void note(Obstacle obstacle) { obstacle_ = std::max(obstacle_, obstacle); }

  const Problem* problem_;
  StopData stops_;
  Timing timing_;
  RouteKeys keys_;
  std::vector<Known> known_;  // per vehicle
  // The search under way.
  const std::vector<Visit>* visits_ = nullptr;
  const Vehicle* vehicle_ = nullptr;
  const Stop* pickup_ = nullptr;
  const Stop* dropoff_ = nullptr;
  Pair request_ = 0;
  Ticks ride_ = 0;  // direct
  Search search_;
  Insertion best_;
  Obstacle obstacle_ = Obstacle::kNone;
  std::size_t first_gap_ = 0;
  std::size_t last_gap_ = 0;           // one past the last
  std::size_t detours_from_ = 0;       // the next two are known from this gap on
  std::vector<Ticks> dropoff_detour_;  // per gap
  std::vector<Ticks> cheapest_later_;  // least dropoff_detour_ of this gap and those after it
  std::vector<Ticks> begins_;          // scratch: new earliest times, per visit
  std::vector<Visit> trial_;
};

}  // namespace grend::routing
