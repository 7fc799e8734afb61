#include "models/drt/service.h"

#include <algorithm>

#include "engine/base/check.h"

namespace grend::drt {
namespace {

// The next moment when the clock shows a multiple of `every`.
Time next_multiple(Time now, Duration every) {
  const auto step = every.ticks();
  const auto since = now.ticks() >= 0 ? now.ticks() / step : -((-now.ticks() + step - 1) / step);
  return Time((since + 1) * step);
}

}  // namespace

Time latest_arrival(const ServiceSpec& spec, const Request& r) {
  const Duration late = allowed_lateness(spec, r);
  return r.latest + late + r.boarding + r.longest_ride + late + r.alighting + r.walk_after.time;
}

Service::Service(const ServiceSpec& spec, const ServicePoints& points, std::span<const Duty> duties,
                 Planning planning)
    : spec_(&spec),
      points_(&points),
      fleet_(points, objective_of(spec), duties),
      diversions_(points),
      planning_(std::move(planning)),
      one_thread_(par::make_executor(par::Backend::kSerial, 1)),
      assigner_(planning_.assigner),
      forecast_(points, spec.dispatch.idle_demand) {
  if (planning_.executor == nullptr) planning_.executor = one_thread_.get();
  const DispatchSpec& dispatch = spec.dispatch;
  const bool at_once =
      (dispatch.policy == Policy::kInsertion && dispatch.batch.every == Duration()) ||
      dispatch.policy == Policy::kFirstCome;
  if (!assigner_ && !at_once) assigner_ = make_assigner(spec, {planning_.source});
  for (const Duty& duty : duties) last_shift_ends_ = std::max(last_shift_ends_, duty.shift.to);
  const bool ordered = dispatch.policy == Policy::kFirstCome;
  if (dispatch.improvement.nightly > 0 && !ordered) {
    next_improvement_ = dispatch.improvement.nightly_at - hours(24);
  }
  if (dispatch.idle == IdlePolicy::kDemand) next_idle_ = Time() + dispatch.idle_demand.every;
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
  if (booking.reason == Reason::kNone && spec_->dispatch.idle == IdlePolicy::kDemand) {
    forecast_.learn(points_->index_of(request.from), now);
  }
  if (booking.reason == Reason::kNone && assigner_) {
    booking.pending = true;
    booking.status = RequestStatus::kUnfinished;
    waiting_.push_back(request.trip);
    const Duration every = spec_->dispatch.batch.every;
    if (!next_batch_) next_batch_ = every > Duration() ? next_multiple(now, every) : now;
  } else if (booking.reason == Reason::kNone) {
    place(booking, now);
  }
  const bool fresh = bookings_.emplace(request.trip, booking).second;
  GREND_CHECK(fresh);
  if (assigner_ && next_batch_ == now) {
    plan_anew(now);
    // Those who waited for the same batch are answered by take_answers().
    const auto own = std::find_if(answers_.begin(), answers_.end(),
                                  [&](const auto& late) { return late.trip == request.trip; });
    GREND_CHECK(own != answers_.end());
    const Answer answer = own->answer;
    answers_.erase(own);
    return answer;
  }
  return {booking.status == RequestStatus::kUnfinished && !booking.pending, booking.reason,
          booking.offered, booking.pending};
}

// Takes the request into the plan, in no route yet; with the best place where that was needed to
// choose its stops. Nothing if no road connects them.
std::optional<Service::TakenIn> Service::take_in(Booking& booking, Time now) {
  LivePlan& plan = fleet_.plan();
  StopDecision chosen;
  if (booking.request.walks && planning_.meeting != nullptr) {
    const auto variants =
        stop_variants(booking.request, *points_, *planning_.meeting, plan.objective().walking);
    if (!variants.empty()) chosen = best_stops(plan, variants, fleet_.on_duty(), now);
    if (variants.empty()) {
      booking.reason = Reason::kUnreachable;
    } else {
      booking.request = chosen.variant.request;
    }
  } else {
    chosen.variant.from = points_->index_of(booking.request.from);
    chosen.variant.to = points_->index_of(booking.request.to);
    const bool connected = points_->connected(chosen.variant.from, chosen.variant.to);
    if (!connected) booking.reason = Reason::kUnreachable;
  }
  if (booking.reason == Reason::kUnreachable) {
    booking.status = RequestStatus::kRejected;
    return std::nullopt;
  }
  const auto pair = plan.add(booking.request, chosen.variant.from, chosen.variant.to);
  if (explained_trip_ == booking.request.trip) {
    explanation_ = {booking.request, booking.booked,
                    ask_every_vehicle(plan, pair, fleet_.on_duty(), now)};
  }
  return TakenIn{pair, chosen.decision};
}

void Service::place(Booking& booking, Time now) {
  const auto taken = take_in(booking, now);
  if (!taken) return;
  const routing::Pair pair = taken->pair;
  LivePlan& plan = fleet_.plan();
  const auto decision =
      taken->decision ? *taken->decision : best_insertion(plan, pair, fleet_.on_duty(), now);
  const auto cost = decision.placement ? decision.placement->insertion.cost : routing::kNever;
  const bool ordered = plan.objective().first_come;  // nobody is put before anybody
  if (spec_->dispatch.diversion && !ordered && divert(booking, pair, now, cost)) return;
  if (decision.placement) return insert(booking, pair, *decision.placement, now);
  turn_away(booking, pair, decision.reason, now);
}

// Unless planning others anew makes room.
void Service::turn_away(Booking& booking, routing::Pair pair, Reason reason, Time now) {
  LivePlan& plan = fleet_.plan();
  if (!plan.objective().first_come && make_room(booking, pair, now)) return;
  plan.drop(pair);
  booking.status = RequestStatus::kRejected;
  booking.reason = reason;
  const auto later = alternative(plan, booking.request, fleet_.on_duty(), now,
                                 shifts_for(booking, /*accepted=*/true));
  if (later) {
    booking.request = shifted(booking.request, *later);
    booking.offered = booking.request.wish + *later;
    const auto again = plan.add(booking.request, points_->index_of(booking.request.from),
                                points_->index_of(booking.request.to));
    booking.reason = Reason::kNone;
    return insert(booking, again, *best_insertion(plan, again, fleet_.on_duty(), now).placement,
                  now);
  }
  const auto offer = alternative(plan, booking.request, fleet_.on_duty(), now,
                                 shifts_for(booking, /*accepted=*/false));
  if (offer) booking.offered = booking.request.wish + *offer;
}

// Other times to try, nearest first: those that the passenger takes, or all others, to be offered.
std::vector<Duration> Service::shifts_for(const Booking& booking, bool accepted) const {
  const auto& rules = spec_->dispatch.alternative;
  const Request& r = booking.request;
  const Duration most = accepted ? std::min(rules.within, r.accepts_later) : rules.within;
  std::vector<Duration> shifts;
  const auto try_at = [&](Duration shift) {
    const bool soon = r.earliest + shift < earliest_pickup(booking.booked);
    if (!soon && spec_->open.contains(r.wish + shift)) shifts.push_back(shift);
  };
  for (Duration shift = rules.step; shift <= most; shift += rules.step) {
    if (accepted || shift > r.accepts_later) try_at(shift);
    if (!accepted) try_at(-shift);
  }
  return shifts;
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
  if (by_day && !next_improvement_) next_improvement_ = now + improvement.every;
}

std::optional<Time> Service::next_planning() const {
  const Time next = std::min({next_batch_.value_or(Time::max()), next_idle_.value_or(Time::max()),
                              next_improvement_.value_or(Time::max())});
  return next < Time::max() ? std::optional(next) : std::nullopt;
}

void Service::plan_anew(Time now) {
  ChangedVehicles changed;
  const auto due = [&](std::optional<Time>& at, void (Service::*work)(Time)) {
    if (!at || now < *at) return;
    at.reset();
    changed_.clear();
    (this->*work)(now);
    changed.insert(changed.end(), changed_.begin(), changed_.end());
  };
  due(next_batch_, &Service::decide_batch);
  due(next_idle_, &Service::send_idle_vehicles);
  due(next_improvement_, &Service::improve);
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  changed_ = std::move(changed);
}

void Service::improve(Time now) {
  const auto& improvement = spec_->dispatch.improvement;
  const auto steps = now < Time() ? improvement.nightly : improvement.during_day;
  const ImprovementRun run{static_cast<std::uint64_t>(steps),
                           static_cast<std::size_t>(improvement.chains), improvement.operators,
                           ++plannings_};
  changed_ = improve_plan(fleet_.plan(), fleet_.on_duty(), now, run, planning_.source,
                          *planning_.executor);
  for (const auto vehicle : changed_) fleet_.plan_changed(vehicle);
}

void Service::send_idle_vehicles(Time now) {
  const auto& rules = spec_->dispatch.idle_demand;
  std::vector<IdleVehicle> idle;
  for (std::uint32_t v = 0; v < fleet_.size(); ++v) {
    const Vehicle& vehicle = fleet_.vehicle(v);
    const bool free = vehicle.state == VehicleState::kIdle && fleet_.on_duty()[v] != 0;
    if (free && fleet_.plan().empty(v)) idle.push_back({v, vehicle.at});
  }
  for (const auto& move : forecast_.moves(idle, now)) {
    if (fleet_.relocate(move.vehicle, move.to, now)) changed_.push_back(move.vehicle);
  }
  if (now + rules.every < last_shift_ends_) next_idle_ = now + rules.every;
}

bool Service::cancel(std::uint32_t trip, Reason reason, Time now) {
  changed_.clear();
  const auto found = bookings_.find(trip);
  if (found == bookings_.end() || found->second.status != RequestStatus::kUnfinished) return false;
  if (found->second.pending) {
    found->second.pending = false;
    std::erase(waiting_, trip);
  } else {
    const auto vehicle = fleet_.remove(trip, now);
    if (!vehicle) return false;
    changed_ = {static_cast<std::uint32_t>(*vehicle)};
    plan_after(now);
  }
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
