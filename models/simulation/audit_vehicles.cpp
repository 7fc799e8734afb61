// A2 loads, A3 shift accounts, A4 distances, A5 Little's law along the sample path.
#include <algorithm>
#include <fmt/core.h>
#include <map>

#include "models/simulation/audit.h"

namespace grend::simulation {
namespace {

using drt::StopKind;
using drt::StopRecord;

const drt::Booking& booking_of(const ServiceDay& service, std::uint32_t trip) {
  const auto found =
      std::lower_bound(service.bookings.begin(), service.bookings.end(), trip,
                       [](const drt::Booking& b, std::uint32_t t) { return b.request.trip < t; });
  return *found;
}

std::string name(const StopRecord& stop) {
  return fmt::format("vehicle {} at {} s", stop.vehicle, to_seconds(stop.arrival.since_midnight()));
}

AuditCheck loads_balance(const DayRecords& records) {
  AuditCheck check{"A2",
                   "on board = boarded - alighted, within capacity, and nobody is left on board", 0,
                   0, ""};
  for (const auto& service : records.services) {
    std::vector<drt::Load> on_board(service.vehicles.size());
    for (const auto& stop : service.stops) {
      auto& load = on_board[stop.vehicle];
      if (stop.kind == StopKind::kPickup) load = load + booking_of(service, stop.trip).request.load;
      if (stop.kind == StopKind::kDropoff)
        load = load - booking_of(service, stop.trip).request.load;
      check.expect(load == stop.on_board,
                   [&] { return name(stop) + ": the load does not add up"; });
      check.expect(load.fits(service.vehicles[stop.vehicle].duty.capacity) && load.seats >= 0 &&
                       load.wheelchairs >= 0,
                   [&] { return name(stop) + ": the load is beyond capacity"; });
    }
    for (const auto& load : on_board)
      check.expect(load == drt::Load(), [] { return "somebody is left on board"; });
  }
  return check;
}

// Recomputed from the stops alone: driving up to each, standing at each, idle in between.
AuditCheck shifts_add_up(const DayRecords& records) {
  AuditCheck check{"A3", "shift = idle + empty drive + loaded drive + standing, exactly", 0, 0, ""};
  for (const auto& service : records.services) {
    std::vector<drt::ShiftAccount> accounts(service.vehicles.size());
    const StopRecord* before = nullptr;
    for (const auto& stop : service.stops) {
      auto& account = accounts[stop.vehicle];
      if (before != nullptr && before->vehicle == stop.vehicle) {
        const bool loaded = before->on_board != drt::Load();
        account.idle += stop.departed - before->done;
        (loaded ? account.loaded_drive : account.empty_drive) += stop.arrival - stop.departed;
      }
      account.stand += stop.done - stop.arrival;
      before = &stop;
    }
    for (std::size_t v = 0; v < service.vehicles.size(); ++v) {
      const auto& vehicle = service.vehicles[v];
      const auto& a = vehicle.account;
      check.expect(
          vehicle.duty.shift.length() == a.idle + a.empty_drive + a.loaded_drive + a.stand,
          [&] { return fmt::format("vehicle {}: the account does not fill the shift", v); });
      check.expect(
          a.idle == accounts[v].idle && a.empty_drive == accounts[v].empty_drive &&
              a.loaded_drive == accounts[v].loaded_drive && a.stand == accounts[v].stand,
          [&] { return fmt::format("vehicle {}: the account and the stops disagree", v); });
    }
  }
  return check;
}

AuditCheck distances_add_up(const World& world, const DayRecords& records) {
  AuditCheck check{
      "A4",
      "vehicle-metres = the links driven; passenger-metres = vehicle-metres x passengers on board",
      0, 0, ""};
  travel::Scratch scratch;
  std::vector<network::PathStep> steps;
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    const ServiceDay& service = records.services[s];
    const auto& router = world.travel->on_demand(s);
    std::vector<Distance> driven(service.vehicles.size());
    Distance carried;
    std::vector<drt::Load> on_board(service.vehicles.size());
    const StopRecord* before = nullptr;
    for (const auto& stop : service.stops) {
      if (before != nullptr && before->vehicle == stop.vehicle) {
        router.path(before->place, stop.place, scratch, steps);
        Distance links;
        for (const auto& step : steps) links += Distance(step.length);
        check.expect(links == stop.driven,
                     [&] { return name(stop) + ": the links driven do not add up"; });
      }
      const auto& load = on_board[stop.vehicle];
      carried += stop.driven * (load.seats + load.wheelchairs);
      driven[stop.vehicle] += stop.driven;
      on_board[stop.vehicle] = stop.on_board;
      before = &stop;
    }
    Distance ridden;
    for (const auto& b : service.bookings) {
      ridden += b.ridden * (b.request.load.seats + b.request.load.wheelchairs);
    }
    check.expect(ridden == carried, [] { return "the rides do not add up to the vehicles' ways"; });
    for (std::size_t v = 0; v < driven.size(); ++v) {
      check.expect(driven[v] == service.vehicles[v].account.distance(), [&] {
        return fmt::format("vehicle {}: account and stops differ in distance", v);
      });
    }
  }
  return check;
}

// The integral of how many are in a state, from arrivals and departures at single moments.
Duration integral(const std::map<Time, std::int64_t>& changes) {
  Duration sum;
  std::int64_t number = 0;
  Time since;
  for (const auto& [time, change] : changes) {
    sum += (time - since) * number;
    number += change;
    since = time;
  }
  return sum;
}

// Waiting and riding as the passengers lived them: by their legs, or by what was logged of them.
struct TimesSpent {
  Duration waited;
  Duration ridden;
};

TimesSpent times_spent(const DayRecords& records) {
  TimesSpent spent;
  for (const auto id : records.plans.trips.ids()) {
    const auto& trip = records.trips[id.value()];
    if (records.plans.trips[id].with != id) continue;  // one request for a whole party
    for (std::size_t i = 0; i < trip.leg_count; ++i) {
      const auto& leg = trip.legs[i];
      if (leg.kind == LegKind::kWait) spent.waited += leg.arrival - leg.departure;
      if (leg.kind == LegKind::kDrt) spent.ridden += leg.arrival - leg.departure;
    }
  }
  if (!records.trips.empty()) return spent;
  for (const auto& service : records.services) {
    for (const auto& b : service.bookings) {
      if (b.boarding) spent.waited += *b.boarding - b.request.earliest;
      if (b.alighted) spent.ridden += *b.alighted - *b.boarding;
    }
  }
  return spent;
}

// The numbers come from the services' stops, the sojourn times from the passengers.
AuditCheck little(const DayRecords& records) {
  AuditCheck check{
      "A5", "the integral of the number waiting, riding and idle = the sum of the times spent so",
      0, 0, ""};
  std::map<Time, std::int64_t> waiting, riding, idle;
  Duration idle_spent;
  for (const auto& service : records.services) {
    const StopRecord* before = nullptr;
    for (const auto& stop : service.stops) {
      if (stop.kind == StopKind::kPickup) {
        ++waiting[booking_of(service, stop.trip).request.earliest];
        --waiting[stop.arrival];
        ++riding[stop.arrival];
      }
      if (stop.kind == StopKind::kDropoff) --riding[stop.done];
      if (before != nullptr && before->vehicle == stop.vehicle) {
        ++idle[before->done];
        --idle[stop.departed];
      }
      before = &stop;
    }
    for (const auto& vehicle : service.vehicles) idle_spent += vehicle.account.idle;
  }
  const TimesSpent spent = times_spent(records);
  check.expect(integral(waiting) == spent.waited, [] { return "waiting"; });
  check.expect(integral(riding) == spent.ridden, [] { return "riding"; });
  check.expect(integral(idle) == idle_spent, [] { return "idle vehicles"; });
  return check;
}

}  // namespace

std::vector<AuditCheck> audit_vehicles(const World& world, const DayRecords& records) {
  return {loads_balance(records), shifts_add_up(records), distances_add_up(world, records),
          little(records)};
}

}  // namespace grend::simulation
