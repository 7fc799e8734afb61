// A day small enough to reckon by hand: three persons (15, 40 and 80 years) make four of five
// trips; of three requests two are served by one vehicle and one is rejected.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "engine/store/table.h"

namespace grend::indicators {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

inline store::Column measures(const char* name, std::vector<double> values) {
  return {{name, "s", name, {}, {}}, std::move(values)};
}
inline store::Column counts(const char* name, std::vector<std::int32_t> values) {
  return {{name, "1", name, {}, {}}, std::move(values)};
}
inline store::Column categories(const char* name, std::vector<std::string> list,
                                std::vector<std::int8_t> values) {
  return {{name, "1", name, std::move(list), {}}, std::move(values)};
}

inline std::vector<store::Table> small_world() {
  store::Table persons{"persons",
                       "",
                       {counts("age", {15, 40, 80}), counts("household_cars", {1, 1, 0}),
                        categories("sex", {"male", "female"}, {0, 1, 1}),
                        categories("municipality", {"3407", "3411"}, {0, 0, 1}),
                        categories("licence", {"no", "yes"}, {0, 1, 0}),
                        categories("wheelchair", {"no", "yes"}, {0, 0, 1}),
                        measures("home_x", {500, 700, 1500}), measures("home_y", {10, 10, 10})}};
  store::Table services{"services", "", {categories("id", {"bestill"}, {0})}};
  store::Table days{"days", "", {measures("days_per_year", {250})}};
  return {persons, services, days};
}

inline std::vector<store::Table> small_day() {
  const std::vector<std::string> modes = {"walk", "bike", "car", "car_passenger", "drt"};
  store::Table trips{"trips",
                     "",
                     {counts("person", {0, 1, 1, 2, 2}), counts("party", {1, 1, 1, 2, 1}),
                      categories("status", {"made", "not_made"}, {0, 0, 0, 0, 1}),
                      categories("mode", modes, {4, 2, 2, 4, -1}),
                      categories("otherwise", modes, {3, 2, 2, -1, -1}),
                      measures("distance", {4000, 10000, 10000, 6000, kMissing}),
                      measures("departure", {1000, 3600, 9000, 1900, kMissing}),
                      measures("arrival", {1700, 4300, 9700, 2900, kMissing})}};
  store::Table requests{
      "requests",
      "",
      {categories("service", {"bestill"}, {0, 0, 0}), counts("trip", {0, 3, 4}),
       counts("vehicle", {0, 0, -1}),
       categories("status", {"served", "rejected", "cancelled", "no_show", "unfinished"},
                  {0, 0, 1}),
       categories("reason", {"none", "vehicles_full"}, {0, 0, 1}), counts("seats", {1, 2, 0}),
       counts("wheelchairs", {0, 0, 1}), measures("wait", {120, 360, kMissing}),
       measures("ride", {600, 900, kMissing}), measures("boarding", {1060, 1900, kMissing}),
       measures("boarded", {1100, 1950, kMissing}), measures("arrival", {1700, 2850, kMissing}),
       measures("booked", {-6200, -1600, 0}), measures("latest", {2000, 1800, 3000}),
       measures("longest_ride", {1000, 1000, 1000}), measures("wish", {1000, 2000, 3000}),
       measures("direct", {500, 500, 500}), measures("ridden", {5000, 7000, kMissing}),
       measures("fare", {22, 66, kMissing})}};
  store::Table vehicles{"vehicles",
                        "",
                        {categories("service", {"bestill"}, {0}), measures("shift_start", {0}),
                         measures("shift_end", {7200}), measures("empty_distance", {3000}),
                         measures("loaded_distance", {9500}), measures("empty_drive", {300}),
                         measures("loaded_drive", {1500}), measures("cost", {1000}),
                         measures("energy", {12}), measures("emissions", {3})}};
  store::Table ledger{"ledger_entries",
                      "",
                      {categories("service", {"bestill"}, {0, 0, 0}),
                       categories("account", {"vehicle_hours", "fares", "subsidy"}, {0, 1, 2}),
                       categories("payer", {"open", "school", "patient"}, {-1, 0, 0}),
                       measures("amount", {1000, 88, 912})}};
  // Base, to the first door, to the second with one on board, off, on with two, off.
  store::Table stops{
      "vehicle_stops",
      "",
      {counts("vehicle", {0, 0, 0, 0, 0}), measures("departed", {0, 760, 1100, 1730, 1950}),
       measures("arrival", {0, 1060, 1700, 1900, 2850}),
       measures("done", {0, 1100, 1730, 1950, 2880}),
       measures("driven", {0, 2000, 5000, 1000, 4500}), counts("seats_taken", {0, 1, 0, 2, 0}),
       counts("wheelchairs_taken", {0, 0, 0, 0, 0})}};
  return {trips, requests, vehicles, ledger, stops};
}

inline std::vector<store::Table> small_tables() {
  auto tables = small_world();
  for (auto& table : small_day()) tables.push_back(std::move(table));
  return tables;
}

}  // namespace grend::indicators
