// A1 requests, A11 promises, A12 insertion costs.
#include <fmt/core.h>

#include "models/simulation/audit.h"
#include "models/simulation/decide.h"

namespace grend::simulation {
namespace {

using drt::Booking;
using drt::RequestStatus;

std::string name(const Booking& b) { return fmt::format("request of trip {}", b.request.trip); }

bool ridden(const DayRecords& records, const Booking& b) {
  const auto& trip = records.trips[b.request.trip];
  return trip.status == TripStatus::kMade && trip.mode == choice::Mode::kDrt;
}

// A status must agree with the trip it was for, if persons made any, and with the times it has.
AuditCheck requests_add_up(const World& world, const DayRecords& records) {
  AuditCheck check{
      "A1", "requests = served + rejected + cancelled + no-show, and none is unfinished", 0, 0, ""};
  const bool logged = world.scenario.travellers.bookings.has_value();
  std::size_t asked = 0, served = 0;
  for (const auto& service : records.services) {
    asked += service.bookings.size();
    for (const auto& b : service.bookings) {
      served += b.status == RequestStatus::kServed;
      check.expect(b.status != RequestStatus::kUnfinished,
                   [&] { return name(b) + " is unfinished"; });
      check.expect(logged || (b.status == RequestStatus::kServed) == ridden(records, b),
                   [&] { return name(b) + " and its trip tell different stories"; });
      check.expect((b.status == RequestStatus::kServed) == b.alighted.has_value(),
                   [&] { return name(b) + " has a status that its times deny"; });
      check.expect((b.reason == drt::Reason::kNone) == (b.status == RequestStatus::kServed),
                   [&] { return name(b) + " has no reason, or one too many"; });
    }
  }
  if (logged) {
    check.expect(asked == world.bookings.size(), [&] {
      return fmt::format("{} bookings but {} requests", world.bookings.size(), asked);
    });
    return check;
  }
  std::size_t rides = 0;
  for (const auto id : records.plans.trips.ids()) {
    const auto& trip = records.trips[id.value()];
    const bool decides = records.plans.trips[id].with == id;  // one request for a whole party
    rides += decides && trip.status == TripStatus::kMade && trip.mode == choice::Mode::kDrt;
  }
  check.expect(rides == served,
               [&] { return fmt::format("{} rides but {} served requests", rides, served); });
  return check;
}

// Soft promises may be broken, but only as far as the service says.
AuditCheck promises_hold(const World& world, const DayRecords& records) {
  AuditCheck check{"A11", "every pick-up lies in its window and no ride is longer than promised", 0,
                   0, ""};
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    for (const auto& b : records.services[s].bookings) {
      if (b.status != RequestStatus::kServed) continue;
      const Duration late = drt::allowed_lateness(world.scenario.services[s], b.request);
      check.expect(b.request.earliest <= *b.boarding && *b.boarding <= b.request.latest + late,
                   [&] { return name(b) + " is picked up outside its window"; });
      check.expect(*b.arrival - *b.boarded <= b.request.longest_ride + late,
                   [&] { return name(b) + " rides too long"; });
      check.expect(*b.arrival <= b.request.arrive_by + late,
                   [&] { return name(b) + " is not there by the time asked for"; });
      check.expect(*b.arrival - *b.boarded >= b.request.direct,
                   [&] { return name(b) + " rides faster than the direct drive"; });
      check.expect(b.booked <= *b.boarding,
                   [&] { return name(b) + " is picked up before it was booked"; });
    }
  }
  return check;
}

AuditCheck insertions_cost(const DayRecords& records) {
  AuditCheck check{"A12", "no insertion shortens the driving, and no removal lengthens it", 0, 0,
                   ""};
  for (const auto& service : records.services) {
    for (const auto& b : service.bookings) {
      if (b.vehicle < 0 || b.repaired) continue;  // others were planned anew as well
      check.expect(b.added_driving >= Duration(),
                   [&] { return name(b) + " shortened the route it was inserted into"; });
    }
  }
  return check;
}

// Leaving one passenger's stops out of a route as driven must not make it longer.
void removals_save(const World& world, const DayRecords& records, AuditCheck& check) {
  travel::Scratch scratch;
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    const auto& router = world.travel->on_demand(s);
    // Where turns are banned, a stop gives leave to turn round.
    if (router.graph().nodes() > world.graph.nodes()) continue;
    const auto drive = [&](network::Place a, network::Place b) {
      const auto trip = router.trip(a, b, scratch);
      return trip ? trip->time : Duration::max();
    };
    const auto& stops = records.services[s].stops;
    for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
      if (stops[i].vehicle != stops[i - 1].vehicle || stops[i].vehicle != stops[i + 1].vehicle)
        continue;
      const Duration with =
          drive(stops[i - 1].place, stops[i].place) + drive(stops[i].place, stops[i + 1].place);
      const Duration without = drive(stops[i - 1].place, stops[i + 1].place);
      check.expect(without <= with,
                   [&] { return fmt::format("stop {} of vehicle {}", i, stops[i].vehicle); });
    }
  }
}

}  // namespace

std::vector<AuditCheck> audit_requests(const World& world, const DayRecords& records) {
  auto a12 = insertions_cost(records);
  removals_save(world, records, a12);
  return {requests_add_up(world, records), promises_hold(world, records), a12};
}

}  // namespace grend::simulation
