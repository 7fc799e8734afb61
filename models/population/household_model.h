// Draws one household after another for a cell: size, ages, sex, licence, work, cars.
// Order of draws is part of the results.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/random.h"
#include "models/population/population_spec.h"

namespace grend::population {

struct Member {
  std::uint8_t age = 0;
  bool female = false;
  bool licence = false;
  bool employed = false;
  bool bike = false;
  bool wheelchair = false;
};

struct Household {
  std::vector<Member> members;
  std::uint8_t cars = 0;
  std::uint8_t licences = 0;
};

// A household of at most `most` persons (>= 1).
Household draw_household(const PopulationSpec& spec, std::int64_t most, RandomStream& random);

}  // namespace grend::population
