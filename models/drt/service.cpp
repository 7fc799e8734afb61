#include "models/drt/service.h"

#include "engine/base/check.h"

namespace grend::drt {

Time latest_arrival(const ServiceSpec& spec, const Request& r) {
  const bool soft = spec.dispatch.constraints == Constraints::kSoft;
  const Duration late = soft ? spec.dispatch.longest_lateness : Duration();
  return r.latest + late + r.boarding + r.longest_ride + late + r.alighting;
}

Service::Service(const ServiceSpec& spec, const ServicePoints& points, std::span<const Duty> duties,
                 Planning planning)
    : spec_(&spec),
      points_(&points),
      fleet_(points, objective_of(spec.dispatch), duties),
      diversions_(points),
      planning_(planning),
      one_thread_(par::make_executor(par::Backend::kSerial, 1)) {
  if (planning_.executor == nullptr) planning_.executor = one_thread_.get();
  const auto& improvement = spec.dispatch.improvement;
  const bool ordered = spec.dispatch.policy == Policy::kFirstCome;
  if (improvement.nightly > 0 && !ordered) next_planning_ = improvement.nightly_at - hours(24);
}

Reason Service::broken_rule(const Request& request, Time asked, Time now) const {
  const auto& rules = spec_->booking;
  const bool in_lead = request.earliest < earliest_pickup(asked) || now > request.latest;
  const bool past_deadline = rules.day_before_only && asked > rules.deadline - hours(24);
  if (in_lead || past_deadline) return Reason::kTooLate;
  if (!spec_->open.contains(request.wish)) return Reason::kOutsideHours;
  return Reason::kNone;
}

Time Service::earliest_pickup(Time asked) const { return asked + spec_->booking.lead; }

Answer Service::book(const Request& request, Time asked, Time now) {
  changed_.clear();
  Booking booking;
  booking.request = request;
  booking.booked = asked;
  booking.status = RequestStatus::kRejected;
  booking.reason = broken_rule(request, asked, now);
  if (booking.reason == Reason::kNone) place(booking, now);
  const bool fresh = bookings_.emplace(request.trip, booking).second;
  GREND_CHECK(fresh);
  return {booking.status == RequestStatus::kUnfinished, booking.reason, booking.offered};
}

void Service::place(Booking& booking, Time now) {
  const Request& request = booking.request;
  const PointIndex from = points_->index_of(request.from);
  const PointIndex to = points_->index_of(request.to);
  if (!points_->connected(from, to)) {
    booking.reason = Reason::kUnreachable;
    return;
  }
  LivePlan& plan = fleet_.plan();
  const auto pair = plan.add(request, from, to);
  if (explained_trip_ == request.trip) {
    explanation_ = {request, booking.booked, ask_every_vehicle(plan, pair, fleet_.on_duty(), now)};
  }
  const auto decision = best_insertion(plan, pair, fleet_.on_duty(), now);
  const auto cost = decision.placement ? decision.placement->insertion.cost : routing::kNever;
  const bool ordered = plan.objective().first_come;  // nobody is put before anybody
  if (spec_->dispatch.diversion && !ordered && divert(booking, pair, now, cost)) return;
  if (decision.placement) return insert(booking, pair, *decision.placement, now);
  if (!ordered && make_room(booking, pair, now)) return;
  plan.drop(pair);
  booking.reason = decision.reason;
  const auto shift = alternative(plan, request, fleet_.on_duty(), earliest_pickup(booking.booked),
                                 now, spec_->dispatch.alternative);
  if (shift) booking.offered = request.wish + *shift;
}

void Service::insert(Booking& booking, routing::Pair pair, const Placement& placement, Time now) {
  LivePlan& plan = fleet_.plan();
  const Duration before = plan.driving(placement.vehicle);
  fleet_.insert(placement, pair, now);
  booking.status = RequestStatus::kUnfinished;
  booking.vehicle = static_cast<std::int32_t>(placement.vehicle);
  booking.added_driving = plan.driving(placement.vehicle) - before;
  changed_ = {static_cast<std::uint32_t>(placement.vehicle)};
  plan_after(now);
}

bool Service::divert(Booking& booking, routing::Pair pair, Time now, routing::Ticks below) {
  const auto found = diversions_.find(fleet_, pair, now, below);
  if (!found) return false;
  const Duration before = fleet_.plan().driving(found->vehicle);
  const Time there_before = fleet_.vehicle(found->vehicle).current->arrival;
  fleet_.divert(found->vehicle, found->junction, found->arrival, found->rest, found->insertion,
                pair);
  booking.status = RequestStatus::kUnfinished;
  booking.reason = Reason::kNone;
  booking.vehicle = static_cast<std::int32_t>(found->vehicle);
  // The drive to the door, and the plan from there, against the drive and the plan before.
  const auto& v = fleet_.vehicle(found->vehicle);
  booking.added_driving =
      v.current->arrival - there_before + fleet_.plan().driving(found->vehicle) - before;
  changed_ = {static_cast<std::uint32_t>(found->vehicle)};
  plan_after(now);
  return true;
}

bool Service::make_room(Booking& booking, routing::Pair pair, Time now) {
  LivePlan& plan = fleet_.plan();
  const auto driving = [&] {
    Duration sum;
    for (std::size_t v = 0; v < fleet_.size(); ++v) sum += plan.driving(v);
    return sum;
  };
  const Duration before = driving();
  const auto changed =
      repair(plan, pair, fleet_.on_duty(), now, spec_->dispatch.repair, planning_.source);
  if (!changed) return false;
  for (const auto vehicle : *changed) fleet_.plan_changed(vehicle);
  booking.status = RequestStatus::kUnfinished;
  booking.repaired = true;
  booking.vehicle = static_cast<std::int32_t>(plan.vehicle_of(pair));
  booking.added_driving = driving() - before;
  changed_ = *changed;
  plan_after(now);
  return true;
}

// Something changed: everything else may be better another way.
void Service::plan_after(Time now) {
  const auto& improvement = spec_->dispatch.improvement;
  const bool ordered = fleet_.plan().objective().first_come;
  const bool by_day = improvement.during_day > 0 && now >= Time() && !ordered;
  if (by_day && !next_planning_) next_planning_ = now + improvement.every;
}

void Service::plan_anew(Time now) {
  changed_.clear();
  if (!next_planning_ || now < *next_planning_) return;
  next_planning_.reset();
  const auto& improvement = spec_->dispatch.improvement;
  const auto steps = now < Time() ? improvement.nightly : improvement.during_day;
  const ImprovementRun run{static_cast<std::uint64_t>(steps),
                           static_cast<std::size_t>(improvement.chains), improvement.operators,
                           ++plannings_};
  changed_ = improve_plan(fleet_.plan(), fleet_.on_duty(), now, run, planning_.source,
                          *planning_.executor);
  for (const auto vehicle : changed_) fleet_.plan_changed(vehicle);
}

bool Service::cancel(std::uint32_t trip, Reason reason, Time now) {
  changed_.clear();
  const auto found = bookings_.find(trip);
  if (found == bookings_.end() || found->second.status != RequestStatus::kUnfinished) return false;
  const auto vehicle = fleet_.remove(trip, now);
  if (!vehicle) return false;
  changed_ = {static_cast<std::uint32_t>(*vehicle)};
  plan_after(now);
  found->second.status = RequestStatus::kCancelled;
  found->second.reason = reason;
  return true;
}

void Service::wait_at_base(std::size_t vehicle, Time now) {
  const Vehicle& v = fleet_.vehicle(vehicle);
  const bool nothing_to_do = v.state == VehicleState::kIdle && fleet_.on_duty()[vehicle] != 0 &&
                             fleet_.plan().empty(vehicle) && v.at != v.duty.base;
  if (nothing_to_do) fleet_.relocate(vehicle, v.duty.base, now);
}

Fleet::Happening Service::act(std::size_t vehicle, std::uint32_t generation, Time now) {
  const auto happening = fleet_.act(vehicle, generation, now, [&](std::uint32_t trip) {
    return bookings_.at(trip).request.shows_up;
  });
  using Kind = Fleet::Happening::Kind;
  if (spec_->dispatch.idle == IdlePolicy::kReturn) wait_at_base(vehicle, now);
  if (happening.kind == Kind::kNothing) return happening;
  Booking& booking = bookings_.at(happening.trip);
  switch (happening.kind) {
    case Kind::kBoarding:
      booking.vehicle = static_cast<std::int32_t>(vehicle);
      booking.boarding = happening.begin;
      booking.boarded = happening.end;
      booking.boarding_odometer = happening.odometer;
      break;
    case Kind::kNobody:
      if (booking.status == RequestStatus::kUnfinished) {
        booking.status = RequestStatus::kNoShow;
        booking.reason = Reason::kNotThere;
      }
      break;
    case Kind::kAlighting:
      booking.arrival = happening.begin;
      booking.alighted = happening.end;
      booking.ridden = happening.odometer - booking.boarding_odometer;
      booking.status = RequestStatus::kServed;
      break;
    case Kind::kNothing:
      break;
  }
  return happening;
}

}  // namespace grend::drt
