#include "models/simulation/booking_day.h"

#include <algorithm>
#include <tuple>

#include "models/drt/request_day.h"
#include "models/simulation/fleet_day.h"
#include "models/simulation/meeting_points.h"

namespace grend::simulation {
namespace {

// A log tells nobody's age: all who are not in a wheelchair may be asked to walk.
bool may_walk(const LoggedBooking& b, const drt::ServiceSpec& spec) {
  return spec.meeting.longest_walk > Distance() && b.load.wheelchairs == 0;
}

drt::MeetingTable meeting_of(const World& world, std::uint32_t service, par::Executor& executor) {
  std::vector<network::Place> doors;
  for (const LoggedBooking& b : world.bookings) {
    if (b.service != service || !may_walk(b, world.scenario.services[service])) continue;
    doors.push_back(b.from);
    doors.push_back(b.to);
  }
  return meeting_table(world, service, std::move(doors), executor);
}

std::vector<network::Place> places_of(const World& world, std::uint32_t service,
                                      const drt::MeetingTable& meeting) {
  std::vector<network::Place> places = bases_of(world, world.scenario.services[service]);
  for (const LoggedBooking& b : world.bookings) {
    if (b.service != service) continue;
    places.push_back(b.from);
    places.push_back(b.to);
  }
  for (const auto& [door, near] : meeting.near) {
    for (const auto& point : near) places.push_back(point.place);
  }
  return places;
}

// In the course of the day a booking's number is its place in the order of asking, so that no id
// reaches a decision (or its random numbers); afterwards it is what the log calls it.
std::uint32_t label_of(const World& world, std::uint32_t number) {
  return world.bookings[number].trip;
}

void label(const World& world, ServiceDay& day) {
  for (auto& b : day.bookings) b.request.trip = label_of(world, b.request.trip);
  std::sort(day.bookings.begin(), day.bookings.end(),
            [](const auto& a, const auto& b) { return a.request.trip < b.request.trip; });
  for (auto& stop : day.stops) {
    const bool of_booking = stop.kind == drt::StopKind::kPickup ||
                            stop.kind == drt::StopKind::kDropoff ||
                            stop.kind == drt::StopKind::kNobody;
    if (of_booking) stop.trip = label_of(world, stop.trip);
  }
  if (day.explanation) {
    day.explanation->request.trip = label_of(world, day.explanation->request.trip);
  }
}

std::optional<std::uint32_t> number_of(const World& world, std::uint32_t label) {
  for (std::uint32_t i = 0; i < world.bookings.size(); ++i) {
    if (world.bookings[i].trip == label) return i;
  }
  return std::nullopt;
}

// The promise that the service makes for a booking. Nobody is picked up before he asked. A booking
// with an arrival and no wish is picked up so late that even the longest ride is in time.
drt::Request request_of(const LoggedBooking& b, std::uint32_t number, const drt::ServiceSpec& spec,
                        const drt::ServicePoints& points) {
  const Duration extra = b.load.wheelchairs > 0 ? spec.stops.wheelchair : Duration();
  drt::Request r;
  r.trip = number;
  r.from = b.from;
  r.to = b.to;
  const auto from = points.index_of(b.from);
  const auto to = points.index_of(b.to);
  if (points.connected(from, to)) r.direct = points.time(from, to);
  r.longest_ride = r.direct.scaled(spec.promise.ride_factor) + spec.promise.ride_extra;
  r.boarding = spec.stops.boarding + extra;
  r.alighting = spec.stops.alighting + extra;
  r.wish = b.wish.value_or(b.arrive_by - r.boarding - r.longest_ride);
  r.earliest = std::max(r.wish - spec.promise.pickup_before, b.asked);
  r.latest = r.wish + spec.promise.pickup_after;
  r.arrive_by = b.arrive_by;
  r.load = b.load;
  r.shows_up = b.shows_up;
  r.walks = may_walk(b, spec);
  return r;
}

// What the log tells of a service's day, in order of time; a booking is made before it is
// cancelled.
struct LogEvent {
  Time at;
  bool cancels = false;
  std::uint32_t number = 0;
};

std::vector<LogEvent> events_of(const World& world, std::uint32_t service) {
  std::vector<LogEvent> events;
  for (std::uint32_t number = 0; number < world.bookings.size(); ++number) {
    const LoggedBooking& b = world.bookings[number];
    if (b.service != service) continue;
    events.push_back({b.asked, false, number});
    if (b.cancelled) events.push_back({*b.cancelled, true, number});
  }
  std::sort(events.begin(), events.end(), [](const LogEvent& a, const LogEvent& b) {
    return std::tuple(a.at, a.cancels, a.number) < std::tuple(b.at, b.cancels, b.number);
  });
  return events;
}

// Nothing if a stop was asked for.
std::optional<ServiceDay> run_service(const World& world, std::uint32_t index,
                                      drt::Service& service, const drt::ServicePoints& points,
                                      const sim::StopFlag& stop, const Progress& progress) {
  drt::RequestDay day(service);
  for (const LogEvent& event : events_of(world, index)) {
    if (stop.requested()) return std::nullopt;
    const LoggedBooking& b = world.bookings[event.number];
    day.move_until(event.at);
    if (event.cancels) {
      service.cancel(event.number, drt::Reason::kChangedMind, event.at);
    } else {
      service.book(request_of(b, event.number, service.spec(), points), b.asked, b.asked);
    }
    day.wake_changed(event.at);
    progress("simulating the day", std::clamp((event.at - Time()) / hours(24), 0.0, 1.0));
  }
  day.move_until(Time::max());
  ServiceDay account = closing_account(service);
  label(world, account);
  return account;
}

}  // namespace

std::optional<DayRecords> run_booking_day(const World& world, const DayOptions& options,
                                          par::Executor& executor, const sim::StopFlag& stop,
                                          const Progress& progress) {
  DayRecords records;
  const auto& services = world.scenario.services;
  const auto explained = options.explain ? number_of(world, *options.explain) : std::nullopt;
  for (std::uint32_t s = 0; s < services.size(); ++s) {
    const drt::MeetingTable meeting = meeting_of(world, s, executor);
    const drt::ServicePoints points(world.travel->on_demand(s), places_of(world, s, meeting),
                                    executor);
    const RandomSource source{static_cast<std::uint64_t>(world.scenario.simulation.seed) + s,
                              random_day(options.replication, options.day)};
    drt::Service service(services[s], points, duties_of(world, services[s], points),
                         drt::Planning{source, &executor, &meeting});
    if (explained) service.explain(*explained);
    auto day = run_service(world, s, service, points, stop, progress);
    if (!day) return std::nullopt;
    records.services.push_back(std::move(*day));
  }
  return records;
}

}  // namespace grend::simulation
