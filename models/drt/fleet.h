// The vehicles of one service on one day: what each does, has done and will do. A small state
// machine per vehicle, driven by the caller's events:
//   off duty -> idle -> driving -> standing -> idle ... -> returning -> off duty
// or, without passengers, idle -> relocating -> idle. A vehicle leaves for its next stop just in
// time, so it waits where it is, not at the next door.
// Every second of a shift is accounted for, exactly.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "models/drt/live_plan.h"

namespace grend::drt {

enum class VehicleState : std::uint8_t {
  kOffDuty,
  kIdle,
  kDriving,
  kStanding,
  kRelocating,
  kReturning,
  kDone
};

enum class StopKind : std::uint8_t {
  kShiftStart,
  kPickup,
  kDropoff,
  kNobody,
  kShiftEnd,
  kRelocated,  // to wait there
  kDiverted    // sent elsewhere at a junction
};
inline constexpr std::array<std::string_view, 7> kStopKindNames = {
    "shift_start", "pickup", "dropoff", "nobody", "shift_end", "relocated", "diverted"};

// One stop of a vehicle as it was carried out.
struct StopRecord {
  std::uint32_t vehicle = 0;
  StopKind kind = StopKind::kPickup;
  std::uint32_t trip = 0;  // of the request; meaningless without one
  network::Place place;
  Time departed;  // from the stop before
  Time arrival;
  Time done;        // end of service
  Distance driven;  // from the stop before
  Load on_board;    // after the stop
};

// How a shift was spent.
struct ShiftAccount {
  Duration idle;
  Duration empty_drive;
  Duration loaded_drive;
  Duration stand;
  Distance empty_distance;
  Distance loaded_distance;

  Distance distance() const { return empty_distance + loaded_distance; }
};

// A junction where a drive took another turn.
struct Waypoint {
  network::Place place;
  Time at;
  Distance driven;  // from the last departure
};

struct Vehicle {
  Duty duty;
  // Now
  VehicleState state = VehicleState::kOffDuty;
  std::optional<Commitment> current;  // being driven to, or stood at
  bool current_void = false;          // its request was cancelled on the way
  PointIndex at = 0;                  // where it stands, or will next
  Time free_at;                       // when its plan can next be changed
  Load on_board;                      // then
  Time departed;                      // on the present or last drive
  PointIndex departed_from = 0;
  std::vector<Waypoint> waypoints;  // of that drive
  Distance rest;                    // its length after the last waypoint
  bool loaded = false;              // on that drive
  Time since;                       // start of the present state
  std::uint32_t generation = 0;     // outdates scheduled actions
  // So far
  ShiftAccount account;
};

// The next thing a vehicle does by itself, unless its plan changes first.
struct NextAction {
  Time at;
  std::uint32_t generation = 0;
};

class Fleet {
 public:
  Fleet(const ServicePoints& points, const Objective& objective, std::span<const Duty> duties);

  std::size_t size() const { return vehicles_.size(); }
  const Vehicle& vehicle(std::size_t index) const { return vehicles_[index]; }
  const std::vector<StopRecord>& records() const { return records_; }
  LivePlan& plan() { return plan_; }
  // Which vehicles may be given something new.
  const std::vector<std::uint8_t>& on_duty() const { return on_duty_; }

  // After any change of a vehicle's plan its scheduled action is outdated: ask next_action() anew.
  void plan_changed(std::size_t index) { ++vehicles_[index].generation; }
  // Puts a request into a vehicle's plan; the placement must have been found at the same moment.
  void insert(const Placement& placement, routing::Pair request, Time now);
  // Takes a trip that has not been picked up out of the plan; tells which vehicle it was planned
  // for.
  std::optional<std::size_t> remove(std::uint32_t trip, Time now);

  // Sends a vehicle on its way to another pick-up first; see diversion.h.
  void divert(std::size_t index, const Waypoint& junction, Time arrival, Distance rest,
              const routing::Insertion& insertion, routing::Pair request);
  // Sends an idle vehicle without a plan to wait elsewhere; false if it could not be back in time.
  bool relocate(std::size_t index, PointIndex to, Time now);

  // What vehicle `index` does next, nothing when its day is over.
  std::optional<NextAction> next_action(std::size_t index, Time now);

  // What happened when an action fell due; the caller tells the passengers.
  struct Happening {
    enum class Kind { kNothing, kBoarding, kNobody, kAlighting } kind = Kind::kNothing;
    std::uint32_t trip = 0;
    Time begin;  // of the stand
    Time end;
    Distance odometer;  // of the vehicle since its shift began
  };
  // Carries out the action of `generation` at `now`; an outdated generation does nothing.
  // `shows_up` tells whether the passengers of a trip are at the door.
  Happening act(std::size_t index, std::uint32_t generation, Time now,
                const std::function<bool(std::uint32_t trip)>& shows_up);

 private:
  void enter(Vehicle& v, VehicleState state, Time now);
  void depart(std::size_t index, Time now);
  Happening arrive(std::size_t index, Time now, bool shows_up);
  void end_relocation(std::size_t index, Time now);
  void go_home(std::size_t index, Time now);
  void end_shift(std::size_t index, Time now);

  const ServicePoints* points_;
  LivePlan plan_;
  std::vector<Vehicle> vehicles_;
  std::vector<std::uint8_t> on_duty_;
  std::vector<StopRecord> records_;
};

}  // namespace grend::drt
