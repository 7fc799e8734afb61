// What a valley is to hold, and where, before anything is drawn: numbers only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/random.h"
#include "models/region/generate_spec.h"
#include "models/region/place_names.h"
#include "models/region/settlement.h"
#include "models/region/valley.h"

namespace grend::region {

// The main valley or its side valley.
struct ArmPlan {
  double length = 0;
  std::vector<SettlementPlan> settlements;  // ascending by `along`
  std::int64_t scattered = 0;
  std::int64_t scattered_jobs = 0;
};

struct ValleyPlan {
  ArmPlan main;
  ArmPlan side;
  double side_at = 0;  // where the side valley leaves, on the near side
  double pass_at = 0;  // where the mountain road leaves
  Water water;
  double ferry_at = 0;
  std::int64_t far_shore = 0;
};

// Metres of the main arm.
double valley_length(std::int64_t persons);

// Persons and jobs add up to what is given.
ValleyPlan plan_valley(const GenerateSpec& spec, RandomStream& random, PlaceNames& names,
                       std::int64_t persons, std::int64_t jobs);

}  // namespace grend::region
