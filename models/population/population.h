// Persons and households as columns. Built once per region and seed, the same in every replication;
// immutable afterwards. A person's attributes are a function of (seed, cell) alone.
#pragma once

#include <cstdint>

#include "engine/base/id_vector.h"
#include "engine/base/random.h"
#include "engine/network/snap.h"
#include "models/population/population_spec.h"
#include "models/region/region_input.h"

namespace grend::population {

using PersonId = Id<struct PersonTag>;
using HouseholdId = Id<struct HouseholdTag>;
using CellId = Id<struct CellTag>;  // index into RegionInput::cells

struct Population {
  IdVector<HouseholdId, CellId> cell;
  IdVector<HouseholdId, network::Place> home;
  IdVector<HouseholdId, std::uint8_t> cars;
  IdVector<HouseholdId, std::uint8_t> licences;
  IdVector<HouseholdId, PersonId> first_person;  // members are consecutive

  IdVector<PersonId, HouseholdId> household;
  IdVector<PersonId, std::uint8_t> age;
  IdVector<PersonId, bool> female;
  IdVector<PersonId, bool> licence;
  IdVector<PersonId, bool> employed;
  IdVector<PersonId, bool> bike;
  IdVector<PersonId, bool> wheelchair;

  std::size_t persons() const { return household.size(); }
  std::size_t households() const { return home.size(); }
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

// Every person of every cell, housed on the usable road nearest to a random point of the cell.
// `employed_target`: employed residents by statistics (0: use the shares of the spec).
BuiltPopulation build_population(const region::RegionInput& region, const PopulationSpec& spec,
                                 const network::Snapper& snapper, double employed_target,
                                 RandomSource random, par::Executor& executor);

}  // namespace grend::population
