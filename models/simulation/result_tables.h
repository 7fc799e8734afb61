// Turns a day's records into the result tables that users see: every person, trip, leg, request,
// vehicle and vehicle stop. Columns are documented where they are made; docs/formats/tables.md is
// generated from them.
#pragma once

#include "engine/store/table.h"
#include "models/simulation/records.h"
#include "models/simulation/world.h"

namespace grend::simulation {

std::vector<store::Table> result_tables(const World& world, const DayRecords& records);

}  // namespace grend::simulation
