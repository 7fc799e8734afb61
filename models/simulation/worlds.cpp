#include "models/simulation/worlds.h"

namespace grend::simulation {

Worlds build_worlds(const scenario::Scenario& scenario, par::Executor& executor,
                    const Progress& progress, store::Cache* cache) {
  Worlds worlds;
  for (std::int64_t day = 0; day < scenario.calendar.days; ++day) {
    auto of_day = scenario;
    of_day.calendar.date = scenario::days_after(scenario.calendar.date, day);
    worlds.push_back(build_world(of_day, executor, progress, cache));
  }
  return worlds;
}

std::vector<const World*> views_of(const Worlds& worlds) {
  std::vector<const World*> views;
  for (const auto& world : worlds) views.push_back(world.get());
  return views;
}

}  // namespace grend::simulation
