#include "analysis/indicators/indicators.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/indicators/table_view.h"

namespace grend::indicators {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr double kSecondsPerMinute = 60, kSecondsPerHour = 3600, kMetresPerKilometre = 1000;

using Indicators = std::vector<store::Indicator>;

double ratio(double part, double whole) { return whole > 0 ? part / whole : kUndefined; }

double sum(std::span<const double> values) {
  double total = 0;
  for (const double v : values) total += v;
  return total;
}

std::vector<double> defined(std::span<const double> values) {
  std::vector<double> result;
  for (const double v : values) {
    if (!std::isnan(v)) result.push_back(v);
  }
  return result;
}

double mean(std::span<const double> values) {
  return ratio(sum(values), static_cast<double>(values.size()));
}

// The smallest value that at least this share of the values does not exceed.
double quantile(std::vector<double> values, double share) {
  if (values.empty()) return kUndefined;
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

double count_of(std::span<const std::int8_t> column, std::int8_t value) {
  return static_cast<double>(std::count(column.begin(), column.end(), value));
}

void add_people(const std::vector<store::Table>& tables, Indicators& out) {
  const TableView persons(tables, "persons");
  const TableView trips(tables, "trips");
  const auto status = trips.categories("status");
  const double made = count_of(status, trips.category("status", "made"));
  const double population = static_cast<double>(persons.rows());
  out.push_back({"persons", "1", "inhabitants", "number of persons", population});
  out.push_back({"trips_made", "1", "trips made", "number of trips with status made", made});
  out.push_back({"trips_not_made", "1", "trips not made", "number of trips with status not_made",
                 static_cast<double>(trips.rows()) - made});
  out.push_back({"trips_per_person", "1", "trips per inhabitant", "trips_made / persons",
                 ratio(made, population)});
  out.push_back({"trip_distance_mean", "km", "mean distance of a trip",
                 "mean of trips.distance over trips made",
                 mean(defined(trips.measures("distance"))) / kMetresPerKilometre});
  for (const char* mode : {"walk", "bike", "car", "car_passenger", "drt"}) {
    const double share =
        ratio(count_of(trips.categories("mode"), trips.category("mode", mode)), made);
    out.push_back({std::string("mode_share_") + mode, "percent",
                   std::string("share of trips by ") + mode,
                   std::string("trips made by ") + mode + " / trips_made", 100 * share});
  }
}

// Served share of the requests for which `belongs` holds.
template <class Belongs>
double served_share(const TableView& requests, Belongs belongs) {
  const auto status = requests.categories("status");
  const auto served = requests.category("status", "served");
  double all = 0, good = 0;
  for (std::size_t i = 0; i < requests.rows(); ++i) {
    if (!belongs(i)) continue;
    ++all;
    good += status[i] == served;
  }
  return 100 * ratio(good, all);
}

void add_requests(const std::vector<store::Table>& tables, Indicators& out) {
  const TableView requests(tables, "requests");
  const auto status = requests.categories("status");
  out.push_back(
      {"requests", "1", "requests", "number of requests", static_cast<double>(requests.rows())});
  for (const char* name : {"served", "rejected", "cancelled", "no_show"}) {
    out.push_back({std::string("requests_") + name, "1", std::string("requests ") + name,
                   std::string("number of requests with status ") + name,
                   count_of(status, requests.category("status", name))});
  }
  const TableView persons(tables, "persons");
  const TableView trips(tables, "trips");
  const auto trip = requests.counts("trip");
  const auto person = trips.counts("person");
  // Nothing is known of who made a logged booking.
  const bool known = persons.rows() > 0;
  const auto age = [&](std::size_t i) {
    return persons.counts(
        "age")[static_cast<std::size_t>(person[static_cast<std::size_t>(trip[i])])];
  };
  const auto add = [&](const char* id, const char* name, const char* definition, double value) {
    out.push_back({id, "percent", name, definition, value});
  };
  add("served_share", "served share of requests", "requests served / requests",
      served_share(requests, [](std::size_t) { return true; }));
  add("served_share_under_20", "served share, under 20 years",
      "as served_share, passengers under 20 years",
      served_share(requests, [&](std::size_t i) { return known && age(i) < 20; }));
  add("served_share_67_plus", "served share, 67 years or more",
      "as served_share, passengers of 67 years or more",
      served_share(requests, [&](std::size_t i) { return known && age(i) >= 67; }));
  add("served_share_wheelchair", "served share, wheelchair",
      "as served_share, requests for a wheelchair place",
      served_share(requests, [&](std::size_t i) { return requests.counts("wheelchairs")[i] > 0; }));
  add("served_share_party", "served share, two or more together",
      "as served_share, requests for two or more places",
      served_share(requests, [&](std::size_t i) {
        return requests.counts("seats")[i] + requests.counts("wheelchairs")[i] > 1;
      }));
}

void add_quality(const std::vector<store::Table>& tables, Indicators& out) {
  const TableView requests(tables, "requests");
  const auto wait = defined(requests.measures("wait"));
  const auto ride = defined(requests.measures("ride"));
  const auto boarding = requests.measures("boarding");
  const auto wish = requests.measures("wish");
  const auto all_rides = requests.measures("ride");
  std::vector<double> delay;
  double direct = 0;
  for (std::size_t i = 0; i < requests.rows(); ++i) {
    if (std::isnan(all_rides[i])) continue;
    delay.push_back(std::max(0.0, boarding[i] - wish[i]));
    direct += requests.measures("direct")[i];
  }
  const auto minutes = [&](const char* id, const char* name, const char* definition, double value) {
    out.push_back({id, "min", name, definition, value / kSecondsPerMinute});
  };
  minutes("wait_mean", "mean wait from the start of the window", "mean of requests.wait",
          mean(wait));
  minutes("wait_median", "median wait from the start of the window", "median of requests.wait",
          quantile(wait, 0.5));
  minutes("wait_p95", "wait that 95 % do not exceed", "95th percentile of requests.wait",
          quantile(wait, 0.95));
  minutes("delay_mean", "mean delay after the wished time", "mean of max(0, boarding - wish)",
          mean(delay));
  minutes("ride_mean", "mean ride", "mean of requests.ride", mean(ride));
  out.push_back({"detour_factor", "1", "ride as a multiple of the direct drive",
                 "sum of requests.ride / sum of requests.direct, over the served",
                 ratio(sum(ride), direct)});
}

void add_vehicles(const std::vector<store::Table>& tables, Indicators& out) {
  const TableView vehicles(tables, "vehicles");
  const TableView requests(tables, "requests");
  const double empty = sum(vehicles.measures("empty_distance")) / kMetresPerKilometre;
  const double loaded = sum(vehicles.measures("loaded_distance")) / kMetresPerKilometre;
  const double hours =
      (sum(vehicles.measures("shift_end")) - sum(vehicles.measures("shift_start"))) /
      kSecondsPerHour;
  const auto status = requests.categories("status");
  const auto served = requests.category("status", "served");
  double riders = 0, rider_kilometres = 0;
  for (std::size_t i = 0; i < requests.rows(); ++i) {
    if (status[i] != served) continue;
    const double party = requests.counts("seats")[i] + requests.counts("wheelchairs")[i];
    riders += party;
    rider_kilometres += party * requests.measures("ridden")[i] / kMetresPerKilometre;
  }
  out.push_back(
      {"riders", "1", "passengers carried", "sum of places over requests served", riders});
  out.push_back({"vehicle_hours", "hour", "vehicle-hours",
                 "sum of shift_end - shift_start over vehicles", hours});
  out.push_back({"vehicle_kilometres", "km", "vehicle-kilometres",
                 "sum of empty_distance + loaded_distance over vehicles", empty + loaded});
  out.push_back({"empty_share", "percent", "share of kilometres without passengers",
                 "sum of empty_distance / vehicle_kilometres", 100 * ratio(empty, empty + loaded)});
  out.push_back({"riders_per_vehicle_hour", "hour-1", "passengers per vehicle-hour",
                 "riders / vehicle_hours", ratio(riders, hours)});
  out.push_back({"kilometres_per_rider", "km", "vehicle-kilometres per passenger",
                 "vehicle_kilometres / riders", ratio(empty + loaded, riders)});
  out.push_back({"occupancy", "1", "mean passengers on board while carrying any",
                 "passenger-kilometres / loaded kilometres", ratio(rider_kilometres, loaded)});
}

}  // namespace

std::vector<store::Indicator> compute_indicators(const std::vector<store::Table>& tables) {
  Indicators out;
  add_people(tables, out);
  add_requests(tables, out);
  add_quality(tables, out);
  add_vehicles(tables, out);
  return out;
}

}  // namespace grend::indicators
