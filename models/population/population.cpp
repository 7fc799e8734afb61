#include "models/population/population.h"

#include <algorithm>

#include "engine/base/error.h"
#include "models/population/block.h"
#include "models/region/cell_grid.h"

namespace grend::population {
namespace {

struct BuiltBlock {
  Block block;
  std::vector<network::Place> homes;
  PopulationReport report;
};

// Puts homes on roads, cell by cell.
class Housing {
 public:
  Housing(const region::RegionInput& region, const PopulationSpec& spec,
          const network::Snapper& snapper, RandomSource source)
      : region_(region), spec_(spec), snapper_(snapper), source_(source) {}

  void house(BuiltBlock& built) const {
    const Block& block = built.block;
    std::optional<RandomStream> random;
    network::AreaSnapper snapper(snapper_);
    bool road_inside = true;
    for (std::size_t h = 0; h < block.size.size(); ++h) {
      const auto& cell = region_.cells[block.cell[h]];
      if (h == 0 || block.cell[h] != block.cell[h - 1]) {
        random.emplace(source_, cell_agent(cell.id), Purpose::kHome);
        snapper.move_to(cell.south_west, north_east(cell));
        road_inside = true;
      }
      const auto home = find_home(cell, snapper, *random, road_inside);
      if (!home) {
        ++built.report.cells_without_road;
        return;
      }
      built.report.farthest_home = std::max(built.report.farthest_home, home->away);
      if (home->away > spec_.far_from_road) built.report.persons_far_from_road += block.size[h];
      built.homes.push_back(home->place);
    }
  }

 private:
  static geo::Point north_east(const region::PopulationCell& cell) {
    return {cell.south_west.x + cell.side.ticks(), cell.south_west.y + cell.side.ticks()};
  }

  // A few tries for a road inside the cell; where the first household found none, the others do not
  // look for one.
  std::optional<network::Snapped> find_home(const region::PopulationCell& cell,
                                            network::AreaSnapper& snapper, RandomStream& random,
                                            bool& road_inside) const {
    constexpr int kTries = 4;
    std::optional<network::Snapped> first;
    for (int i = 0; i < (road_inside ? kTries : 1); ++i) {
      const auto x = random.between(0, cell.side.ticks() - 1);
      const auto y = random.between(0, cell.side.ticks() - 1);
      const geo::Point p{cell.south_west.x + x, cell.south_west.y + y};
      const auto home = snapper.nearest(p);
      if (!home) return std::nullopt;
      if (!first) first = home;
      const geo::Point at = network::position_of(snapper_.graph(), home->place);
      const auto inside = [&](std::int64_t v, std::int64_t low) {
        return v >= low && v <= low + cell.side.ticks();
      };
      if (inside(at.x, cell.south_west.x) && inside(at.y, cell.south_west.y)) return home;
    }
    road_inside = false;
    return first;
  }

  const region::RegionInput& region_;
  const PopulationSpec& spec_;
  const network::Snapper& snapper_;
  RandomSource source_;
};

std::vector<BlockPlan> plan_all(const region::RegionInput& region,
                                const std::vector<Margins>& margins, const PopulationSpec& spec,
                                par::Executor& executor) {
  std::vector<std::vector<std::uint32_t>> cells(region.municipality_count());
  for (std::size_t i = 0; i < region.cells.size(); ++i) {
    const auto& cell = region.cells[i];
    if (cell.persons > 0) cells[cell.municipality].push_back(static_cast<std::uint32_t>(i));
  }
  // Neighbours come one after another: blocks are parts of the map, and their roads stay in cache.
  executor.run(cells.size(), [&](std::size_t m, std::size_t) {
    const auto key = [&](std::uint32_t c) {
      return std::pair(region::morton_code(region.cells[c].south_west), region.cells[c].id);
    };
    std::sort(cells[m].begin(), cells[m].end(), [&](auto a, auto b) { return key(a) < key(b); });
  });
  std::vector<std::vector<BlockPlan>> plans(cells.size());
  executor.run(cells.size(), [&](std::size_t m, std::size_t) {
    if (cells[m].empty()) return;
    plans[m] = plan_blocks(region, static_cast<std::uint32_t>(m), std::move(cells[m]),
                           m < margins.size() ? margins[m] : Margins(), spec);
  });
  std::vector<BlockPlan> all;
  for (auto& some : plans) {
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

void append(const BuiltBlock& built, Population& p) {
  const Block& b = built.block;
  std::size_t person = 0;
  // A block that could not be housed is reported, and nobody of it is kept.
  if (built.homes.size() < b.size.size()) return;
  for (std::size_t h = 0; h < b.size.size(); ++h) {
    p.cell.push_back(CellId(b.cell[h]));
    p.cars.push_back(b.cars[h]);
    p.licences.push_back(b.licences[h]);
    p.first_person.push_back(PersonId(p.persons()));
    const HouseholdId id = p.home.push_back(built.homes[h]);
    for (const std::size_t end = person + b.size[h]; person < end; ++person) {
      p.household.push_back(id);
      p.age.push_back(b.age[person]);
      p.female.push_back(b.flags[person] & kFemale);
      p.licence.push_back(b.flags[person] & kLicence);
      p.employed.push_back(b.flags[person] & kEmployed);
      p.bike.push_back(b.flags[person] & kBike);
      p.wheelchair.push_back(b.flags[person] & kWheelchair);
    }
  }
}

void reserve(std::size_t persons, std::size_t households, Population& p) {
  p.cell.reserve(households);
  p.home.reserve(households);
  p.cars.reserve(households);
  p.licences.reserve(households);
  p.first_person.reserve(households);
  p.household.reserve(persons);
  p.age.reserve(persons);
  for (auto* flags : {&p.female, &p.licence, &p.employed, &p.bike, &p.wheelchair}) {
    flags->reserve(persons);
  }
}

}  // namespace

IdRange<PersonId> Population::members(HouseholdId h) const {
  const HouseholdId next(h.value() + 1);
  const bool last = next.value() == first_person.size();
  return {first_person[h], last ? PersonId(persons()) : first_person[next]};
}

std::size_t Population::bytes() const {
  const std::size_t household_bytes =
      sizeof(CellId) + sizeof(network::Place) + 2 + sizeof(PersonId);
  return households() * household_bytes + persons() * (sizeof(HouseholdId) + 1) + persons() * 5 / 8;
}

BuiltPopulation build_population(const region::RegionInput& region, const PopulationSpec& spec,
                                 const std::vector<Margins>& margins,
                                 const network::Snapper& snapper, RandomSource random,
                                 par::Executor& executor) {
  const auto plans = plan_all(region, margins, spec, executor);
  const Housing housing(region, spec, snapper, random);
  std::vector<BuiltBlock> blocks(plans.size());
  executor.run(plans.size(), [&](std::size_t i, std::size_t) {
    deal_sizes(region, plans[i], random, blocks[i].block);
    fill_households(region, plans[i], spec, random, blocks[i].block);
    give_attributes(region, plans[i], spec, random, blocks[i].block);
    housing.house(blocks[i]);
  });
  BuiltPopulation built;
  std::size_t persons = 0, households = 0;
  for (const auto& b : blocks) {
    persons += b.block.age.size();
    households += b.block.size.size();
  }
  reserve(persons, households, built.population);
  for (auto& b : blocks) {
    append(b, built.population);
    built.report.cells_without_road += b.report.cells_without_road;
    built.report.persons_far_from_road += b.report.persons_far_from_road;
    built.report.farthest_home = std::max(built.report.farthest_home, b.report.farthest_home);
    b = BuiltBlock();  // its memory goes as the columns grow
  }
  return built;
}

}  // namespace grend::population
