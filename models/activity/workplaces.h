// Who works where. Between municipalities exactly as many as the commuting statistics say (scaled
// to the employed who live there, rounded); inside a municipality by gravity, balanced so that
// every zone gets its share of the jobs (doubly constrained, Furness 1965). A person's workplace is
// the same in every replication. Built once; about linear in persons and in entries of
// surroundings.
#pragma once

#include "models/activity/gravity.h"
#include "models/population/population.h"

namespace grend::activity {

// A workplace of the region, a gateway, or none.
struct UsualPlace {
  std::uint32_t index = ~std::uint32_t{0};
  bool valid() const { return index != ~std::uint32_t{0}; }
  bool outside() const { return index >> 31 != 0; }
  std::uint32_t gateway() const { return index & ~(std::uint32_t{1} << 31); }
  static UsualPlace through(std::uint32_t gateway) { return {gateway | std::uint32_t{1} << 31}; }
};

struct WorkInput {
  const region::RegionInput& region;
  const population::Population& people;
  const ZoneTree& tree;
  const Surroundings& surroundings;
  const Commuting& commuting;
  Duration decay;
  RandomSource random;
};

// How well the jobs are filled: the largest difference of a zone's workers from its share of the
// jobs of its municipality, of those with ten jobs or more.
struct WorkReport {
  double worst_zone = 0;  // share
  std::size_t rounds = 0;
};

// Scales the weights of `places` so that zones fill as their jobs say, and chooses for each person.
IdVector<population::PersonId, UsualPlace> assign_workplaces(const WorkInput& input,
                                                             PlacesByZone& places,
                                                             par::Executor& executor,
                                                             WorkReport* report = nullptr);

}  // namespace grend::activity
