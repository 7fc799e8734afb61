// One on-demand service on one day: takes bookings, keeps the promises, moves the fleet. The caller
// owns time: it brings bookings and due actions in order and asks which actions come next.
// Bookings keep a status and a reason for every request ever made.
#pragma once

#include <map>

#include "models/drt/dispatcher.h"
#include "models/drt/fleet.h"
#include "models/drt/request.h"
#include "models/drt/service_spec.h"

namespace grend::drt {

// Everything known about a request at the end of the day.
struct Booking {
  Request request;
  RequestStatus status = RequestStatus::kUnfinished;
  Reason reason = Reason::kNone;
  Time booked;
  std::int32_t vehicle = -1;
  Duration added_driving;        // by its insertion
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
};

class Service {
 public:
  Service(const ServiceSpec& spec, const ServicePoints& points, std::span<const Duty> duties);

  const ServiceSpec& spec() const { return *spec_; }
  const Fleet& fleet() const { return fleet_; }
  LivePlan& plan() { return fleet_.plan(); }
  const std::map<std::uint32_t, Booking>& bookings() const { return bookings_; }  // by trip

  // `asked` is when the passenger asked; by it the booking rules are judged.
  Answer book(const Request& request, Time asked, Time now);
  // False if it is too late: picked up already, or never accepted.
  bool cancel(std::uint32_t trip, Reason reason, Time now);

  // The vehicle whose plan the last book(), cancel() changed.
  std::optional<std::size_t> changed_vehicle() const { return changed_vehicle_; }
  std::optional<NextAction> next_action(std::size_t vehicle, Time now) {
    return fleet_.next_action(vehicle, now);
  }
  Fleet::Happening act(std::size_t vehicle, std::uint32_t generation, Time now);

 private:
  Reason broken_rule(const Request& request, Time asked, Time now) const;
  void place(Booking& booking, Time now);

  const ServiceSpec* spec_;
  const ServicePoints* points_;
  Fleet fleet_;
  std::map<std::uint32_t, Booking> bookings_;
  std::optional<std::size_t> changed_vehicle_;
};

}  // namespace grend::drt
