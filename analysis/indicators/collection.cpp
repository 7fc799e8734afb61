#include "analysis/indicators/collection.h"

#include <cmath>
#include <fmt/core.h>

#include "engine/base/check.h"

namespace grend::indicators {
namespace {

using store::Table;

constexpr std::array<const char*, kDimensions> kColumns = {"service", "group", "municipality",
                                                           "area", "hour"};

store::ColumnInfo replication_column() {
  return {.name = "replication", .unit = "1", .long_name = "number of the replication"};
}

std::string meaning_of(Dimension dimension, const Breakdown& breakdown) {
  switch (dimension) {
    case Dimension::kService:
      return "service asked";
    case Dimension::kGroup:
      return "group of travellers; groups overlap, a party is two or more together";
    case Dimension::kMunicipality:
      return "municipality where people live";
    case Dimension::kArea:
      return fmt::format("square of {} km where people live, UTM east_north of its corner in km",
                         breakdown.area_side());
    case Dimension::kHour:
      break;
  }
  return "hour of the wished pick-up or of the departure";
}

Table dimension_table(Dimension dimension, const Breakdown& breakdown,
                      const std::vector<Collection::Part>& parts) {
  const auto d = static_cast<std::size_t>(dimension);
  const auto& categories = breakdown.categories(dimension);
  const auto applicable = definitions_of(dimension);
  Table table{.name = std::string(kColumns[d]) + "_indicators",
              .long_name = std::string("indicators by ") + kColumns[d],
              .columns = {}};
  std::vector<std::int32_t> replication;
  std::vector<std::int8_t> category;
  std::vector<std::vector<double>> values(applicable.size());
  for (const auto& part : parts) {
    std::size_t at = 0;
    for (std::size_t c = 0; c < categories.size(); ++c) {
      replication.push_back(part.replication);
      category.push_back(static_cast<std::int8_t>(c));
      for (auto& column : values) column.push_back(part.by_dimension[d][at++]);
    }
  }
  table.columns.push_back({replication_column(), std::move(replication)});
  table.columns.push_back({{.name = kColumns[d],
                            .unit = "1",
                            .long_name = meaning_of(dimension, breakdown),
                            .categories = categories},
                           std::move(category)});
  for (std::size_t i = 0; i < applicable.size(); ++i) {
    table.columns.push_back({{.name = std::string(applicable[i]->id),
                              .unit = std::string(applicable[i]->unit),
                              .long_name = std::string(applicable[i]->name.en)},
                             std::move(values[i])});
  }
  return table;
}

Table slots_table(const std::vector<Collection::Part>& parts) {
  struct Row {
    std::int32_t replication;
    std::size_t slot;
    TimeSlot values;
  };
  std::vector<Row> rows;
  for (const auto& part : parts) {
    for (std::size_t s = 0; s < part.slots.size(); ++s) {
      rows.push_back({part.replication, s, part.slots[s]});
    }
  }
  Table table{"time_slots", "Demand and fleet by half hours, mean over the simulated days", {}};
  table.add<std::int32_t>(replication_column(), rows, [](const Row& r) { return r.replication; });
  const auto add = [&](const char* name, const char* unit, const char* meaning, auto get) {
    table.add<double>({name, unit, meaning}, rows, get);
  };
  add("start", "s", "start of the half hour, from midnight",
      [](const Row& r) { return kSlotSeconds * static_cast<double>(r.slot); });
  add("requests", "1", "requests by wished pick-up",
      [](const Row& r) { return r.values.requests; });
  add("served", "1", "of these served", [](const Row& r) { return r.values.served; });
  add("idle", "1", "vehicles idle", [](const Row& r) { return r.values.idle; });
  add("empty", "1", "vehicles driving empty", [](const Row& r) { return r.values.empty; });
  add("loaded", "1", "vehicles driving with passengers",
      [](const Row& r) { return r.values.loaded; });
  add("standing", "1", "vehicles standing at stops",
      [](const Row& r) { return r.values.standing; });
  add("on_board", "1", "passengers on board", [](const Row& r) { return r.values.on_board; });
  return table;
}

Table loads_table(const std::vector<Collection::Part>& parts) {
  struct Row {
    std::int32_t replication, persons;
    Load load;
  };
  std::vector<Row> rows;
  for (const auto& part : parts) {
    for (const auto& [persons, load] : part.loads) {
      rows.push_back({part.replication, persons, load});
    }
  }
  Table table{"occupancies", "Driving by the number of passengers on board", {}};
  table.add<std::int32_t>(replication_column(), rows, [](const Row& r) { return r.replication; });
  table.add<std::int32_t>({"persons", "1", "passengers on board"}, rows,
                          [](const Row& r) { return r.persons; });
  table.add<double>({"time", "s", "time driven"}, rows, [](const Row& r) { return r.load.time; });
  table.add<double>({"distance", "m", "distance driven"}, rows,
                    [](const Row& r) { return r.load.distance; });
  return table;
}

std::vector<std::string> measure_names() {
  std::vector<std::string> names;
  for (const auto& measure : measures()) names.emplace_back(measure.id);
  return names;
}

Table distributions_table(const std::vector<Collection::Part>& parts) {
  struct Row {
    std::int32_t replication;
    std::size_t measure;
    statistics::Moments m;
  };
  std::vector<Row> rows;
  for (const auto& part : parts) {
    for (std::size_t k = 0; k < kMeasures; ++k) {
      rows.push_back({part.replication, k, part.distributions[k].moments});
    }
  }
  Table table{"distributions", "What is needed to merge the means and spreads of runs", {}};
  table.add<std::int32_t>(replication_column(), rows, [](const Row& r) { return r.replication; });
  table.add<std::int8_t>(
      {"measure", "1", "what was measured; units in docs/formats/tables.md", measure_names()}, rows,
      [](const Row& r) { return r.measure; });
  table.add<double>({"n", "1", "number of values"}, rows, [](const Row& r) { return r.m.n; });
  table.add<double>({"sum", "1", "their sum"}, rows, [](const Row& r) { return r.m.sum; });
  table.add<double>({"sum_of_squares", "1", "sum of their squares"}, rows,
                    [](const Row& r) { return r.m.squares; });
  const auto unless_empty = [](const Row& r, double value) {
    return r.m.n > 0 ? value : std::nan("");
  };
  table.add<double>({"minimum", "1", "the least"}, rows,
                    [&](const Row& r) { return unless_empty(r, r.m.least); });
  table.add<double>({"maximum", "1", "the greatest"}, rows,
                    [&](const Row& r) { return unless_empty(r, r.m.greatest); });
  return table;
}

Table bins_table(const std::vector<Collection::Part>& parts) {
  struct Row {
    std::int32_t replication;
    std::size_t measure;
    std::int32_t bin, count;
  };
  std::vector<Row> rows;
  for (const auto& part : parts) {
    for (std::size_t k = 0; k < kMeasures; ++k) {
      for (const auto& [bin, count] : part.distributions[k].bins) {
        rows.push_back({part.replication, k, bin, count});
      }
    }
  }
  Table table{"histogram_bins", "How often each measure fell into which interval", {}};
  table.add<std::int32_t>(replication_column(), rows, [](const Row& r) { return r.replication; });
  table.add<std::int8_t>({"measure", "1", "what was measured", measure_names()}, rows,
                         [](const Row& r) { return r.measure; });
  table.add<double>({"from", "1", "start of the interval, included, in the measure's unit"}, rows,
                    [](const Row& r) { return r.bin * measures()[r.measure].bin; });
  table.add<double>({"to", "1", "its end, not included"}, rows,
                    [](const Row& r) { return (r.bin + 1) * measures()[r.measure].bin; });
  table.add<std::int32_t>({"count", "1", "how often"}, rows, [](const Row& r) { return r.count; });
  return table;
}

}  // namespace

std::vector<const Definition*> definitions_of(Dimension dimension) {
  std::vector<const Definition*> applicable;
  for (const auto& definition : definitions()) {
    if ((definition.dimensions() & bit(dimension)) != 0) applicable.push_back(&definition);
  }
  return applicable;
}

Collection::Part Collection::part_of(std::int32_t replication, const Summary& summary) {
  Part part;
  part.replication = replication;
  for (const auto& definition : definitions()) {
    part.values.push_back(value_of(definition, summary.total));
  }
  for (std::size_t d = 0; d < kDimensions; ++d) {
    const auto applicable = definitions_of(static_cast<Dimension>(d));
    for (const auto& cell : summary.cells[d]) {
      for (const auto* definition : applicable) {
        part.by_dimension[d].push_back(value_of(*definition, cell));
      }
    }
  }
  part.slots = summary.slots;
  part.loads = summary.loads;
  for (std::size_t k = 0; k < kMeasures; ++k) {
    auto& distribution = part.distributions[k];
    for (const double value : summary.total.values[k]) {
      distribution.moments.add(value);
      ++distribution.bins[static_cast<std::int32_t>(std::floor(value / measures()[k].bin))];
    }
  }
  return part;
}

std::vector<double> Collection::values(std::string_view indicator) const {
  const Definition* definition = find_definition(indicator);
  GREND_CHECK(definition != nullptr);
  const auto index = static_cast<std::size_t>(definition - definitions().data());
  std::vector<double> result;
  for (const auto& part : parts_) result.push_back(part.values[index]);
  return result;
}

void Collection::store_into(store::Results& results) const {
  results.replications.clear();
  for (const auto& part : parts_) results.replications.push_back(part.replication);
  results.indicators.clear();
  for (const auto& d : definitions()) {
    results.indicators.push_back(
        {.id = std::string(d.id),
         .unit = std::string(d.unit),
         .long_name = std::string(d.name.en),
         .definition = d.formula(),
         .direction = std::string(kDirectionNames[static_cast<std::size_t>(d.direction)]),
         .values = values(d.id)});
  }
  for (std::size_t d = 0; d < kDimensions; ++d) {
    results.tables.push_back(dimension_table(static_cast<Dimension>(d), *breakdown_, parts_));
  }
  results.tables.push_back(slots_table(parts_));
  results.tables.push_back(loads_table(parts_));
  results.tables.push_back(distributions_table(parts_));
  results.tables.push_back(bins_table(parts_));
}

std::vector<store::Indicator> compute_indicators(const std::vector<store::Table>& tables) {
  const Breakdown breakdown(tables);
  Collection collection(breakdown);
  collection.add(Collection::part_of(0, breakdown.summarise({tables})));
  store::Results results;
  collection.store_into(results);
  return results.indicators;
}

}  // namespace grend::indicators
