#include "models/simulation/booking_log.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <tuple>

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/io/table_time.h"
#include "engine/store/hash.h"
#include "models/simulation/booking_places.h"
#include "models/simulation/world.h"

namespace grend::simulation {
namespace {

using drt::BookingColumns;
using io::CsvColumn;

constexpr std::int64_t kMostPlaces = 1000;          // of one party
constexpr std::int64_t kLargestId = 2'000'000'000;  // fits the result's column

// A column that the table need not have.
using Optional = std::optional<CsvColumn>;

// A column by the name that the scenario gives it. Absent: an error if the scenario chose the name.
Optional find_column(const io::CsvReader& csv, const std::string& name, const char* usual) {
  if (csv.has(name)) return csv.require({name})[0];
  if (name != usual) csv.require({name});  // throws, with what there is
  return std::nullopt;
}

class LogReader {
 public:
  LogReader(World& world, const geo::Projection& projection)
      : world_(world),
        spec_(*world.scenario.travellers.bookings),
        projection_(projection),
        points_(spec_.points, static_cast<std::size_t>(spec_.max_bad_rows), projection,
                world.warnings),
        csv_({.path = spec_.file.resolved,
              .max_bad_rows = static_cast<std::size_t>(spec_.max_bad_rows)}) {
    const BookingColumns& names = spec_.columns;
    const BookingColumns usual;
    const auto find = [&](std::string BookingColumns::*column) {
      return find_column(csv_, names.*column, (usual.*column).c_str());
    };
    id_ = find(&BookingColumns::id);
    asked_ = find(&BookingColumns::asked);
    wish_ = find(&BookingColumns::wish);
    arrive_by_ = find(&BookingColumns::arrive_by);
    seats_ = find(&BookingColumns::seats);
    wheelchairs_ = find(&BookingColumns::wheelchairs);
    service_ = find(&BookingColumns::service);
    cancelled_ = find(&BookingColumns::cancelled);
    no_show_ = find(&BookingColumns::no_show);
    from_ = find_end(
        csv_,
        {"from", names.from_point, names.from_x, names.from_y, names.from_lon, names.from_lat},
        spec_.file.written);
    to_ = find_end(csv_, {"to", names.to_point, names.to_x, names.to_y, names.to_lon, names.to_lat},
                   spec_.file.written);
  }

  std::vector<LoggedBooking> read() {
    while (csv_.next()) {
      LoggedBooking b;
      b.trip = static_cast<std::uint32_t>(csv_.rows() - 1);
      const auto id = read_id();
      read_times(b);
      read_load(b);
      read_outcome(b);
      const auto from = read_end(from_);
      const auto to = read_end(to_);
      if (!csv_.row_is_good() || !from || !to) continue;
      b.from = *from;
      b.to = *to;
      read_service(b);
      if (!csv_.row_is_good()) continue;
      if (for_another_day(b)) {
        ++other_days_;
        continue;
      }
      bookings_.push_back(b);
      ids_.push_back(id);
    }
    csv_.finish();
    tell_bad_rows(csv_, world_.warnings);
    tell_other_days();
    number();
    std::sort(bookings_.begin(), bookings_.end(), asked_before);
    return std::move(bookings_);
  }

 private:
  static bool asked_before(const LoggedBooking& a, const LoggedBooking& b) {
    const auto key = [](const LoggedBooking& x) {
      return std::tuple(x.asked, x.wish.value_or(Time::min()), x.arrive_by, x.service, x.from, x.to,
                        x.load.seats, x.load.wheelchairs, x.cancelled.value_or(Time::max()),
                        x.shows_up, x.trip);
    };
    return key(a) < key(b);
  }

  bool given(const Optional& column) const { return column && !csv_.text(*column).empty(); }

  std::optional<Time> read_time(const Optional& column) {
    if (!given(column)) return std::nullopt;
    io::ValueProblem problem;
    const auto time =
        io::parse_table_time(csv_.text(*column), world_.scenario.calendar.date, problem);
    if (!time) csv_.reject(*column, problem.message, problem.fix);
    return time;
  }

  // A date says so; a clock or seconds may pass midnight and mean this day all the same.
  bool for_another_day(const LoggedBooking& b) const {
    const Optional& said = given(wish_) ? wish_ : given(arrive_by_) ? arrive_by_ : asked_;
    if (!given(said) || csv_.text(*said).find_first_of("T ") == std::string_view::npos) {
      return false;
    }
    const Time time = b.wish.value_or(b.arrive_by);
    return time < Time() || time >= Time() + hours(24);
  }

  void tell_other_days() {
    if (other_days_ == 0) return;
    const auto day = io::date_text(world_.scenario.calendar.date);
    world_.warnings.push_back(
        bookings_.empty()
            ? fmt::format("{}: none of {} bookings is for {}: is `calendar.date` right?",
                          spec_.file.written, other_days_, day)
            : fmt::format("{}: {} bookings are for {}, {} for other days", spec_.file.written,
                          bookings_.size(), day, other_days_));
  }

  // As a number, if it is one.
  std::optional<std::uint32_t> read_id() {
    if (!id_) return std::nullopt;
    const std::string id(csv_.text(*id_));
    if (id.empty()) {
      csv_.reject(*id_, "is empty", "give each booking an id, or leave the column out");
      return std::nullopt;
    }
    if (!known_.insert(id).second) {
      csv_.reject(*id_, fmt::format("the id '{}' stands twice", id), "keep one row of it");
    }
    const auto number = parse_int(id);
    if (number && *number >= 0 && *number <= kLargestId) {
      return static_cast<std::uint32_t>(*number);
    }
    numbers_ = false;
    return std::nullopt;
  }

  void read_times(LoggedBooking& b) {
    const auto asked = read_time(asked_);
    const auto wish = read_time(wish_);
    const auto arrive_by = read_time(arrive_by_);
    b.asked = asked.value_or(clock_time(-12, 0));
    b.wish = wish;
    if (arrive_by) b.arrive_by = *arrive_by;
    if (!wish && !arrive_by && csv_.row_is_good()) b.wish = b.asked;
    if (!asked && !wish && !arrive_by && csv_.row_is_good()) {
      csv_.reject(from_.first, "the row has no time at all",
                  fmt::format("give {}, {} or {}", spec_.columns.asked, spec_.columns.wish,
                              spec_.columns.arrive_by));
    }
    if (wish && arrive_by && *arrive_by < *wish) {
      csv_.reject(*arrive_by_, "lies before the wished pick-up", "");
    }
  }

  void read_load(LoggedBooking& b) {
    const auto places = [&](const Optional& column, std::int64_t otherwise) {
      if (!given(column)) return static_cast<std::int32_t>(otherwise);
      return static_cast<std::int32_t>(csv_.integer(*column, {0, kMostPlaces}));
    };
    b.load.wheelchairs = places(wheelchairs_, 0);
    b.load.seats = places(seats_, b.load.wheelchairs > 0 ? 0 : 1);
    if (csv_.row_is_good() && b.load == drt::Load()) {
      csv_.reject(*seats_, "nobody travels", "give at least one seat or wheelchair place");
    }
  }

  void read_outcome(LoggedBooking& b) {
    b.cancelled = read_time(cancelled_);
    if (b.cancelled && *b.cancelled < b.asked) {
      csv_.reject(*cancelled_, "lies before it was booked", "");
    }
    if (!given(no_show_)) return;
    const std::string word = io::lower_case(csv_.text(*no_show_));
    b.shows_up = word != "yes" && word != "true" && word != "1";
    if (b.shows_up && word != "no" && word != "false" && word != "0") {
      csv_.reject(*no_show_, fmt::format("'{}' is neither yes nor no", word), "write yes or no");
    }
  }

  std::optional<network::Place> read_end(const EndColumns& at) {
    const auto point = read_position(csv_, at, projection_, points_);
    if (!point) return std::nullopt;
    const auto snapped = world_.snapper->nearest(*point);
    if (!snapped || snapped->away > spec_.far_from_road) {
      const double away = snapped ? to_kilometres(snapped->away) : 0;
      csv_.reject(at.first, fmt::format("lies off the network, {:.1f} km from any road", away),
                  "check the coordinates and their order, or raise "
                  "travellers.bookings.far_from_road");
      return std::nullopt;
    }
    return snapped->place;
  }

  bool covers(const drt::ServiceSpec& service, const LoggedBooking& b) const {
    if (service.area.kind == drt::AreaKind::kRegion) return true;
    const geo::Point centre = world_.main_facility(service.area.around).position;
    const auto inside = [&](network::Place place) {
      return geo::distance(centre, network::position_of(world_.graph, place)) <=
             service.area.radius;
    };
    return inside(b.from) && inside(b.to);
  }

  void read_service(LoggedBooking& b) {
    const auto& services = world_.scenario.services;
    if (given(service_)) {
      const auto found = std::find_if(services.begin(), services.end(),
                                      [&](const auto& s) { return s.id == csv_.text(*service_); });
      if (found == services.end()) {
        csv_.reject(*service_, fmt::format("there is no service '{}'", csv_.text(*service_)),
                    "use the id of one of the scenario's services");
        return;
      }
      b.service = static_cast<std::uint32_t>(found - services.begin());
      if (!covers(*found, b)) {
        csv_.reject(*service_, fmt::format("lies outside the area of '{}'", found->id), "");
      }
      return;
    }
    std::optional<std::uint32_t> best;
    for (std::uint32_t s = 0; s < services.size(); ++s) {
      if (!covers(services[s], b)) continue;
      if (!best) best = s;
      if (!services[s].open.contains(b.wish.value_or(b.arrive_by))) continue;
      best = s;
      break;
    }
    if (!best) csv_.reject(from_.first, "lies outside the area of every service", "");
    b.service = best.value_or(0);
  }

  // By the ids, if they are numbers.
  void number() {
    if (!id_) return;
    if (!numbers_) {
      world_.warnings.push_back(
          fmt::format("{}: not all ids are whole numbers: bookings are numbered by row, from 0",
                      spec_.file.written));
      return;
    }
    for (std::size_t i = 0; i < bookings_.size(); ++i) bookings_[i].trip = ids_[i].value_or(0);
  }

  World& world_;
  const drt::BookingLogSpec& spec_;
  const geo::Projection& projection_;
  NamedPoints points_;
  io::CsvReader csv_;
  Optional id_, asked_, wish_, arrive_by_, seats_, wheelchairs_, service_, cancelled_, no_show_;
  EndColumns from_, to_;
  std::vector<LoggedBooking> bookings_;
  std::vector<std::optional<std::uint32_t>> ids_;  // of each booking
  std::set<std::string> known_;
  bool numbers_ = true;
  std::size_t other_days_ = 0;
};

}  // namespace

std::vector<LoggedBooking> read_bookings(World& world, const geo::Projection& projection) {
  const auto& spec = *world.scenario.travellers.bookings;
  if (world.scenario.services.empty()) {
    throw Error(ExitCode::kBadScenario, "travellers.bookings: there is no service to book",
                "add one under `services`");
  }
  for (const auto* file : {&spec.file, &spec.points}) {
    if (!file->empty()) {
      world.inputs.push_back({file->written, store::hash_file(file->resolved)});
    }
  }
  return LogReader(world, projection).read();
}

}  // namespace grend::simulation
