#include "models/simulation/fleet_day.h"

#include <algorithm>

namespace grend::simulation {

std::vector<network::Place> bases_of(const World& world, const drt::ServiceSpec& spec) {
  std::vector<network::Place> places;
  for (const auto& vehicle : spec.vehicles) places.push_back(world.base_of(vehicle));
  return places;
}

std::vector<drt::Duty> duties_of(const World& world, const drt::ServiceSpec& spec,
                                 const drt::ServicePoints& points) {
  std::vector<drt::Duty> duties;
  for (const auto& kind : spec.vehicles) {
    const drt::Duty duty{.capacity = {static_cast<std::int32_t>(kind.seats),
                                      static_cast<std::int32_t>(kind.wheelchair_places)},
                         .shift = kind.shift,
                         .base = points.index_of(world.base_of(kind)),
                         .longest = kind.longest_duty,
                         .emissions = kind.emissions};
    duties.insert(duties.end(), static_cast<std::size_t>(kind.count), duty);
  }
  return duties;
}

ServiceDay closing_account(const drt::Service& service) {
  ServiceDay day;
  for (const auto& [trip, booking] : service.bookings()) day.bookings.push_back(booking);
  day.explanation = service.explanation();
  day.trouble = service.trouble();
  day.stops = service.fleet().records();
  std::stable_sort(day.stops.begin(), day.stops.end(),
                   [](const auto& a, const auto& b) { return a.vehicle < b.vehicle; });
  for (std::size_t v = 0; v < service.fleet().size(); ++v)
    day.vehicles.push_back(service.fleet().vehicle(v));
  return day;
}

}  // namespace grend::simulation
