// A9: triangle inequality; hierarchy = Dijkstra; matrix = one-to-one.
#include <array>
#include <fmt/core.h>

#include "engine/network/dijkstra.h"
#include "models/simulation/audit.h"

namespace grend::simulation {

namespace {

// Spread over the whole population, or over the day's bookings: enough for every kind of road.
std::vector<network::Place> sample_of_places(const World& world) {
  constexpr std::size_t kPlaces = 20;
  std::vector<network::Place> places;
  const auto& homes = world.population.home;
  const auto& bookings = world.bookings;
  for (std::size_t i = 0; i < kPlaces && !homes.empty(); ++i) {
    places.push_back(homes[population::HouseholdId(i * homes.size() / kPlaces)]);
  }
  for (std::size_t i = 0; i < kPlaces && !bookings.empty(); ++i) {
    places.push_back(bookings[i * bookings.size() / kPlaces].from);
  }
  return places;
}

}  // namespace

std::vector<AuditCheck> audit_network(const World& world, const DayRecords&) {
  AuditCheck check{
      "A9",
      "triangle inequality where no turn is banned; hierarchy = Dijkstra; matrix = one-to-one (a "
      "sample of homes, or of bookings)",
      0, 0, ""};
  const auto places = sample_of_places(world);
  auto serial = par::make_executor(par::Backend::kSerial, 1);
  travel::Scratch scratch;
  for (const auto profile : travel::kTravelProfiles) {
    const auto& router = world.travel->day(profile).at(clock_time(12, 0));
    network::Dijkstra dijkstra(router.graph());
    const auto matrix = router.matrix(places, places, *serial);
    const auto where = [&](std::size_t i, std::size_t j) {
      return fmt::format("{} from place {} to place {} of the sample",
                         network::kProfileNames[network::index_of(profile)], i, j);
    };
    for (std::size_t i = 0; i < places.size(); ++i) {
      for (std::size_t j = 0; j < places.size(); ++j) {
        const auto one = router.trip(places[i], places[j], scratch);
        check.expect(one == dijkstra.trip(places[i], places[j]),
                     [&] { return where(i, j) + ": not Dijkstra's"; });
        check.expect(one.has_value() == matrix.reachable(i, j) && (!one || *one == matrix.at(i, j)),
                     [&] { return where(i, j) + ": not the matrix's"; });
        // Who stops on the way may turn round there, even where a direct trip must not.
        if (router.graph().nodes() > world.graph.nodes()) continue;
        for (std::size_t k = 0; k < places.size(); ++k) {
          if (!matrix.reachable(i, k) || !matrix.reachable(k, j)) continue;
          const bool triangle = matrix.at(i, j).time <= matrix.at(i, k).time + matrix.at(k, j).time;
          check.expect(triangle, [&] { return where(i, j) + ": a detour is faster"; });
        }
      }
    }
  }
  return {check};
}

}  // namespace grend::simulation
