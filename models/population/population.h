// Persons and households as columns. Built once per region and seed, the same in every replication
// and for any number of threads; immutable afterwards. A person is a function of the seed, of the
// cell, and of the margins and cells of the municipality; other municipalities do not matter.
// Linear in persons; 13 to 15 bytes each.
#pragma once

#include <cstdint>

#include "engine/base/id_vector.h"
#include "engine/base/random.h"
#include "engine/network/snap.h"
#include "models/population/margins.h"
#include "models/population/population_spec.h"
#include "models/region/region_input.h"

namespace grend::population {

using PersonId = Id<struct PersonTag>;
using HouseholdId = Id<struct HouseholdTag>;
using CellId = Id<struct CellTag>;  // index into RegionInput::cells

struct Population {
  IdVector<HouseholdId, CellId> cell;  // by municipality, then neighbours after each other
  IdVector<HouseholdId, network::Place> home;
  IdVector<HouseholdId, std::uint8_t> cars;
  IdVector<HouseholdId, std::uint8_t> licences;
  IdVector<HouseholdId, PersonId> first_person;  // members are consecutive, adults first

  IdVector<PersonId, HouseholdId> household;
  IdVector<PersonId, std::uint8_t> age;
  IdVector<PersonId, bool> female;
  IdVector<PersonId, bool> licence;
  IdVector<PersonId, bool> employed;
  IdVector<PersonId, bool> bike;
  IdVector<PersonId, bool> wheelchair;

  std::size_t persons() const { return household.size(); }
  std::size_t households() const { return home.size(); }
  IdRange<PersonId> members(HouseholdId household) const;
  std::size_t bytes() const;  // of all columns
};

struct PopulationReport {
  std::size_t cells_without_road = 0;  // nobody placed: no usable road anywhere
  std::size_t persons_far_from_road = 0;
  Distance farthest_home;  // from its road, straight line
};

struct BuiltPopulation {
  Population population;
  PopulationReport report;
};

// Every person of every cell, housed on the usable road nearest to a random point of the cell, if
// possible one inside it. `margins`: one for each of region.municipalities, or none at all: then
// the shares of the spec hold.
BuiltPopulation build_population(const region::RegionInput& region, const PopulationSpec& spec,
                                 const std::vector<Margins>& margins,
                                 const network::Snapper& snapper, RandomSource random,
                                 par::Executor& executor);

}  // namespace grend::population
