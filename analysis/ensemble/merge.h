// Joins runs of the same scenario over different replications into one result, as if they had been
// run together.
#pragma once

#include <string>
#include <vector>

#include "engine/store/table.h"

namespace grend::ensemble {

struct NamedResults {
  std::string file;
  store::Results results;
};

// Throws Error(kBadData), naming the files and all that differs, where the parts are not of the
// same scenario (but for the number of replications), seed, inputs, program and indicators, keep
// other raw tables, or overlap.
store::Results merge(std::vector<NamedResults> parts);

// Numbers between the first and the last replication that are in none of the parts.
std::vector<std::int32_t> missing_replications(const std::vector<std::int32_t>& replications);

}  // namespace grend::ensemble
