#include "models/drt/service.h"

#include "engine/base/check.h"

namespace grend::drt {

Service::Service(const ServiceSpec& spec, const ServicePoints& points, std::span<const Duty> duties)
    : spec_(&spec), points_(&points), fleet_(points, objective_of(spec.dispatch), duties) {}

Reason Service::broken_rule(const Request& request, Time asked, Time now) const {
  const auto& rules = spec_->booking;
  const bool in_lead = asked > request.earliest - rules.lead || now > request.latest;
  const bool past_deadline = rules.day_before_only && asked > rules.deadline - hours(24);
  if (in_lead || past_deadline) return Reason::kTooLate;
  if (!spec_->open.contains(request.wish)) return Reason::kOutsideHours;
  return Reason::kNone;
}

Answer Service::book(const Request& request, Time asked, Time now) {
  changed_vehicle_.reset();
  Booking booking;
  booking.request = request;
  booking.booked = asked;
  booking.status = RequestStatus::kRejected;
  booking.reason = broken_rule(request, asked, now);
  if (booking.reason == Reason::kNone) place(booking, now);
  const bool fresh = bookings_.emplace(request.trip, booking).second;
  GREND_CHECK(fresh);
  return {booking.status == RequestStatus::kUnfinished, booking.reason};
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
  const auto decision = best_insertion(plan, pair, fleet_.on_duty(), now);
  booking.reason = decision.reason;
  if (!decision.placement) return plan.drop(pair);
  const std::size_t vehicle = decision.placement->vehicle;
  const Duration before = plan.driving(vehicle);
  fleet_.insert(*decision.placement, pair, now);
  changed_vehicle_ = vehicle;
  booking.status = RequestStatus::kUnfinished;
  booking.vehicle = static_cast<std::int32_t>(vehicle);
  booking.added_driving = plan.driving(vehicle) - before;
}

bool Service::cancel(std::uint32_t trip, Reason reason, Time now) {
  changed_vehicle_.reset();
  const auto found = bookings_.find(trip);
  if (found == bookings_.end() || found->second.status != RequestStatus::kUnfinished) return false;
  const auto vehicle = fleet_.remove(trip, now);
  if (!vehicle) return false;
  changed_vehicle_ = vehicle;
  found->second.status = RequestStatus::kCancelled;
  found->second.reason = reason;
  return true;
}

Fleet::Happening Service::act(std::size_t vehicle, std::uint32_t generation, Time now) {
  const auto happening = fleet_.act(vehicle, generation, now, [&](std::uint32_t trip) {
    return bookings_.at(trip).request.shows_up;
  });
  using Kind = Fleet::Happening::Kind;
  if (happening.kind == Kind::kNothing) return happening;
  Booking& booking = bookings_.at(happening.trip);
  switch (happening.kind) {
    case Kind::kBoarding:
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
