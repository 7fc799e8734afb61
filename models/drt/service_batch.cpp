// How a service answers the requests of a batch together.
#include "engine/base/error.h"
#include "models/drt/service.h"

namespace grend::drt {
namespace {

std::vector<std::uint32_t> vehicles_on_duty(const Fleet& fleet) {
  std::vector<std::uint32_t> vehicles;
  for (std::uint32_t v = 0; v < fleet.size(); ++v) {
    if (fleet.on_duty()[v] != 0) vehicles.push_back(v);
  }
  return vehicles;
}

}  // namespace

void Service::decide_batch(Time now) {
  LivePlan& plan = fleet_.plan();
  std::vector<routing::Pair> pairs;
  for (const auto trip : waiting_) {
    Booking& booking = bookings_.at(trip);
    booking.pending = false;
    if (const auto taken = take_in(booking, now)) pairs.push_back(taken->pair);
  }
  std::vector<Duration> driving;
  for (std::size_t v = 0; v < fleet_.size(); ++v) driving.push_back(plan.driving(v));
  const Snapshot snapshot(plan, vehicles_on_duty(fleet_), pairs, now);
  const routing::Plan proposed = assigner_->assign(snapshot, now);
  if (const auto fault = fault_of(snapshot, proposed); !fault.empty()) {
    throw InternalError("the policy of service '" + spec_->id + "': " + fault);
  }
  auto changed = snapshot.put_back(proposed, plan, now);
  for (const auto vehicle : changed) fleet_.plan_changed(vehicle);
  note_places(pairs, driving);
  for (const auto pair : pairs) {
    if (plan.in_route(pair)) continue;
    const auto decision = best_insertion(plan, pair, fleet_.on_duty(), now);
    const Reason reason = decision.placement ? Reason::kNotChosen : decision.reason;
    turn_away(bookings_.at(plan.trip_of(pair)), pair, reason, now);
    changed.insert(changed.end(), changed_.begin(), changed_.end());
  }
  changed_ = std::move(changed);
  for (const auto trip : waiting_) {
    const Booking& b = bookings_.at(trip);
    const bool accepted = b.status == RequestStatus::kUnfinished;
    answers_.push_back({trip, {accepted, b.reason, b.offered}});
  }
  waiting_.clear();
  if (!pairs.empty()) plan_after(now);
}

// Those that the policy gave to a vehicle share what its drive has grown.
void Service::note_places(const std::vector<routing::Pair>& pairs,
                          const std::vector<Duration>& driving) {
  LivePlan& plan = fleet_.plan();
  std::vector<std::int64_t> joined(fleet_.size(), 0);
  for (const auto pair : pairs) {
    if (plan.in_route(pair)) ++joined[plan.vehicle_of(pair)];
  }
  for (const auto pair : pairs) {
    if (!plan.in_route(pair)) continue;
    const std::size_t vehicle = plan.vehicle_of(pair);
    const Duration grown = plan.driving(vehicle) - driving[vehicle];
    Booking& booking = bookings_.at(plan.trip_of(pair));
    booking.vehicle = static_cast<std::int32_t>(vehicle);
    booking.added_driving = Duration(grown.ticks() / joined[vehicle]);
    booking.repaired = spec_->dispatch.policy == Policy::kExternal || planning_.assigner != nullptr;
  }
}

}  // namespace grend::drt
