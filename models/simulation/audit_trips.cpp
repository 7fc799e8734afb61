// A10 trips are the sum of their legs; A8 no leg is faster than the fastest way.
#include <array>
#include <fmt/core.h>
#include <optional>

#include "engine/network/dijkstra.h"
#include "models/simulation/audit.h"
#include "models/simulation/decide.h"

namespace grend::simulation {
namespace {

// The trips of one person follow each other in time; a person's trips have consecutive numbers.
void nobody_in_two_places(const DayRecords& records, AuditCheck& check) {
  const TripRecord* before = nullptr;
  population::PersonId whose;
  for (const TripId t : records.plans.trips.ids()) {
    const auto& trip = records.trips[t.value()];
    if (trip.status != TripStatus::kMade) continue;
    const auto person = records.plans.tour_of(t).person;
    check.expect(person != whose || trip.departure >= before->arrival, [&] {
      return fmt::format("trip {} starts while its person is under way", t.value());
    });
    before = &trip;
    whose = person;
  }
}

// Whoever goes along travels when and where the one does who decides, and no more of them than the
// party says.
void companions_stay_together(const DayRecords& records, AuditCheck& check) {
  std::vector<std::uint8_t> together(records.trips.size(), 0);
  for (const TripId t : records.plans.trips.ids()) {
    const auto& trip = records.trips[t.value()];
    const TripId with = records.plans.trips[t].with;
    if (trip.status != TripStatus::kMade) continue;
    ++together[with.value()];
    if (with == t) continue;
    const auto& leader = records.trips[with.value()];
    check.expect(leader.status == TripStatus::kMade && leader.departure == trip.departure &&
                     leader.arrival == trip.arrival &&
                     records.plans.from(with) == records.plans.from(t) &&
                     records.plans.trips[with].to == records.plans.trips[t].to,
                 [&] { return fmt::format("trip {} is not made together", t.value()); });
  }
  for (const TripId t : records.plans.trips.ids()) {
    const auto& plan = records.plans.trips[t];
    if (plan.with != t || plan.party == 1) continue;
    check.expect(together[t.value()] <= plan.party,
                 [&] { return fmt::format("more than its party make trip {}", t.value()); });
  }
}

AuditCheck legs_fill_trips(const DayRecords& records) {
  AuditCheck check{"A10",
                   "the legs of a trip follow each other without a gap, from departure to arrival",
                   0, 0, ""};
  for (const TripId id : records.plans.trips.ids()) {
    const auto t = id.value();
    const auto& trip = records.trips[t];
    if (trip.status != TripStatus::kMade) {
      check.expect(trip.reason != TripReason::kNone && trip.reason != TripReason::kUnfinished,
                   [&] { return fmt::format("trip {} is not made and nobody knows why", t); });
      continue;
    }
    Time at = trip.departure;
    bool in_order = trip.leg_count > 0;
    for (std::size_t i = 0; i < trip.leg_count; ++i) {
      in_order = in_order && trip.legs[i].departure == at && trip.legs[i].arrival >= at;
      at = trip.legs[i].arrival;
    }
    check.expect(in_order && at == trip.arrival,
                 [&] { return fmt::format("trip {} has a gap", t); });
    const auto* before = records.plans.starts_at_home(id) ? nullptr : &records.trips[t - 1];
    check.expect(before == nullptr ||
                     (before->status == TripStatus::kMade && trip.departure >= before->arrival),
                 [&] { return fmt::format("trip {} starts before the one before has ended", t); });
  }
  nobody_in_two_places(records, check);
  companions_stay_together(records, check);
  return check;
}

// Trips by Dijkstra's algorithm in each period of the day, put together as the day's router does.
class SlowTravel {
 public:
  SlowTravel(const World& world, network::Profile profile)
      : periods_(&world.travel->day(profile).periods()) {
    for (std::size_t period = 0; period < periods_->size(); ++period) {
      searches_.emplace_back(world.travel->day(profile).of_period(period).graph());
    }
  }
  std::optional<network::Trip> trip(network::Place from, network::Place to, Time depart) {
    times_.assign(searches_.size(), network::kClosed);
    std::optional<Distance> distance;
    for (std::size_t period = periods_->at(depart); period < searches_.size(); ++period) {
      const auto trip = searches_[period].trip(from, to);
      if (!trip) continue;
      times_[period] = static_cast<std::uint32_t>(trip->time.ticks());
      if (!distance) distance = trip->distance;
      if (depart + trip->time <= periods_->end(period)) break;
    }
    const Time arrival = periods_->arrival(times_, depart);
    if (!distance || arrival == Time::max()) return std::nullopt;
    return network::Trip{arrival - depart, *distance};
  }

 private:
  const network::DayPeriods* periods_;
  std::vector<network::Dijkstra> searches_;
  std::vector<std::uint32_t> times_;
};

constexpr std::size_t kSample = 400;

// Dijkstra on the plain graph is another algorithm than the one that timed the legs. It is slow, so
// that of large days a sample is checked: every k-th trip, at most kSample of them.
AuditCheck no_leg_too_fast(const World& world, const DayRecords& records) {
  AuditCheck check{"A8", "no leg is faster than the fastest way (a sample of trips, by Dijkstra)",
                   0, 0, ""};
  std::array<std::optional<SlowTravel>, network::kProfileCount> slow;
  for (const auto profile : travel::kTravelProfiles) {
    slow[network::index_of(profile)].emplace(world, profile);
  }
  const std::size_t step = records.trips.size() / kSample + 1;
  for (std::uint32_t t = 0; t < records.trips.size(); ++t) {
    const auto& trip = records.trips[t];
    // Every on-demand ride, and a sample of the others.
    const bool on_demand = trip.mode == choice::Mode::kDrt;
    if (trip.status != TripStatus::kMade || (t % step != 0 && !on_demand)) continue;
    const TripId id(t);
    auto& search = *slow[network::index_of(travel::profile_of(*trip.mode))];
    if (on_demand && trip.leg_count > 2) continue;  // met at a crossing: A11 compares the drive
    const auto& leg = trip.legs[trip.leg_count - 1u];
    const auto fastest =
        search.trip(records.plans.from(id), records.plans.trips[id].to, leg.departure);
    const bool own_means = !on_demand;
    check.expect(fastest && leg.arrival - leg.departure >= fastest->time,
                 [&] { return fmt::format("trip {} is faster than the fastest way", t); });
    check.expect(!own_means || (fastest && leg.arrival - leg.departure == fastest->time &&
                                leg.distance == fastest->distance),
                 [&] { return fmt::format("trip {} does not take the fastest way", t); });
  }
  return check;
}

// The same for rides that nobody's trips tell of: those of logged bookings.
void no_ride_too_fast(const World& world, const DayRecords& records, AuditCheck& check) {
  for (std::size_t s = 0; s < records.services.size(); ++s) {
    network::Dijkstra search(world.travel->on_demand(s).graph());
    const auto& bookings = records.services[s].bookings;
    const std::size_t step = bookings.size() / kSample + 1;
    for (std::size_t i = 0; i < bookings.size(); i += step) {
      const drt::Booking& b = bookings[i];
      if (!b.arrival) continue;
      const auto fastest = search.trip(b.request.from, b.request.to);
      check.expect(fastest && *b.arrival - *b.boarded >= fastest->time, [&] {
        return fmt::format("the ride of booking {} is faster than the fastest way", b.request.trip);
      });
    }
  }
}

}  // namespace

std::vector<AuditCheck> audit_trips(const World& world, const DayRecords& records) {
  AuditCheck a8 = no_leg_too_fast(world, records);
  if (world.scenario.travellers.bookings) no_ride_too_fast(world, records, a8);
  return {a8, legs_fill_trips(records)};
}

}  // namespace grend::simulation
