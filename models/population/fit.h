// How well the people made meet the margins asked for, margin by margin: what a user looks at
// before trusting a population.
#pragma once

#include <string>
#include <vector>

#include "models/population/margins.h"
#include "models/population/population.h"

namespace grend::population {

struct MarginFit {
  std::string municipality;
  std::string margin;  // "age 20-66", "households of 3", "licences"
  double wanted = 0;   // brought to the persons of the grid
  std::int64_t got = 0;
  double off() const { return static_cast<double>(got) - wanted; }
  bool within_rounding() const { return off() < 1.0001 && off() > -1.0001; }
};

// Of all municipalities with people, in order. `margins`: one for each of region.municipalities.
std::vector<MarginFit> measure_fit(const region::RegionInput& region,
                                   const std::vector<Margins>& margins, const PopulationSpec& spec,
                                   const Population& people);

// One sentence: how many margins there are, how many are met within rounding, which is worst.
std::string summary_of(const std::vector<MarginFit>& fit);

}  // namespace grend::population
