#include "models/population/population.h"

#include <algorithm>

#include "engine/base/error.h"
#include "models/population/household_model.h"

namespace grend::population {
namespace {

struct HousedHousehold {
  Household household;
  network::Place home;
};

struct CellResult {
  std::vector<HousedHousehold> households;
  Distance farthest;
  std::size_t persons_far = 0;
  bool without_road = false;
};

// The grid's identifier folded to 32 bits: a cell keeps its people whatever other cells there are.
std::uint32_t cell_agent(std::int64_t id) {
  auto x = static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15u;
  return static_cast<std::uint32_t>(x >> 32);
}

geo::Point random_point(const region::PopulationCell& cell, RandomStream& random) {
  const auto x = random.between(0, cell.side.ticks() - 1);
  const auto y = random.between(0, cell.side.ticks() - 1);
  return {cell.south_west.x + x, cell.south_west.y + y};
}

CellResult populate(const region::PopulationCell& cell, const PopulationSpec& spec,
                    const network::Snapper& snapper, RandomSource source) {
  CellResult result;
  RandomStream people(source, cell_agent(cell.id), Purpose::kHousehold);
  RandomStream homes(source, cell_agent(cell.id), Purpose::kHome);
  for (std::int64_t left = cell.persons; left > 0;) {
    auto household = draw_household(spec, left, people);
    left -= static_cast<std::int64_t>(household.members.size());
    const auto snapped = snapper.nearest(random_point(cell, homes));
    if (!snapped) {
      result.without_road = true;
      return result;
    }
    result.farthest = std::max(result.farthest, snapped->away);
    if (snapped->away > spec.far_from_road) result.persons_far += household.members.size();
    result.households.push_back({std::move(household), snapped->place});
  }
  return result;
}

void append(Population& p, const HousedHousehold& housed, CellId cell) {
  const auto& h = housed.household;
  p.cell.push_back(cell);
  p.cars.push_back(h.cars);
  p.licences.push_back(h.licences);
  p.first_person.push_back(PersonId(p.persons()));
  const HouseholdId id = p.home.push_back(housed.home);
  for (const auto& m : h.members) {
    p.household.push_back(id);
    p.age.push_back(m.age);
    p.female.push_back(m.female);
    p.licence.push_back(m.licence);
    p.employed.push_back(m.employed);
    p.bike.push_back(m.bike);
    p.wheelchair.push_back(m.wheelchair);
  }
}

// Commuting statistics know how many are employed: persons of working age are made employed or not,
// in the order of their own draws, until the number fits.
void fit_employment(Population& p, double target, RandomSource source) {
  std::vector<std::pair<double, PersonId>> working_age;
  for (const PersonId id : p.household.ids()) {
    if (p.age[id] < 20 || p.age[id] >= 75) {
      p.employed[id] = false;
      continue;
    }
    RandomStream random(source, id.value(), Purpose::kPerson);
    // Who is employed by the shares stays so for as long as the number allows.
    working_age.emplace_back(random.uniform() + (p.employed[id] ? 0.0 : 1.0), id);
  }
  std::sort(working_age.begin(), working_age.end());
  for (std::size_t i = 0; i < working_age.size(); ++i) {
    p.employed[working_age[i].second] = static_cast<double>(i) + 0.5 < target;
  }
}

}  // namespace

BuiltPopulation build_population(const region::RegionInput& region, const PopulationSpec& spec,
                                 const network::Snapper& snapper, double employed_target,
                                 RandomSource random, par::Executor& executor) {
  std::vector<CellResult> cells(region.cells.size());
  constexpr std::size_t kCellsPerChunk = 16;
  par::for_ranges(executor, cells.size(), kCellsPerChunk,
                  [&](std::size_t begin, std::size_t end, std::size_t) {
                    for (std::size_t i = begin; i < end; ++i) {
                      cells[i] = populate(region.cells[i], spec, snapper, random);
                    }
                  });
  BuiltPopulation built;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (const auto& housed : cells[i].households) append(built.population, housed, CellId(i));
    built.report.cells_without_road += cells[i].without_road;
    built.report.persons_far_from_road += cells[i].persons_far;
    built.report.farthest_home = std::max(built.report.farthest_home, cells[i].farthest);
  }
  if (employed_target > 0) fit_employment(built.population, employed_target, random);
  return built;
}

}  // namespace grend::population
