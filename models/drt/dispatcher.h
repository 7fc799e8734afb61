// Finds the cheapest place for a new request: every vehicle, every pair of positions, each checked
// exactly by schedule(). Cost = added driving + rider_weight * (the new ride + delays of other
// drop-offs). Ties go to the lower vehicle, then to the earlier positions. Stateless; the scratch
// is kept to avoid allocation.
#pragma once

#include <optional>
#include <vector>

#include "models/drt/schedule.h"
#include "models/drt/service_spec.h"

namespace grend::drt {

// A vehicle as the dispatcher sees it: stops that may still be changed, and what is fixed before.
struct RouteView {
  RouteStart start;
  RouteEnd end;
  Load capacity;
  Interval<Time> shift;
  bool on_duty = true;  // false: the shift is over
  std::span<const PlannedStop> stops;
  std::span<const Time> begin;
};

struct Insertion {
  std::size_t vehicle = 0;
  std::size_t pickup_at = 0;   // index of the pick-up in the new sequence
  std::size_t dropoff_at = 0;  // index of the drop-off in the new sequence
  Duration added_driving;
  std::int64_t cost = 0;
};

struct Decision {
  std::optional<Insertion> insertion;
  Reason reason = Reason::kNone;  // why not
};

class Dispatcher {
 public:
  Dispatcher(const ServicePoints& points, const DispatchSpec& spec);

  // `pickup` and `dropoff` are the stops of the new request.
  Decision decide(const PlannedStop& pickup, const PlannedStop& dropoff,
                  std::span<const RouteView> vehicles);

 private:
  void try_vehicle(const PlannedStop& pickup, const PlannedStop& dropoff, const RouteView& route,
                   std::size_t vehicle);
  void try_positions(const RouteView& route, Insertion candidate);
  std::int64_t rider_cost(const RouteView& route, const Insertion& candidate) const;
  Duration added_driving(const RouteView& route, const Insertion& candidate) const;

  void note_miss(Reason reason);

  const ServicePoints* points_;
  std::int64_t rider_permille_;
  Scheduler scheduler_;
  std::vector<PlannedStop> stops_;  // scratch: the sequence under test
  std::optional<Insertion> best_;
  Reason nearest_miss_ = Reason::kNone;
};

}  // namespace grend::drt
