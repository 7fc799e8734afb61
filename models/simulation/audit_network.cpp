// A9: triangle inequality; hierarchy = Dijkstra; matrix = one-to-one.
#include <array>
#include <fmt/core.h>

#include "engine/network/dijkstra.h"
#include "models/simulation/audit.h"

namespace grend::simulation {

std::vector<AuditCheck> audit_network(const World& world, const DayRecords&) {
  // Homes spread over the whole population, enough for every kind of road.
  constexpr std::size_t kPlaces = 20;
  AuditCheck check{
      "A9",
      "triangle inequality where no turn is banned; hierarchy = Dijkstra; matrix = one-to-one (a "
      "sample of homes)",
      0, 0, ""};
  std::vector<network::Place> places;
  const auto& homes = world.population.home;
  for (std::size_t i = 0; i < kPlaces && !homes.empty(); ++i) {
    places.push_back(homes[population::HouseholdId(i * homes.size() / kPlaces)]);
  }
  auto serial = par::make_executor(par::Backend::kSerial, 1);
  travel::Scratch scratch;
  for (const auto profile : travel::kTravelProfiles) {
    const auto& router = world.travel->day(profile).at(clock_time(12, 0));
    network::Dijkstra dijkstra(router.graph());
    const auto matrix = router.matrix(places, places, *serial);
    const auto where = [&](std::size_t i, std::size_t j) {
      return fmt::format("{} from home {} to home {}",
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
