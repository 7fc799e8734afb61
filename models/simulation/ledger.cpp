#include "models/simulation/ledger.h"

#include <algorithm>

#include "models/simulation/decide.h"

namespace grend::simulation {
namespace {

using economy::Account;
using economy::kPayers;
using economy::Payer;

economy::Passenger passenger_of(const World& world, const DayRecords& records,
                                const drt::Request& request) {
  // Nothing is known of who made a logged booking, but how many they were.
  if (world.scenario.travellers.bookings) {
    const auto companions =
        static_cast<std::size_t>(request.load.seats + request.load.wheelchairs - 1);
    return {.age = std::nullopt,
            .companions = std::vector<std::optional<std::int64_t>>(companions)};
  }
  const auto& plans = records.plans;
  const activity::TripId trip(request.trip);
  const auto to_or_from = [&](activity::ActivityKind kind) {
    const bool to = !plans.ends_at_home(trip) && plans.trips[trip].kind == kind;
    const activity::TripId before(trip.value() - 1);
    return to || (!plans.starts_at_home(trip) && plans.trips[before].kind == kind);
  };
  std::vector<std::optional<std::int64_t>> companions;  // those who did come along
  plans.for_companions(world.population, trip, [&](activity::TripId along) {
    if (records.trips[along.value()].status != TripStatus::kMade) return;
    companions.push_back(world.population.age[plans.tour_of(along).person]);
  });
  return {.age = world.population.age[plans.tour_of(trip).person],
          .companions = std::move(companions),
          .to_or_from_school = to_or_from(activity::ActivityKind::kSchool),
          .to_or_from_doctor = to_or_from(activity::ActivityKind::kDoctor)};
}

// The money of one service.
class ServiceLedger {
 public:
  ServiceLedger(const World& world, const DayRecords& records, std::size_t service, Ledger& ledger)
      : world_(world),
        economy_(world.scenario.economy),
        records_(records),
        day_(records.services[service]),
        service_(service),
        ledger_(ledger) {}

  void close() {
    collect_fares();
    share_subsidy(pay_operators());
  }

 private:
  void enter(Account account, std::optional<std::size_t> vehicle, std::optional<Payer> payer,
             Money amount) {
    if (amount == Money()) return;
    ledger_.entries.push_back({service_, account, vehicle, payer, amount});
  }

  void collect_fares() {
    const Money full = world_.scenario.services[service_].fare;
    auto& requests = ledger_.requests[service_];
    served_.assign(day_.vehicles.size(), 0);
    for (const auto& booking : day_.bookings) {
      const auto passenger = passenger_of(world_, records_, booking.request);
      const Payer payer = economy::payer_of(economy_.payers, passenger);
      requests.push_back({std::nullopt, payer});
      if (booking.status != drt::RequestStatus::kServed) continue;
      const auto index = static_cast<std::size_t>(payer);
      const Money fare = economy::fare_of(economy_, full, passenger);
      requests.back().fare = fare;
      fares_[index] += fare;
      const auto& load = booking.request.load;
      used_[index] += booking.request.direct.ticks() * (load.seats + load.wheelchairs);
      ++served_[static_cast<std::size_t>(booking.vehicle)];
    }
  }

  Money pay_operators() {
    const auto& contract = economy_.contract_of(world_.scenario.services[service_].id);
    const bool winter = world_.scenario.calendar.road_surface != network::RoadSurface::kSummer;
    Money sum;
    for (std::size_t v = 0; v < day_.vehicles.size(); ++v) {
      const auto& account = day_.vehicles[v].account;
      const economy::VehicleUse use{
          .busy = account.empty_drive + account.loaded_drive + account.stand,
          .idle = account.idle,
          .driven = account.distance(),
          .loaded = account.loaded_distance,
          .served = served_[v]};
      Money cost;
      const auto amounts = economy::costs_of(contract, use);
      for (std::size_t a = 0; a < amounts.size(); ++a) {
        enter(static_cast<Account>(a), v, std::nullopt, amounts[a]);
        cost += amounts[a];
      }
      ledger_.vehicles[service_].push_back(
          {cost, economy::footprint(economy_.energy, day_.vehicles[v].duty.emissions, use.driven,
                                    winter)});
      sum += cost;
    }
    return sum;
  }

  void share_subsidy(Money cost) {
    const auto shares = economy::share_out(cost, used_);
    for (std::size_t p = 0; p < kPayers; ++p) {
      enter(Account::kFares, std::nullopt, static_cast<Payer>(p), fares_[p]);
      enter(Account::kSubsidy, std::nullopt, static_cast<Payer>(p), shares[p] - fares_[p]);
    }
  }

  const World& world_;
  const economy::EconomySpec& economy_;
  const DayRecords& records_;
  const ServiceDay& day_;
  std::size_t service_;
  Ledger& ledger_;
  std::vector<std::int64_t> served_;          // by vehicle
  std::array<Money, kPayers> fares_{};        // by payer
  std::array<std::int64_t, kPayers> used_{};  // direct drive of passengers, ms · places
};

}  // namespace

Ledger make_ledger(const World& world, const DayRecords& records) {
  Ledger ledger;
  ledger.requests.resize(records.services.size());
  ledger.vehicles.resize(records.services.size());
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    ServiceLedger(world, records, s, ledger).close();
  }
  return ledger;
}

}  // namespace grend::simulation
