// Indicators of a day small enough to reckon by hand.
#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/indicators/indicators.h"
#include "tests/support/catch.h"

using namespace grend;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

store::Column measures(const char* name, std::vector<double> values) {
  return {{name, "s", name, {}}, std::move(values)};
}
store::Column counts(const char* name, std::vector<std::int32_t> values) {
  return {{name, "1", name, {}}, std::move(values)};
}
store::Column categories(const char* name, std::vector<std::string> list,
                         std::vector<std::int8_t> values) {
  return {{name, "1", name, std::move(list)}, std::move(values)};
}

// Three persons (15, 40 and 80 years) make four of five trips. Three requests: two served, one
// rejected.
std::vector<store::Table> small_day() {
  store::Table persons{"persons", "", {counts("age", {15, 40, 80})}};
  store::Table trips{
      "trips",
      "",
      {counts("person", {0, 1, 1, 2, 2}),
       categories("status", {"made", "not_made"}, {0, 0, 0, 0, 1}),
       categories("mode", {"walk", "bike", "car", "car_passenger", "drt"}, {4, 2, 2, 4, -1}),
       measures("distance", {4000, 10000, 10000, 6000, kMissing})}};
  store::Table requests{
      "requests",
      "",
      {counts("trip", {0, 3, 4}),
       categories("status", {"served", "rejected", "cancelled", "no_show", "unfinished"},
                  {0, 0, 1}),
       counts("seats", {1, 2, 0}), counts("wheelchairs", {0, 0, 1}),
       measures("wait", {120, 360, kMissing}), measures("ride", {600, 900, kMissing}),
       measures("boarding", {1060, 1900, kMissing}), measures("wish", {1000, 2000, 3000}),
       measures("direct", {500, 500, 500}), measures("ridden", {5000, 7000, kMissing})}};
  store::Table vehicles{"vehicles",
                        "",
                        {measures("shift_start", {0}), measures("shift_end", {7200}),
                         measures("empty_distance", {3000}), measures("loaded_distance", {9500})}};
  return {persons, trips, requests, vehicles};
}

double value_of(const std::vector<store::Indicator>& all, const std::string& id) {
  for (const auto& i : all) {
    if (i.id == id) return i.value;
  }
  FAIL("no indicator " + id);
  return 0;
}

bool near(double a, double b) { return std::abs(a - b) < 1e-12 * (1 + std::abs(b)); }

}  // namespace

TEST_CASE("indicators of a small day are those reckoned by hand") {
  const auto all = indicators::compute_indicators(small_day());
  CHECK(value_of(all, "persons") == 3);
  CHECK(value_of(all, "trips_made") == 4);
  CHECK(value_of(all, "trips_not_made") == 1);
  CHECK(near(value_of(all, "trips_per_person"), 4.0 / 3));
  CHECK(near(value_of(all, "trip_distance_mean"), (4 + 10 + 10 + 6) / 4.0));
  CHECK(near(value_of(all, "mode_share_drt"), 50));
  CHECK(near(value_of(all, "mode_share_car"), 50));
  CHECK(value_of(all, "requests") == 3);
  CHECK(value_of(all, "requests_rejected") == 1);
  CHECK(near(value_of(all, "served_share"), 200.0 / 3));
  CHECK(near(value_of(all, "served_share_under_20"), 100));
  CHECK(near(value_of(all, "served_share_67_plus"), 50));  // trips 3 and 4 of the 80-year-old
  CHECK(near(value_of(all, "served_share_wheelchair"), 0));
  CHECK(near(value_of(all, "served_share_party"), 100));
  CHECK(near(value_of(all, "wait_mean"), 4));  // (2 + 6) / 2 min
  CHECK(near(value_of(all, "wait_median"), 2));
  CHECK(near(value_of(all, "wait_p95"), 6));
  CHECK(near(value_of(all, "delay_mean"), 0.5));  // 60 s late and 100 s early
  CHECK(near(value_of(all, "ride_mean"), 12.5));
  CHECK(near(value_of(all, "detour_factor"), 1.5));  // 1500 s of ride, 1000 s direct
  CHECK(value_of(all, "riders") == 3);
  CHECK(near(value_of(all, "vehicle_hours"), 2));
  CHECK(near(value_of(all, "vehicle_kilometres"), 12.5));
  CHECK(near(value_of(all, "empty_share"), 24));
  CHECK(near(value_of(all, "riders_per_vehicle_hour"), 1.5));
  CHECK(near(value_of(all, "occupancy"), (5 + 2 * 7) / 9.5));
}

TEST_CASE("what is not defined is missing, never zero") {
  auto tables = small_day();
  for (auto& column : tables[2].columns) {
    std::visit([](auto& values) { values.clear(); }, column.data);
  }
  const auto all = indicators::compute_indicators(tables);
  CHECK(value_of(all, "requests") == 0);
  for (const char* id : {"served_share", "wait_mean", "wait_p95", "ride_mean", "detour_factor",
                         "kilometres_per_rider"}) {
    CHECK(std::isnan(value_of(all, id)));
  }
}

TEST_CASE("every indicator has an id of its own, a unit, a name and a definition") {
  std::vector<std::string> ids;
  for (const auto& i : indicators::compute_indicators(small_day())) {
    CHECK_FALSE(i.unit.empty());
    CHECK_FALSE(i.long_name.empty());
    CHECK_FALSE(i.definition.empty());
    CHECK(std::find(ids.begin(), ids.end(), i.id) == ids.end());
    ids.push_back(i.id);
  }
  CHECK(ids.size() >= 30);
}
