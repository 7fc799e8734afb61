// Turns a day's records into the result tables that users see: every person, trip, leg, request,
// vehicle and vehicle stop. A column's unit and meaning stand where it is made and in the file.
#pragma once

#include "engine/store/table.h"
#include "models/simulation/records.h"
#include "models/simulation/world.h"

namespace grend::simulation {

std::vector<store::Table> result_tables(const World& world, const DayRecords& records);

}  // namespace grend::simulation
