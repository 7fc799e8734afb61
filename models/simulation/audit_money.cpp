// A6: the ledger balances to the øre, and its sums are those of distances, times and fares.
#include <cmath>
#include <fmt/core.h>

#include "models/simulation/audit.h"
#include "models/simulation/ledger.h"

namespace grend::simulation {
namespace {

using economy::Account;

bool earned(const LedgerEntry& entry) { return entry.account < Account::kFares; }

// From the stops as they were carried out, not from the accounts that the ledger was made from.
double cost_of_stops(const World& world, const ServiceDay& day, std::size_t service) {
  const auto& c = world.scenario.economy.contract_of(world.scenario.services[service].id);
  double cost = 0, busy = 0;
  bool loaded = false;
  for (const auto& stop : day.stops) {
    busy += to_hours(stop.done - stop.departed);
    cost += to_kilometres(stop.driven) *
            (to_kroner(c.kilometre) + (loaded ? to_kroner(c.loaded_kilometre) : 0));
    loaded = stop.on_board.seats + stop.on_board.wheelchairs > 0;
  }
  double shifts = 0;
  for (const auto& vehicle : day.vehicles) shifts += to_hours(vehicle.duty.shift.length());
  for (const auto& booking : day.bookings) {
    if (booking.status == drt::RequestStatus::kServed) cost += to_kroner(c.trip);
  }
  // Times between departures from standing are idle: what a stop does not account for.
  return cost + busy * to_kroner(c.vehicle_hour) + (shifts - busy) * to_kroner(c.standby_hour) +
         static_cast<double>(day.vehicles.size()) * to_kroner(c.vehicle_day);
}

}  // namespace

std::vector<AuditCheck> audit_money(const World& world, const DayRecords& records) {
  AuditCheck check;
  check.id = "A6";
  check.statement = "what operators get = fares + subsidy, to the øre";
  const Ledger ledger = make_ledger(world, records);
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    Money earned_sum, paid, fares;
    for (const auto& entry : ledger.entries) {
      if (entry.service != s) continue;
      (earned(entry) ? earned_sum : paid) += entry.amount;
      if (entry.account == Account::kFares) fares += entry.amount;
    }
    const auto name = [&] { return "service '" + world.scenario.services[s].id + "'"; };
    check.expect(earned_sum == paid, [&] {
      return fmt::format("{}: operators get {} øre, payers give {}", name(), earned_sum.ticks(),
                         paid.ticks());
    });
    Money of_requests;
    for (const auto& request : ledger.requests[s]) of_requests += request.fare.value_or(Money());
    check.expect(of_requests == fares, [&] { return name() + ": fares do not add up"; });
    // Each of at most six entries a vehicle is rounded by half an øre.
    const double expected = cost_of_stops(world, records.services[s], s);
    const double rounding = 0.03 * static_cast<double>(records.services[s].vehicles.size()) + 0.001;
    check.expect(std::abs(expected - to_kroner(earned_sum)) <= rounding, [&] {
      return fmt::format("{}: stops cost {:.2f} NOK, the ledger says {:.2f}", name(), expected,
                         to_kroner(earned_sum));
    });
  }
  return {check};
}

}  // namespace grend::simulation
