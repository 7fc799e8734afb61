// `grend population`: the people of a scenario and their plans for its day, without simulating it.
#include <array>
#include <fmt/core.h>

#include "cli/cache.h"
#include "cli/commands.h"
#include "cli/load_scenario.h"
#include "engine/base/error.h"
#include "engine/io/csv_writer.h"
#include "engine/store/output_file.h"
#include "models/simulation/day.h"

namespace grend::cli {
namespace {

std::string fit_csv(const std::vector<population::MarginFit>& fit) {
  io::CsvWriter csv({"municipality", "margin", "wanted", "got"});
  for (const auto& f : fit) {
    csv.field(f.municipality).field(f.margin).field(f.wanted, 3).field(f.got);
    csv.end_row();
  }
  return csv.text();
}

void print_people(const simulation::World& world, Console& console) {
  const auto& people = world.population;
  std::array<std::size_t, activity::kPersonTypeNames.size()> types{};
  for (const auto p : people.household.ids()) {
    const auto type = activity::type_of(people, world.scenario.travellers.activities, p);
    ++types[static_cast<std::size_t>(type)];
  }
  console.print(fmt::format("{:<44} {:>12}\n", "persons", people.persons()));
  console.print(fmt::format("{:<44} {:>12}\n", "households", people.households()));
  for (std::size_t t = 0; t < types.size(); ++t) {
    console.print(fmt::format("  {:<42} {:>12}\n", activity::kPersonTypeNames[t], types[t]));
  }
}

void print_plans(const simulation::World& world, const activity::DayPlans& plans,
                 Console& console) {
  const auto persons = static_cast<double>(std::max<std::size_t>(world.population.persons(), 1));
  std::array<std::size_t, activity::kActivityKinds> kinds{};
  std::size_t several = 0, accompanied = 0, outside = 0, rights = 0;
  for (const auto id : plans.tours.ids()) {
    const auto& tour = plans.tours[id];
    const auto& main = plans.stop(id, tour.anchor);
    ++kinds[static_cast<std::size_t>(tour.kind)];
    several += tour.stops > 1;
    accompanied += tour.accompanied;
    outside += main.outside;
    rights += main.right_to_transport;
  }
  console.print(fmt::format("{:<44} {:>12.2f}\n", "trips per person",
                            static_cast<double>(plans.trips.size()) / persons));
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    console.print(fmt::format("  tours to {:<33} {:>12}\n", activity::kActivityNames[k], kinds[k]));
  }
  console.print(fmt::format("{:<44} {:>12}\n", "tours with several activities", several));
  console.print(fmt::format("{:<44} {:>12}\n", "tours along with somebody else", accompanied));
  console.print(fmt::format("{:<44} {:>12}\n", "tours to other municipalities' roads", outside));
  console.print(fmt::format("{:<44} {:>12}\n", "pupils with a right to transport", rights));
  console.print(
      fmt::format("{:<44} {:>12}\n", "tours not made for want of transport", plans.latent.size()));
  const auto bytes = world.population.bytes() + world.destinations->bytes() + plans.bytes();
  console.print(fmt::format("{:<44} {:>12.0f}\n", "bytes a person with plan",
                            static_cast<double>(bytes) / persons));
}

}  // namespace

int population_command(const PopulationOptions& options, Console& console) {
  const auto scenario = load_scenario(options.scenario, console);
  if (scenario.travellers.bookings) {
    throw Error(ExitCode::kBadScenario, "the scenario has a log of bookings in place of people",
                "leave `travellers.bookings` out");
  }
  std::optional<store::OutputFile> output;
  if (!options.output.empty()) output.emplace(options.output, options.overwrite);
  auto executor = par::make_executor(par::Backend::kTbb, options.threads);
  const auto progress = [&](std::string_view step, double share) { console.progress(step, share); };
  auto cache = open_cache(options.cache);
  const auto world = simulation::build_world(scenario, *executor, progress, pointer_to(cache));
  print_notes(cache, console);
  progress("planning the day", 0);
  const auto plans = simulation::plans_of(*world, 0, *executor);
  console.end_progress();
  for (const auto& warning : world->warnings) console.warning(warning);
  print_people(*world, console);
  print_plans(*world, plans, console);
  console.info(population::summary_of(world->population_fit));
  if (output) {
    output->write(fit_csv(world->population_fit));
    output->commit();
    console.info("all margins are in " + options.output);
  }
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
