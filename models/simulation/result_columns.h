// Writes the columns of one result table: values that are missing, units, meanings, and points in
// time and space, each in the one form that result files have.
#pragma once

#include <array>
#include <fmt/core.h>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/simulation/result_tables.h"

namespace grend::simulation {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

template <std::size_t N>
std::vector<std::string> names(const std::array<std::string_view, N>& list) {
  return {list.begin(), list.end()};
}

inline double seconds_of(std::optional<Duration> d) { return d ? to_seconds(*d) : kMissing; }

// Points in time count from midnight of the first simulated day.
class Columns {
 public:
  Columns(const World& world, const DayStamp& stamp, store::Table& table)
      : world_(world), table_(table), stamp_(stamp) {
    const auto date = stamp.first.value_or(world.scenario.calendar.date);
    clock_ =
        fmt::format("seconds since {:04}-{:02}-{:02} 00:00:00", date.year, date.month, date.day);
  }

  template <class Rows>
  void stamp(const Rows& rows) {
    count("replication", "number of the replication", rows,
          [&](const auto&) { return stamp_.replication; });
    reference("day", "simulated day", "days", rows, [&](const auto&) { return stamp_.day; });
  }
  // A row number of another table.
  template <class Rows, class Get>
  void reference(const char* name, const char* meaning, const char* table, const Rows& rows,
                 Get get) {
    table_.add<std::int32_t>({name, "1", meaning, {}, table}, rows, get);
  }
  template <class Rows, class Get>
  void money(const char* name, const char* meaning, const Rows& rows, Get get) {
    table_.add<double>({name, "NOK", meaning}, rows, [&](const auto& row) {
      const std::optional<Money> m = get(row);
      return m ? to_kroner(*m) : kMissing;
    });
  }

  template <class Rows, class Get>
  void count(const char* name, const char* meaning, const Rows& rows, Get get) {
    table_.add<std::int32_t>({name, "1", meaning}, rows, get);
  }
  template <class Rows, class Get>
  void category(const char* name, const char* meaning, std::vector<std::string> list,
                const Rows& rows, Get get) {
    table_.add<std::int8_t>({name, "1", meaning, std::move(list)}, rows, get);
  }
  template <class Rows, class Get>
  void yes_no(const char* name, const char* meaning, const Rows& rows, Get get) {
    category(name, meaning, {"no", "yes"}, rows, get);
  }
  template <class Rows, class Get>
  void time(const char* name, const char* meaning, const Rows& rows, Get get) {
    table_.add<double>({name, clock_, meaning}, rows, [&](const auto& row) {
      const std::optional<Time> t = get(row);
      return t ? to_seconds(t->since_midnight() + hours(24) * stamp_.day) : kMissing;
    });
  }
  template <class Rows, class Get>
  void duration(const char* name, const char* meaning, const Rows& rows, Get get) {
    table_.add<double>({name, "s", meaning}, rows,
                       [&](const auto& row) { return seconds_of(get(row)); });
  }
  template <class Rows, class Get>
  void distance(const char* name, const char* meaning, const Rows& rows, Get get) {
    table_.add<double>({name, "m", meaning}, rows, [&](const auto& row) {
      const std::optional<Distance> d = get(row);
      return d ? to_metres(*d) : kMissing;
    });
  }
  // Two columns, easting and northing in the region's UTM zone.
  template <class Rows, class Get>
  void position(const std::string& prefix, const std::string& what, const Rows& rows, Get get) {
    if (stamp_.detail == Detail::kCounted) return;
    const auto point = [&](const auto& row) {
      return network::position_of(world_.graph, get(row));
    };
    table_.add<double>({prefix + "x", "m", "UTM easting of " + what}, rows,
                       [&](const auto& row) { return static_cast<double>(point(row).x) / 100; });
    table_.add<double>({prefix + "y", "m", "UTM northing of " + what}, rows,
                       [&](const auto& row) { return static_cast<double>(point(row).y) / 100; });
  }

 private:
  const World& world_;
  store::Table& table_;
  DayStamp stamp_;
  std::string clock_;
};

}  // namespace grend::simulation
