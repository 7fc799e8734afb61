// Small results with everything a result file can hold: all column types, missing values, text
// beyond ASCII, a table without rows, an indicator that is not defined.
#pragma once

#include <limits>

#include "engine/store/table.h"

namespace grend::store {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

inline Table sample_requests() {
  Table table{.name = "requests", .long_name = "every request with its outcome", .columns = {}};
  table.columns = {
      {{.name = "person",
        .unit = "1",
        .long_name = "row in persons",
        .categories = {},
        .refers_to = "persons"},
       std::vector<std::int32_t>{17, 4, -1, 2147483647}},
      {{.name = "status",
        .unit = "1",
        .long_name = "what became of the request",
        .categories = {"served", "rejected", "no_show"}},
       std::vector<std::int8_t>{0, 1, -1, 2}},
      {{.name = "booking_time",
        .unit = "seconds since 2026-01-12 00:00:00",
        .long_name = "when it was booked"},
       std::vector<double>{25'200.0, 25'260.5, 90'000.0, 0.0}},
      {{.name = "wait", .unit = "s", .long_name = "from the wanted time to boarding"},
       std::vector<double>{312.25, kNaN, kNaN, 0.001}},
  };
  return table;
}

inline Table sample_activities() {  // nobody did anything
  Table table{.name = "activities", .long_name = "what persons did", .columns = {}};
  table.columns = {
      {{.name = "kind", .unit = "1", .long_name = "kind of activity", .categories = {"home"}},
       std::vector<std::int8_t>{}},
      {{.name = "zone", .unit = "1", .long_name = "row in zones"}, std::vector<std::int32_t>{}},
      {{.name = "duration", .unit = "s", .long_name = "how long it took"}, std::vector<double>{}},
  };
  return table;
}

inline Results sample_results() {
  Results results;
  results.manifest = {
      .version = "0.1.0",
      .git_sha = "3f6b6ba",
      .scenario_name = "Nord-Østerdal på prøve",
      .resolved_scenario = "region:\n  name: Tynset og Røros\n",
      .seed = 18'446'744'073'709'551'615u,
      .people = "0123456789abcdef0123456789abcdef",
      .raw = "first",
      .input_checksums = {{"roads.osm.pbf", "00112233445566778899aabbccddeeff"},
                          {"a name with  blanks.csv", "ffeeddccbbaa99887766554433221100"}}};
  results.replications = {3, 4};
  results.tables = {sample_requests(), sample_activities()};
  results.indicators = {{.id = "wait_mean",
                         .unit = "s",
                         .long_name = "mean wait",
                         .definition = "mean of requests/wait over served requests",
                         .direction = "less",
                         .values = {156.1255, 151.7391}},
                        {.id = "detour_mean",
                         .unit = "1",
                         .long_name = "mean detour",
                         .definition = "mean of ride over direct ride of shared rides",
                         .direction = "neither",
                         .values = {kNaN, 1.25}}};
  return results;
}

}  // namespace grend::store
