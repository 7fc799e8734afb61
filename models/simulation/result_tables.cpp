#include "models/simulation/result_tables.h"

#include "models/simulation/decide.h"
#include "models/simulation/ledger.h"
#include "models/simulation/result_columns.h"

namespace grend::simulation {
namespace {

using store::ColumnInfo;
using store::Table;

struct TripRow {
  activity::TripId trip;
  const activity::Tour* tour;
  const activity::PlannedTrip* plan;
  const TripRecord* record;
};

std::vector<TripRow> trip_rows(const DayRecords& records) {
  const auto& plans = records.plans;
  std::vector<TripRow> rows;
  rows.reserve(records.trips.size());
  for (const auto trip : plans.trips.ids()) {
    rows.push_back({trip, &plans.tour_of(trip), &plans.trips[trip], &records.trips[trip.value()]});
  }
  return rows;
}

Table trips_table(const World& world, const DayRecords& records, const DayStamp& stamp) {
  Table table{"trips", "Every trip that somebody meant to make, made or not", {}};
  Columns add(world, stamp, table);
  const auto rows = trip_rows(records);
  add.stamp(rows);
  const auto mode = [](const std::optional<choice::Mode>& m) {
    return m ? static_cast<int>(*m) : -1;
  };
  const auto if_made = [](const TripRow& r, auto value) {
    return r.record->status == TripStatus::kMade ? std::optional(value) : std::nullopt;
  };
  using R = const TripRow&;
  add.reference("person", "who travels", "persons", rows,
                [](R r) { return r.tour->person.value(); });
  add.reference("tour", "tour from home and back that the trip belongs to", "tours", rows,
                [](R r) { return r.plan->tour.value(); });
  add.category("direction", "from home, from one activity on to the next, or back home",
               {"out", "onward", "back"}, rows, [&](R r) {
                 return records.plans.starts_at_home(r.trip) ? 0
                        : records.plans.ends_at_home(r.trip) ? 2
                                                             : 1;
               });
  add.category("purpose", "activity at its end; on the way back home, what the tour was mainly for",
               names(activity::kActivityNames), rows,
               [](R r) { return static_cast<int>(r.plan->kind); });
  add.reference("with", "trip of the one who decides for all; missing for those who decide",
                "trips", rows, [](R r) {
                  return r.plan->with == r.trip ? -1
                                                : static_cast<std::int32_t>(r.plan->with.value());
                });
  add.count("party", "persons who travel together", rows, [](R r) { return r.plan->party; });
  add.yes_no("latent", "hoped for: made only if an on-demand service takes them", rows,
             [](R r) { return r.tour->latent; });
  add.yes_no("right_to_transport", "a way to school so long that transport is a right", rows,
             [](R r) { return r.plan->right_to_transport; });
  add.yes_no("outside", "one end lies outside the region", rows,
             [](R r) { return r.plan->outside; });
  add.category("otherwise", "mode if there were no on-demand service; missing: no trip",
               names(choice::kModeNames), rows, [&](R r) { return mode(r.record->otherwise); });
  add.category("first_choice", "mode chosen before any answer of a service",
               names(choice::kModeNames), rows, [&](R r) { return mode(r.record->first_choice); });
  add.category("mode", "mode used", names(choice::kModeNames), rows, [&](R r) {
    return r.record->status == TripStatus::kMade ? mode(r.record->mode) : -1;
  });
  add.category("status", "made or not", names(kTripStatusNames), rows,
               [](R r) { return static_cast<int>(r.record->status); });
  add.category("reason", "why the trip was not made", names(kTripReasonNames), rows,
               [](R r) { return static_cast<int>(r.record->reason); });
  add.time("departure", "ready to leave", rows,
           [&](R r) { return if_made(r, r.record->departure); });
  add.time("arrival", "arrival at the destination", rows,
           [&](R r) { return if_made(r, r.record->arrival); });
  add.distance("distance", "distance travelled", rows, [&](R r) {
    Distance sum;
    for (std::size_t i = 0; i < r.record->leg_count; ++i) sum += r.record->legs[i].distance;
    return if_made(r, sum);
  });
  add.position("from_", "the origin", rows, [&](R r) { return records.plans.from(r.trip); });
  add.position("to_", "the destination", rows, [](R r) { return r.plan->to; });
  return table;
}

Table latent_table(const World& world, const DayRecords& records, const DayStamp& stamp) {
  Table table{"latent_tours", "Tours that people do without for want of transport", {}};
  Columns add(world, stamp, table);
  const auto& rows = records.plans.latent;
  add.stamp(rows);
  using R = const activity::LatentTour&;
  add.reference("person", "who stays at home", "persons", rows,
                [](R r) { return r.person.value(); });
  add.reference("tour",
                "tour that they make if an on-demand service takes them; missing: they would not "
                "ask, or have no time",
                "tours", rows, [](R r) {
                  return r.tour.valid() ? static_cast<std::int32_t>(r.tour.value()) : -1;
                });
  add.category("purpose", "activity of the tour", names(activity::kActivityNames), rows,
               [](R r) { return static_cast<int>(r.kind); });
  add.category("reason", "why it is not made", names(activity::kLatentReasonNames), rows,
               [](R r) { return static_cast<int>(r.reason); });
  add.time("start", "when the activity would begin", rows,
           [](R r) { return std::optional(r.start); });
  add.duration("duration", "how long it would take", rows,
               [](R r) { return std::optional(r.duration); });
  add.position("to_", "the destination", rows, [](R r) { return r.destination.place; });
  return table;
}

Table legs_table(const World& world, const DayRecords& records, const DayStamp& stamp) {
  struct Row {
    std::uint32_t trip;
    LegRecord leg;
  };
  std::vector<Row> rows;
  const bool wanted = stamp.detail == Detail::kAll;
  for (const auto& trip : wanted ? trip_rows(records) : std::vector<TripRow>()) {
    if (trip.record->status != TripStatus::kMade) continue;
    for (std::size_t i = 0; i < trip.record->leg_count; ++i)
      rows.push_back({trip.trip.value(), trip.record->legs[i]});
  }
  Table table{"legs", "The parts of every trip made: walks, waits and rides", {}};
  Columns add(world, stamp, table);
  add.stamp(rows);
  add.reference("trip", "trip the leg belongs to", "trips", rows,
                [](const Row& r) { return r.trip; });
  add.category("kind", "what the leg is", names(kLegKindNames), rows,
               [](const Row& r) { return static_cast<int>(r.leg.kind); });
  add.time("departure", "start", rows, [](const Row& r) { return std::optional(r.leg.departure); });
  add.time("arrival", "end", rows, [](const Row& r) { return std::optional(r.leg.arrival); });
  add.distance("distance", "distance travelled", rows,
               [](const Row& r) { return std::optional(r.leg.distance); });
  return table;
}

std::vector<std::string> service_ids(const World& world) {
  std::vector<std::string> ids;
  for (const auto& service : world.scenario.services) ids.push_back(service.id);
  if (ids.empty()) ids.push_back("none");  // a category needs a name even where no row has it
  return ids;
}

// Vehicles are numbered through all services.
std::vector<std::int32_t> first_vehicles(const DayRecords& records) {
  std::vector<std::int32_t> first = {0};
  for (const auto& service : records.services) {
    first.push_back(first.back() + static_cast<std::int32_t>(service.vehicles.size()));
  }
  return first;
}

Table requests_table(const World& world, const DayRecords& records, const Ledger& ledger,
                     const DayStamp& stamp) {
  struct Row {
    std::size_t service;
    std::int32_t first_vehicle;
    const drt::Booking* booking;
    const RequestMoney* money;
  };
  std::vector<Row> rows;
  const auto first = first_vehicles(records);
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    const auto& bookings = records.services[s].bookings;
    for (std::size_t i = 0; i < bookings.size(); ++i) {
      rows.push_back({s, first[s], &bookings[i], &ledger.requests[s][i]});
    }
  }
  Table table{"requests", "Every request to an on-demand service, served or not", {}};
  Columns add(world, stamp, table);
  add.stamp(rows);
  using R = const Row&;
  const auto ride = [](R r) -> std::optional<Duration> {
    if (!r.booking->arrival) return std::nullopt;
    return *r.booking->arrival - *r.booking->boarded;
  };
  const auto wait = [](R r) -> std::optional<Duration> {
    if (!r.booking->boarding) return std::nullopt;
    return *r.booking->boarding - r.booking->request.earliest;
  };
  const auto ridden = [](R r) {
    return r.booking->arrival ? std::optional(r.booking->ridden) : std::nullopt;
  };
  add.category("service", "service asked", service_ids(world), rows, [](R r) { return r.service; });
  add.reference("trip", "trip it is for", "trips", rows,
                [](R r) { return r.booking->request.trip; });
  add.category("status", "what became of it", names(drt::kRequestStatusNames), rows,
               [](R r) { return static_cast<int>(r.booking->status); });
  add.category("reason", "why it was not served", names(drt::kReasonNames), rows,
               [](R r) { return static_cast<int>(r.booking->reason); });
  add.count("seats", "seats asked for", rows, [](R r) { return r.booking->request.load.seats; });
  add.count("wheelchairs", "wheelchair places asked for", rows,
            [](R r) { return r.booking->request.load.wheelchairs; });
  add.time("booked", "when the booking reached the service", rows,
           [](R r) { return std::optional(r.booking->booked); });
  add.time("wish", "wished pick-up", rows,
           [](R r) { return std::optional(r.booking->request.wish); });
  add.time("earliest", "start of the promised pick-up window", rows,
           [](R r) { return std::optional(r.booking->request.earliest); });
  add.time("latest", "end of the promised pick-up window", rows,
           [](R r) { return std::optional(r.booking->request.latest); });
  add.duration("direct", "direct drive", rows,
               [](R r) { return std::optional(r.booking->request.direct); });
  add.duration("longest_ride", "longest ride promised", rows,
               [](R r) { return std::optional(r.booking->request.longest_ride); });
  add.reference("vehicle", "vehicle that the request was given to", "vehicles", rows, [](R r) {
    return r.booking->vehicle < 0 ? -1 : r.first_vehicle + r.booking->vehicle;
  });
  add.duration(
      "added_driving", "driving that the plan grew by when it was accepted", rows, [](R r) {
        return r.booking->vehicle < 0 ? std::nullopt : std::optional(r.booking->added_driving);
      });
  add.time("offered",
           "another pick-up than wished: taken where the request was accepted, else only offered",
           rows, [](R r) { return r.booking->offered; });
  add.time("boarding", "vehicle at the pick-up", rows, [](R r) { return r.booking->boarding; });
  add.time("boarded", "end of boarding", rows, [](R r) { return r.booking->boarded; });
  add.time("arrival", "vehicle at the destination", rows, [](R r) { return r.booking->arrival; });
  add.time("alighted", "end of alighting", rows, [](R r) { return r.booking->alighted; });
  add.duration("wait", "from the start of the window to the vehicle's coming", rows, wait);
  add.duration("ride", "from the end of boarding to the vehicle's stop at the destination", rows,
               ride);
  add.distance("ridden", "distance ridden", rows, ridden);
  add.money("fare", "what the party paid", rows, [](R r) { return r.money->fare; });
  add.category("payer", "who pays what the fare does not cover", names(economy::kPayerNames), rows,
               [](R r) { return static_cast<int>(r.money->payer); });
  add.position("from_", "the pick-up", rows, [](R r) { return r.booking->request.from; });
  add.position("to_", "the destination", rows, [](R r) { return r.booking->request.to; });
  return table;
}

Table vehicles_table(const World& world, const DayRecords& records, const Ledger& ledger,
                     const DayStamp& stamp) {
  struct Row {
    std::size_t service;
    const drt::Vehicle* vehicle;
    const VehicleMoney* money;
  };
  std::vector<Row> rows;
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    const auto& vehicles = records.services[s].vehicles;
    for (std::size_t i = 0; i < vehicles.size(); ++i) {
      rows.push_back({s, &vehicles[i], &ledger.vehicles[s][i]});
    }
  }
  Table table{
      "vehicles", "Every vehicle of the on-demand services and how its shift was spent", {}};
  Columns add(world, stamp, table);
  add.stamp(rows);
  using R = const Row&;
  add.category("service", "service it belongs to", service_ids(world), rows,
               [](R r) { return r.service; });
  add.count("seats", "seats for passengers", rows,
            [](R r) { return r.vehicle->duty.capacity.seats; });
  add.count("wheelchair_places", "wheelchair places", rows,
            [](R r) { return r.vehicle->duty.capacity.wheelchairs; });
  add.time("shift_start", "start of the shift", rows,
           [](R r) { return std::optional(r.vehicle->duty.shift.from); });
  add.time("shift_end", "end of the shift", rows,
           [](R r) { return std::optional(r.vehicle->duty.shift.to); });
  add.duration("idle", "time standing idle", rows,
               [](R r) { return std::optional(r.vehicle->account.idle); });
  add.duration("empty_drive", "time driving without passengers", rows,
               [](R r) { return std::optional(r.vehicle->account.empty_drive); });
  add.duration("loaded_drive", "time driving with passengers", rows,
               [](R r) { return std::optional(r.vehicle->account.loaded_drive); });
  add.duration("stand", "time standing at stops", rows,
               [](R r) { return std::optional(r.vehicle->account.stand); });
  add.distance("empty_distance", "distance without passengers", rows,
               [](R r) { return std::optional(r.vehicle->account.empty_distance); });
  add.distance("loaded_distance", "distance with passengers", rows,
               [](R r) { return std::optional(r.vehicle->account.loaded_distance); });
  add.money("cost", "what its operator is paid", rows,
            [](R r) { return std::optional(r.money->cost); });
  table.add<double>({"energy", "kWh", "energy used"}, rows,
                    [](R r) { return r.money->footprint.energy; });
  table.add<double>({"emissions", "kg", "emissions, CO2 equivalents"}, rows,
                    [](R r) { return r.money->footprint.emissions; });
  return table;
}

Table vehicle_stops_table(const World& world, const DayRecords& records, const DayStamp& stamp) {
  struct Row {
    std::int32_t vehicle;
    network::Place place;
    const drt::StopRecord* stop;
  };
  std::vector<Row> rows;
  const auto first = first_vehicles(records);
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    for (const auto& stop : records.services[s].stops) {
      rows.push_back({first[s] + static_cast<std::int32_t>(stop.vehicle), stop.place, &stop});
    }
  }
  Table table{"vehicle_stops", "Every stop of every vehicle as it was carried out", {}};
  Columns add(world, stamp, table);
  add.stamp(rows);
  using R = const Row&;
  const auto of_trip = [](R r) {
    return r.stop->kind != drt::StopKind::kShiftStart && r.stop->kind != drt::StopKind::kShiftEnd;
  };
  add.reference("vehicle", "which vehicle", "vehicles", rows, [](R r) { return r.vehicle; });
  add.category("kind", "what happened there", names(drt::kStopKindNames), rows,
               [](R r) { return static_cast<int>(r.stop->kind); });
  add.reference("trip", "trip whose passengers it was for", "trips", rows,
                [&](R r) { return of_trip(r) ? static_cast<std::int32_t>(r.stop->trip) : -1; });
  add.time("departed", "departure from the stop before", rows,
           [](R r) { return std::optional(r.stop->departed); });
  add.time("arrival", "arrival", rows, [](R r) { return std::optional(r.stop->arrival); });
  add.time("done", "end of the stop", rows, [](R r) { return std::optional(r.stop->done); });
  add.distance("driven", "distance from the stop before", rows,
               [](R r) { return std::optional(r.stop->driven); });
  add.count("seats_taken", "passengers on seats after the stop", rows,
            [](R r) { return r.stop->on_board.seats; });
  add.count("wheelchairs_taken", "wheelchairs on board after the stop", rows,
            [](R r) { return r.stop->on_board.wheelchairs; });
  add.position("", "the stop", rows, [](R r) { return r.place; });
  return table;
}

Table ledger_table(const World& world, const DayRecords& records, const Ledger& ledger,
                   const DayStamp& stamp) {
  const auto& rows = ledger.entries;
  const auto first = first_vehicles(records);
  Table table{"ledger_entries", "What operators are paid, and by whom", {}};
  Columns add(world, stamp, table);
  add.stamp(rows);
  using R = const LedgerEntry&;
  add.category("service", "service", service_ids(world), rows, [](R r) { return r.service; });
  add.category("account", "what for; fares and subsidy bring the money",
               names(economy::kAccountNames), rows,
               [](R r) { return static_cast<int>(r.account); });
  add.reference("vehicle", "vehicle that earned it", "vehicles", rows, [&](R r) {
    return r.vehicle ? first[r.service] + static_cast<std::int32_t>(*r.vehicle) : -1;
  });
  add.category("payer", "who pays", names(economy::kPayerNames), rows,
               [](R r) { return r.payer ? static_cast<int>(*r.payer) : -1; });
  add.money("amount", "amount", rows, [](R r) { return std::optional(r.amount); });
  return table;
}

}  // namespace

std::vector<store::Table> day_tables(const World& world, const DayRecords& records,
                                     const DayStamp& stamp) {
  const Ledger ledger = make_ledger(world, records);
  return {trips_table(world, records, stamp),
          legs_table(world, records, stamp),
          requests_table(world, records, ledger, stamp),
          vehicles_table(world, records, ledger, stamp),
          vehicle_stops_table(world, records, stamp),
          ledger_table(world, records, ledger, stamp),
          latent_table(world, records, stamp)};
}

std::vector<store::Table> result_tables(const World& world, const DayRecords& records) {
  auto tables = world_tables({&world});
  for (auto& table : day_tables(world, records)) tables.push_back(std::move(table));
  return tables;
}

}  // namespace grend::simulation
