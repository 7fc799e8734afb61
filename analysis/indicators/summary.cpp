#include "analysis/indicators/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/indicators/table_view.h"
#include "engine/base/check.h"

namespace grend::indicators {
namespace {

using Q = Quantity;

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
constexpr double kSecondsPerDay = 86'400;
constexpr std::size_t kPartyGroup = 9;

bool is_shared(const std::vector<std::pair<double, double>>& aboard, double from, double to) {
  std::size_t overlaps = 0;
  for (const auto& [on, off] : aboard) overlaps += on < to && off > from;
  return overlaps > 1;  // itself and another
}

}  // namespace

double value_of(const Definition& definition, const Cell& cell) {
  if (definition.kind == Kind::kRatio) {
    if (definition.bottom == Q::kOne) return definition.scale * cell[definition.top];
    const double bottom = cell[definition.bottom];
    return bottom > 0 ? definition.scale * cell[definition.top] / bottom : kUndefined;
  }
  const auto& values = cell.values[static_cast<std::size_t>(definition.measure)];
  if (values.empty()) return kUndefined;
  const double count = static_cast<double>(values.size());
  const auto rank = static_cast<std::size_t>(std::ceil(definition.share * count));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

// Adds the days of one replication to its summary, table by table.
class Counter {
 public:
  Counter(const Breakdown& breakdown, std::size_t days, Summary& out)
      : breakdown_(breakdown), days_(static_cast<double>(days)), out_(out) {
    for (std::size_t d = 0; d < kDimensions; ++d) {
      out_.cells[d].resize(breakdown.categories(static_cast<Dimension>(d)).size());
    }
    out_.slots.resize(kSlots);
  }

  void count_persons() {
    for (std::size_t person = 0; person < breakdown_.persons_; ++person) {
      for_person(person, false, [](Cell& cell) { cell.add(Q::kPersons, 1); });
    }
  }

  void count_day(const std::vector<store::Table>& tables, std::size_t day) {
    day_ = day;
    of_year_ = breakdown_.days_per_year_.at(day);
    count_trips(tables);
    count_requests(tables);
    count_vehicles(tables);
    count_money(tables);
    follow_vehicles(tables);
  }

  void close() {
    const auto close_cell = [](Cell& cell) {
      for (auto& values : cell.values) std::sort(values.begin(), values.end());
      // Different persons in each cell, because who asks twice may do so in different hours.
      auto asking = std::exchange(cell.asking, {});
      std::sort(asking.begin(), asking.end());
      const auto end = std::unique(asking.begin(), asking.end());
      cell.add(Q::kPeopleAsking, static_cast<double>(end - asking.begin()));
    };
    close_cell(out_.total);
    for (auto& cells : out_.cells) std::for_each(cells.begin(), cells.end(), close_cell);
    for (auto& slot : out_.slots) {
      for (double* value : {&slot.requests, &slot.served, &slot.idle, &slot.empty, &slot.loaded,
                            &slot.standing, &slot.on_board}) {
        *value /= days_;
      }
    }
  }

 private:
  std::vector<Cell>& cells(Dimension d) { return out_.cells[static_cast<std::size_t>(d)]; }

  // The whole, the person's area, and each group that the person or the party belongs to.
  template <class Add>
  void for_person(std::size_t person, bool party, Add add) {
    add(out_.total);
    add(cells(Dimension::kArea)[breakdown_.area_of_[person]]);
    auto groups = breakdown_.groups_of_[person];
    if (party) groups |= static_cast<std::uint16_t>(1u << kPartyGroup);
    auto& of_group = cells(Dimension::kGroup);
    for (std::size_t g = 0; g < of_group.size(); ++g) {
      if ((groups >> g & 1u) != 0) add(of_group[g]);
    }
  }
  template <class Add>
  void for_hour(double time, Add add) {
    const double hour = std::floor(time / 3600);
    add(cells(Dimension::kHour)[static_cast<std::size_t>(hour - 24 * std::floor(hour / 24))]);
  }
  double of_day(double time) const { return time - kSecondsPerDay * static_cast<double>(day_); }

  void count_trips(const std::vector<store::Table>& tables) {
    const TableView trips(tables, "trips");
    const auto person = trips.counts("person");
    const auto party = trips.counts("party");
    const auto status = trips.categories("status");
    const auto mode = trips.categories("mode");
    const auto otherwise = trips.categories("otherwise");
    const auto distance = trips.measures("distance");
    const auto departure = trips.measures("departure");
    const auto arrival = trips.measures("arrival");
    const auto made = trips.category("status", "made");
    const auto walk = trips.category("mode", "walk"), bike = trips.category("mode", "bike"),
               car = trips.category("mode", "car"), lift = trips.category("mode", "car_passenger"),
               drt = trips.category("mode", "drt");
    for (std::size_t i = 0; i < trips.rows(); ++i) {
      const auto traveller = static_cast<std::size_t>(person[i]);
      if (status[i] != made) {
        for_person(traveller, party[i] > 1, [](Cell& cell) { cell.add(Q::kTripsNotMade, 1); });
        continue;
      }
      const auto add = [&](Cell& cell) {
        cell.add(Q::kTripsMade, 1);
        cell.add(Q::kTripDistance, distance[i]);
        if (mode[i] == walk) cell.add(Q::kTripsWalk, 1);
        if (mode[i] == bike) cell.add(Q::kTripsBike, 1);
        if (mode[i] == car) {
          cell.add(Q::kTripsCar, 1);
          cell.add(Q::kCarDistance, distance[i]);
        }
        if (mode[i] == lift) {
          cell.add(Q::kTripsLift, 1);
          cell.add(Q::kLiftTime, arrival[i] - departure[i]);
        }
        if (mode[i] == drt) {
          cell.add(Q::kTripsDrt, 1);
          if (otherwise[i] < 0) cell.add(Q::kTripsEnabled, 1);
          if (otherwise[i] == car) cell.add(Q::kCarDistanceSaved, distance[i]);
        }
      };
      for_person(traveller, party[i] > 1, add);
      for_hour(departure[i], add);
    }
  }

  void count_requests(const std::vector<store::Table>& tables) {
    const TableView trips(tables, "trips");
    const auto person = trips.counts("person");
    const auto otherwise = trips.categories("otherwise");
    const auto lift = trips.category("otherwise", "car_passenger");
    const TableView requests(tables, "requests");
    const auto vehicle = requests.counts("vehicle");
    const auto boarded = requests.measures("boarded");
    const auto arrival = requests.measures("arrival");
    std::map<std::int32_t, std::vector<std::pair<double, double>>> aboard;  // by vehicle
    for (std::size_t i = 0; i < requests.rows(); ++i) {
      if (!std::isnan(arrival[i])) aboard[vehicle[i]].push_back({boarded[i], arrival[i]});
    }
    const RequestColumns columns(requests);
    for (std::size_t i = 0; i < requests.rows(); ++i) {
      // Nothing is known of who made a logged booking.
      const bool known = trips.rows() > 0;
      const auto trip = static_cast<std::size_t>(columns.trip[i]);
      const auto traveller = known ? static_cast<std::size_t>(person[trip]) : 0;
      const bool shared =
          !std::isnan(arrival[i]) && is_shared(aboard[vehicle[i]], boarded[i], arrival[i]);
      const auto add = [&](Cell& cell) {
        columns.add(i, cell);
        if (known) cell.asking.push_back(static_cast<std::uint32_t>(traveller));
        if (shared) cell.add(Q::kShared, 1);
        if (known && columns.is_served(i) && otherwise[trip] == lift) {
          cell.add(Q::kLiftTimeSaved, columns.direct[i]);
        }
        if (columns.is_served(i)) cell.add(Q::kServedYear, of_year_);
      };
      const bool party = columns.party(i) > 1;
      if (known) {
        for_person(traveller, party, add);
      } else {
        add(out_.total);
        if (party) add(cells(Dimension::kGroup)[kPartyGroup]);
      }
      add(cells(Dimension::kService)[static_cast<std::size_t>(columns.service[i])]);
      for_hour(columns.wish[i], add);
      const double slot = std::floor(of_day(columns.wish[i]) / kSlotSeconds);
      if (slot >= 0 && slot < kSlots) {
        auto& here = out_.slots[static_cast<std::size_t>(slot)];
        ++here.requests;
        here.served += columns.is_served(i);
      }
    }
  }

  struct RequestColumns {
    std::span<const std::int32_t> trip, seats, wheelchairs;
    std::span<const std::int8_t> service, status, reason;
    std::span<const double> wish, booked, boarding, latest, wait, ride, direct, longest_ride,
        ridden, fare;
    std::int8_t served, rejected, cancelled, no_show;
    std::vector<Q> of_reason;

    explicit RequestColumns(const TableView& t)
        : trip(t.counts("trip")),
          seats(t.counts("seats")),
          wheelchairs(t.counts("wheelchairs")),
          service(t.categories("service")),
          status(t.categories("status")),
          reason(t.categories("reason")),
          wish(t.measures("wish")),
          booked(t.measures("booked")),
          boarding(t.measures("boarding")),
          latest(t.measures("latest")),
          wait(t.measures("wait")),
          ride(t.measures("ride")),
          direct(t.measures("direct")),
          longest_ride(t.measures("longest_ride")),
          ridden(t.measures("ridden")),
          fare(t.measures("fare")),
          served(t.category("status", "served")),
          rejected(t.category("status", "rejected")),
          cancelled(t.category("status", "cancelled")),
          no_show(t.category("status", "no_show")) {
      for (const std::string& name : t.categories_of("reason")) {
        const auto is = [&](std::initializer_list<const char*> names) {
          return std::find(names.begin(), names.end(), name) != names.end();
        };
        of_reason.push_back(
            is({"too_late", "outside_hours", "unreachable"})                  ? Q::kRejectedRules
            : is({"party_too_large", "no_wheelchair_place", "vehicles_full"}) ? Q::kRejectedFleet
            : is({"outside_shifts", "vehicles_too_far", "others_promised", "not_chosen"})
                ? Q::kRejectedTime
                : Q::kOne);
      }
    }

    bool is_served(std::size_t i) const { return status[i] == served; }
    double party(std::size_t i) const { return seats[i] + wheelchairs[i]; }
    Q outcome(std::size_t i) const {
      return status[i] == served      ? Q::kServed
             : status[i] == rejected  ? Q::kRejected
             : status[i] == cancelled ? Q::kCancelled
             : status[i] == no_show   ? Q::kNoShow
                                      : Q::kUnfinished;
    }

    void add(std::size_t i, Cell& cell) const {
      const auto keep = [&](Measure measure, double value) {
        cell.values[static_cast<std::size_t>(measure)].push_back(value);
      };
      cell.add(Q::kRequests, 1);
      cell.add(outcome(i), 1);
      keep(Measure::kLead, (wish[i] - booked[i]) / 3600);
      if (status[i] == rejected) {
        const Q why = of_reason[static_cast<std::size_t>(reason[i])];
        if (why != Q::kOne) cell.add(why, 1);
      }
      if (!is_served(i)) return;
      const double delay = std::max(0.0, boarding[i] - wish[i]);
      cell.add(Q::kRiders, party(i));
      cell.add(Q::kRiderDistance, party(i) * ridden[i]);
      cell.add(Q::kWait, wait[i]);
      cell.add(Q::kDelay, delay);
      cell.add(Q::kRide, ride[i]);
      cell.add(Q::kDirect, direct[i]);
      cell.add(Q::kFares, fare[i]);
      if (boarding[i] <= latest[i] && ride[i] <= longest_ride[i]) cell.add(Q::kInPromise, 1);
      keep(Measure::kWait, wait[i] / 60);
      keep(Measure::kDelay, delay / 60);
      keep(Measure::kRide, ride[i] / 60);
      if (direct[i] > 0) keep(Measure::kDetour, ride[i] / direct[i]);
    }
  };

  void for_service(std::int8_t service, Q quantity, double amount) {
    out_.total.add(quantity, amount);
    cells(Dimension::kService)[static_cast<std::size_t>(service)].add(quantity, amount);
  }

  void count_vehicles(const std::vector<store::Table>& tables) {
    const TableView vehicles(tables, "vehicles");
    const auto service = vehicles.categories("service");
    const auto column = [&](const char* name) { return vehicles.measures(name); };
    const auto start = column("shift_start"), end = column("shift_end"),
               empty = column("empty_distance"), loaded = column("loaded_distance"),
               empty_drive = column("empty_drive"), loaded_drive = column("loaded_drive"),
               cost = column("cost"), energy = column("energy"), emissions = column("emissions");
    for (std::size_t i = 0; i < vehicles.rows(); ++i) {
      const auto add = [&](Q quantity, double amount) {
        for_service(service[i], quantity, amount);
      };
      add(Q::kVehicleTime, end[i] - start[i]);
      add(Q::kMovingTime, empty_drive[i] + loaded_drive[i]);
      add(Q::kEmptyDistance, empty[i]);
      add(Q::kLoadedDistance, loaded[i]);
      add(Q::kDistance, empty[i] + loaded[i]);
      add(Q::kCost, cost[i]);
      add(Q::kCostYear, cost[i] * of_year_);
      add(Q::kEnergy, energy[i]);
      add(Q::kEmissions, emissions[i]);
      add(Q::kEmissionsYear, emissions[i] * of_year_);
    }
  }

  void count_money(const std::vector<store::Table>& tables) {
    const TableView ledger(tables, "ledger_entries");
    const auto service = ledger.categories("service");
    const auto account = ledger.categories("account");
    const auto payer = ledger.categories("payer");
    const auto amount = ledger.measures("amount");
    const auto subsidy = ledger.category("account", "subsidy");
    const auto fares = ledger.category("account", "fares");
    const auto school = ledger.category("payer", "school");
    const auto patient = ledger.category("payer", "patient");
    for (std::size_t i = 0; i < ledger.rows(); ++i) {
      if (account[i] == fares) for_service(service[i], Q::kFaresYear, amount[i] * of_year_);
      if (account[i] != subsidy) continue;
      for_service(service[i], Q::kSubsidy, amount[i]);
      for_service(service[i], Q::kSubsidyYear, amount[i] * of_year_);
      if (payer[i] == school) for_service(service[i], Q::kSubsidySchool, amount[i]);
      if (payer[i] == patient) for_service(service[i], Q::kSubsidyPatient, amount[i]);
    }
  }

  // Adds `weight` vehicles (or passengers) from one moment to another to the half hours between.
  template <class Field>
  void spread(double from, double to, double weight, Field field) {
    for (double slot = std::max(0.0, std::floor(from / kSlotSeconds));
         slot < kSlots && slot * kSlotSeconds < to; ++slot) {
      const double begin = std::max(from, slot * kSlotSeconds);
      const double end = std::min(to, (slot + 1) * kSlotSeconds);
      if (end > begin) {
        out_.slots[static_cast<std::size_t>(slot)].*field += weight * (end - begin) / kSlotSeconds;
      }
    }
  }

  void follow_vehicles(const std::vector<store::Table>& tables) {
    const TableView vehicles(tables, "vehicles");
    const auto start = vehicles.measures("shift_start"), end = vehicles.measures("shift_end");
    for (std::size_t i = 0; i < vehicles.rows(); ++i) {
      spread(of_day(start[i]), of_day(end[i]), 1, &TimeSlot::idle);  // less what it does else
    }
    const TableView stops(tables, "vehicle_stops");
    const auto vehicle = stops.counts("vehicle");
    const auto departed = stops.measures("departed"), arrival = stops.measures("arrival"),
               done = stops.measures("done"), driven = stops.measures("driven");
    const auto seats = stops.counts("seats_taken"), wheelchairs = stops.counts("wheelchairs_taken");
    for (std::size_t i = 0; i < stops.rows(); ++i) {
      const bool first = i == 0 || vehicle[i] != vehicle[i - 1];
      const std::int32_t before = first ? 0 : seats[i - 1] + wheelchairs[i - 1];
      const std::int32_t after = seats[i] + wheelchairs[i];
      const double from = of_day(departed[i]), at = of_day(arrival[i]), to = of_day(done[i]);
      spread(from, at, 1, before > 0 ? &TimeSlot::loaded : &TimeSlot::empty);
      spread(at, to, 1, &TimeSlot::standing);
      spread(from, to, -1, &TimeSlot::idle);
      spread(from, to, before, &TimeSlot::on_board);
      // Standing idle with passengers does not happen: they are driven on at once.
      const bool last = i + 1 == stops.rows() || vehicle[i + 1] != vehicle[i];
      if (!last) spread(to, of_day(departed[i + 1]), after, &TimeSlot::on_board);
      auto& load = out_.loads[before];
      load.time += at - from;
      load.distance += driven[i];
    }
  }

  const Breakdown& breakdown_;
  double days_;
  Summary& out_;
  std::size_t day_ = 0;
  double of_year_ = 0;
};

Summary Breakdown::summarise(const std::vector<std::vector<store::Table>>& days) const {
  Summary summary;
  Counter counter(*this, days.size(), summary);
  counter.count_persons();
  for (std::size_t day = 0; day < days.size(); ++day) counter.count_day(days[day], day);
  counter.close();
  return summary;
}

}  // namespace grend::indicators
