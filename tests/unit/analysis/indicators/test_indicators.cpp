// Indicators of a day small enough to reckon by hand.
#include <algorithm>
#include <cmath>

#include "analysis/indicators/collection.h"
#include "analysis/indicators/manual.h"
#include "tests/support/catch.h"
#include "tests/unit/analysis/indicators/small_day.h"

using namespace grend;
using namespace grend::indicators;

namespace {

double value_of(const std::vector<store::Indicator>& all, const std::string& id) {
  for (const auto& i : all) {
    if (i.id == id) return i.values.at(0);
  }
  FAIL("no indicator " + id);
  return 0;
}

double cell(const Summary& summary, Dimension dimension, std::size_t category, const char* id) {
  return value_of(*find_definition(id),
                  summary.cells[static_cast<std::size_t>(dimension)].at(category));
}

bool near(double a, double b) { return std::abs(a - b) < 1e-12 * (1 + std::abs(b)); }

}  // namespace

TEST_CASE("indicators of a small day are those reckoned by hand") {
  const auto all = compute_indicators(small_tables());
  CHECK(value_of(all, "persons") == 3);
  CHECK(value_of(all, "trips_made") == 4);
  CHECK(value_of(all, "trips_not_made") == 1);
  CHECK(near(value_of(all, "trips_per_person"), 4.0 / 3));
  CHECK(near(value_of(all, "trip_distance_mean"), (4 + 10 + 10 + 6) / 4.0));
  CHECK(near(value_of(all, "mode_share_drt"), 50));
  CHECK(near(value_of(all, "mode_share_car"), 50));
  CHECK(value_of(all, "trips_enabled") == 1);                    // trip 3 had no other mode
  CHECK(near(value_of(all, "lift_hours_saved"), 500.0 / 3600));  // trip 0, otherwise a passenger
  CHECK(value_of(all, "requests") == 3);
  CHECK(value_of(all, "requests_rejected") == 1);
  CHECK(near(value_of(all, "rejected_fleet_share"), 100.0 / 3));
  CHECK(near(value_of(all, "served_share"), 200.0 / 3));
  CHECK(value_of(all, "people_asking") == 2);  // the 80-year-old asked twice
  CHECK(near(value_of(all, "wait_mean"), 4));  // (2 + 6) / 2 min
  CHECK(near(value_of(all, "wait_median"), 2));
  CHECK(near(value_of(all, "wait_p95"), 6));
  CHECK(near(value_of(all, "delay_mean"), 0.5));       // 60 s late and 100 s early
  CHECK(near(value_of(all, "in_promise_share"), 50));  // the second boarded 100 s past the window
  CHECK(near(value_of(all, "ride_mean"), 12.5));
  CHECK(near(value_of(all, "detour_factor"), 1.5));  // 1500 s of ride, 1000 s direct
  CHECK(value_of(all, "shared_share") == 0);         // one got off at 1700, one on at 1950
  CHECK(value_of(all, "riders") == 3);
  CHECK(near(value_of(all, "vehicle_hours"), 2));
  CHECK(near(value_of(all, "vehicle_kilometres"), 12.5));
  CHECK(near(value_of(all, "empty_share"), 24));
  CHECK(near(value_of(all, "moving_share"), 25));  // 1800 of 7200 s
  CHECK(near(value_of(all, "riders_per_vehicle_hour"), 1.5));
  CHECK(near(value_of(all, "occupancy"), (5 + 2 * 7) / 9.5));
  CHECK(near(value_of(all, "cost_per_trip"), 500));
  CHECK(near(value_of(all, "cost_per_vehicle_hour"), 500));
  CHECK(near(value_of(all, "cost_per_kilometre"), 80));
  CHECK(near(value_of(all, "subsidy_per_trip"), 456));
  CHECK(near(value_of(all, "subsidy_per_year"), 228'000));  // 250 such days
  CHECK(near(value_of(all, "subsidy_per_inhabitant"), 76'000));
  CHECK(near(value_of(all, "trips_served_per_year"), 500));
  CHECK(near(value_of(all, "emissions_per_rider"), 1));
}

TEST_CASE("the same day by group, area, hour and half hour") {
  const Breakdown breakdown(small_world());
  const auto summary = breakdown.summarise({small_day()});
  // 0: under 20, 2: 67 or more, 6: no licence, 8: wheelchair, 9: parties.
  CHECK(near(cell(summary, Dimension::kGroup, 0, "served_share"), 100));
  CHECK(near(cell(summary, Dimension::kGroup, 2, "served_share"), 50));
  CHECK(cell(summary, Dimension::kGroup, 6, "persons") == 2);
  CHECK(near(cell(summary, Dimension::kGroup, 8, "wait_mean"), 6));
  CHECK(cell(summary, Dimension::kGroup, 9, "requests") == 1);
  CHECK(std::isnan(cell(summary, Dimension::kGroup, 1, "wait_mean")));  // did not ask
  // Two homes in the square at 0 km, one in that at 1 km.
  CHECK(breakdown.categories(Dimension::kArea) == std::vector<std::string>{"0_0", "1_0"});
  CHECK(cell(summary, Dimension::kArea, 0, "persons") == 2);
  CHECK(near(cell(summary, Dimension::kArea, 1, "served_share"), 50));
  CHECK(cell(summary, Dimension::kHour, 0, "requests") == 3);
  CHECK(cell(summary, Dimension::kHour, 1, "trips_made") == 1);
  CHECK(near(cell(summary, Dimension::kService, 0, "subsidy_per_trip"), 456));
  // First half hour: driving empty 760-1060 and 1730-1800, with one on board 1100-1700.
  CHECK(near(summary.slots[0].empty, 370.0 / 1800));
  CHECK(near(summary.slots[0].loaded, 600.0 / 1800));
  CHECK(near(summary.slots[0].standing, 70.0 / 1800));
  CHECK(near(summary.slots[0].idle, 1 - 1040.0 / 1800));
  CHECK(near(summary.slots[0].on_board, 630.0 / 1800));  // until they have got off
  CHECK(summary.slots[0].requests == 1);
  CHECK(summary.slots[1].requests == 2);
  CHECK(near(summary.loads.at(2).time, 900));
  CHECK(near(summary.loads.at(0).distance, 3000));
}

TEST_CASE("who asks in two hours counts in both, and once in all") {
  auto day = small_day();
  for (auto& column : day[1].columns) {
    // The 80-year-old's first request stays before 1 o'clock, the second goes to 1 o'clock.
    if (column.info.name == "wish") column = measures("wish", {1000, 2000, 4000});
  }
  const auto summary = Breakdown(small_world()).summarise({day});
  CHECK(cell(summary, Dimension::kHour, 0, "people_asking") == 2);
  CHECK(cell(summary, Dimension::kHour, 1, "people_asking") == 1);
  CHECK(summary.total[Quantity::kPeopleAsking] == 2);
}

TEST_CASE("two days are one replication: people count once, half hours are means") {
  auto world = small_world();
  world[2].columns[0] = measures("days_per_year", {200, 50});
  const Breakdown breakdown(world);
  auto second = small_day();
  for (auto& table : second) {
    for (auto& column : table.columns) {
      const auto& name = column.info.name;
      auto* times = std::get_if<std::vector<double>>(&column.data);
      for (const char* moment : {"departure", "arrival", "boarding", "boarded", "booked", "latest",
                                 "wish", "shift_start", "shift_end", "departed", "done"}) {
        if (times != nullptr && name == moment) {
          for (double& t : *times) t += 86'400;
        }
      }
    }
  }
  const auto summary = breakdown.summarise({small_day(), second});
  CHECK(summary.total[Quantity::kPersons] == 3);
  CHECK(summary.total[Quantity::kRequests] == 6);
  CHECK(summary.total[Quantity::kPeopleAsking] == 2);
  CHECK(near(summary.total[Quantity::kCostYear], 1000 * (200 + 50)));
  CHECK(near(summary.slots[0].loaded, 600.0 / 1800));
  CHECK(near(summary.total.values[0].back(), 6));
}

TEST_CASE("what is not defined is missing, never zero") {
  auto tables = small_tables();
  for (auto& table : tables) {
    if (table.name != "requests") continue;
    for (auto& column : table.columns) {
      std::visit([](auto& values) { values.clear(); }, column.data);
    }
  }
  const auto all = compute_indicators(tables);
  CHECK(value_of(all, "requests") == 0);
  for (const char* id : {"served_share", "wait_mean", "wait_p95", "ride_mean", "detour_factor",
                         "kilometres_per_rider", "cost_per_trip"}) {
    INFO(id);
    CHECK(std::isnan(value_of(all, id)));
  }
}

TEST_CASE("replications are put together with what is needed to merge them") {
  const Breakdown breakdown(small_world());
  Collection collection(breakdown);
  const auto summary = breakdown.summarise({small_day()});
  collection.add(Collection::part_of(4, summary));
  collection.add(Collection::part_of(5, summary));
  store::Results results;
  collection.store_into(results);
  CHECK(results.replications == std::vector<std::int32_t>{4, 5});
  CHECK_NOTHROW(store::validate(results));
  const auto& groups = results.tables.at(1);
  CHECK(groups.name == "group_indicators");
  CHECK(groups.rows() == 2 * 10);
  for (const auto& table : results.tables) {
    if (table.name != "distributions") continue;
    // Waits of 2 and 6 minutes: n 2, sum 8, sum of squares 40.
    CHECK(std::get<std::vector<double>>(table.column("n").data)[0] == 2);
    CHECK(near(std::get<std::vector<double>>(table.column("sum").data)[0], 8));
    CHECK(near(std::get<std::vector<double>>(table.column("sum_of_squares").data)[0], 40));
  }
}

TEST_CASE("every indicator has an id of its own, a unit, and a name in three languages") {
  std::vector<std::string> ids;
  for (const auto& d : definitions()) {
    const std::string id(d.id);
    INFO(id);
    CHECK_FALSE(d.unit.empty());
    CHECK_FALSE(d.formula().empty());
    for (const auto language : {Language::kEnglish, Language::kBokmal, Language::kNynorsk}) {
      CHECK_FALSE(d.name.in(language).empty());
    }
    CHECK(std::find(ids.begin(), ids.end(), id) == ids.end());
    ids.push_back(id);
  }
  CHECK(ids.size() >= 50);
  for (std::size_t q = 0; q < kQuantities; ++q) {
    CHECK(info(static_cast<Quantity>(q)).quantity == static_cast<Quantity>(q));
  }
  CHECK(manual(Language::kNynorsk).find("køyrde") != std::string::npos);
}
