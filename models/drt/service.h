// One on-demand service on one day: takes bookings, keeps the promises, moves the fleet. The caller
// owns time: it brings bookings and due actions in order and asks which actions come next.
// Bookings keep a status and a reason for every request ever made.
#pragma once

#include <map>
#include <memory>
#include <utility>

#include "models/drt/dispatcher.h"
#include "models/drt/diversion.h"
#include "models/drt/explanation.h"
#include "models/drt/fleet.h"
#include "models/drt/idle_demand.h"
#include "models/drt/planner.h"
#include "models/drt/policy.h"
#include "models/drt/request.h"
#include "models/drt/service_spec.h"
#include "models/drt/stop_choice.h"

namespace grend::drt {

// Everything known about a request at the end of the day.
struct Booking {
  Request request;
  RequestStatus status = RequestStatus::kUnfinished;
  Reason reason = Reason::kNone;
  Time booked;
  std::int32_t vehicle = -1;
  Duration added_driving;        // to the plan when it was accepted
  bool repaired = false;         // others were, or may have been, planned anew to make room
  bool pending = false;          // waits for the answer of its batch
  std::optional<Time> offered;   // another pick-up than wished: taken if accepted, else offered
  std::optional<Time> boarding;  // start of boarding
  std::optional<Time> boarded;   // end of boarding
  std::optional<Time> arrival;   // vehicle at the destination
  std::optional<Time> alighted;  // end of alighting: the trip's end
  Distance boarding_odometer;
  Distance ridden;
};

struct Answer {
  bool accepted = false;
  Reason reason = Reason::kNone;
  std::optional<Time> offered;  // a wish that could be met instead
  bool pending = false;         // not decided yet: see take_answers()
};

// The answer to a request of a batch.
struct LateAnswer {
  std::uint32_t trip = 0;
  Answer answer;
};

// What a service needs from outside to plan anew.
struct Planning {
  RandomSource source{};
  par::Executor* executor = nullptr;  // nothing: one thread
  // Crossings near doors, for services that meet passengers there; outlives the service.
  const MeetingTable* meeting = nullptr;
  // Decides instead of the policy of the scenario, on batches of `batch.every`.
  std::shared_ptr<Assigner> assigner = nullptr;
};

// When the passengers of a served request have got off, and walked home, at the latest.
Time latest_arrival(const ServiceSpec& spec, const Request& request);

class Service {
 public:
  Service(const ServiceSpec& spec, const ServicePoints& points, std::span<const Duty> duties,
          Planning planning = {});

  const ServiceSpec& spec() const { return *spec_; }
  const Fleet& fleet() const { return fleet_; }
  LivePlan& plan() { return fleet_.plan(); }
  const std::map<std::uint32_t, Booking>& bookings() const { return bookings_; }  // by trip

  // `asked` is when the passenger asked; by it the booking rules are judged.
  Answer book(const Request& request, Time asked, Time now);
  // False if it is too late: picked up already, or never accepted.
  bool cancel(std::uint32_t trip, Reason reason, Time now);

  // Asks for the explanation of one request to come.
  void explain(std::uint32_t trip) { explained_trip_ = trip; }
  const std::optional<Explanation>& explanation() const { return explanation_; }

  // When something is to be planned for the whole fleet, and doing so: a batch to be answered, idle
  // vehicles to be sent, what is promised to be improved. Asked again after anything else was done.
  std::optional<Time> next_planning() const;
  void plan_anew(Time now);
  // The answers that the last plan_anew() gave to requests of a batch.
  std::vector<LateAnswer> take_answers() { return std::exchange(answers_, {}); }
  // What went wrong with a dispatcher of one's own, in words; empty: nothing.
  std::string trouble() const { return assigner_ ? assigner_->trouble() : ""; }

  // The vehicles whose plan the last book(), cancel() or plan_anew() changed: each must be asked
  // for its next action.
  const ChangedVehicles& changed_vehicles() const { return changed_; }
  std::optional<NextAction> next_action(std::size_t vehicle, Time now) {
    return fleet_.next_action(vehicle, now);
  }
  Fleet::Happening act(std::size_t vehicle, std::uint32_t generation, Time now);

 private:
  Reason broken_rule(const Request& request, Time asked, Time now) const;
  void place(Booking& booking, Time now);
  struct TakenIn {
    routing::Pair pair = 0;
    std::optional<Decision> decision;
  };
  std::optional<TakenIn> take_in(Booking& booking, Time now);
  void turn_away(Booking& booking, routing::Pair pair, Reason reason, Time now);
  std::vector<Duration> shifts_for(const Booking& booking, bool accepted) const;
  void decide_batch(Time now);
  void note_places(const std::vector<routing::Pair>& pairs, const std::vector<Duration>& driving);
  void send_idle_vehicles(Time now);
  void improve(Time now);
  void insert(Booking& booking, routing::Pair pair, const Placement& placement, Time now);
  bool divert(Booking& booking, routing::Pair pair, Time now, routing::Ticks below);
  void wait_at_base(std::size_t vehicle, Time now);
  bool make_room(Booking& booking, routing::Pair pair, Time now);
  Time earliest_pickup(Time asked) const;
  void plan_after(Time now);

  const ServiceSpec* spec_;
  const ServicePoints* points_;
  Fleet fleet_;
  std::map<std::uint32_t, Booking> bookings_;
  DiversionFinder diversions_;
  Planning planning_;
  std::unique_ptr<par::Executor> one_thread_;
  std::shared_ptr<Assigner> assigner_;  // none: each request is answered at once
  std::vector<std::uint32_t> waiting_;  // trips of the next batch
  std::vector<LateAnswer> answers_;
  DemandForecast forecast_;
  Time last_shift_ends_ = Time::min();
  std::optional<Time> next_batch_;
  std::optional<Time> next_idle_;
  std::optional<Time> next_improvement_;
  std::uint32_t plannings_ = 0;
  std::optional<std::uint32_t> explained_trip_;
  std::optional<Explanation> explanation_;
  ChangedVehicles changed_;
};

}  // namespace grend::drt
