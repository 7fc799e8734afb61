// Turns a day's records into the result tables that users see: every trip, leg, request, vehicle,
// vehicle stop and payment, and what all days share: persons, days, services, roads and places. A
// column's unit and meaning stand where it is made and in the file.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/io/fields.h"
#include "engine/store/table.h"
#include "models/simulation/records.h"
#include "models/simulation/world.h"

namespace grend::simulation {

// All that users see, or only what indicators are counted from: neither legs nor positions.
enum class Detail { kAll, kCounted };

// Which day of which replication a row is of.
struct DayStamp {
  std::int32_t replication = 0;
  std::int32_t day = 0;
  std::optional<io::Date> first = std::nullopt;  // of the simulated days; the world's if not given
  Detail detail = Detail::kAll;
};

// Of one world for each simulated day.
std::vector<store::Table> world_tables(const std::vector<const World*>& days);
std::vector<store::Table> day_tables(const World& world, const DayRecords& records,
                                     const DayStamp& stamp = {});
// Both, of a single day.
std::vector<store::Table> result_tables(const World& world, const DayRecords& records);

}  // namespace grend::simulation
