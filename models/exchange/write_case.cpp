#include <filesystem>
#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/io/csv_writer.h"
#include "engine/io/text_file.h"
#include "engine/io/units.h"
#include "engine/network/export_network.h"
#include "engine/network/snap.h"
#include "models/exchange/foreign_case.h"

namespace grend::exchange {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNetwork = "network";
constexpr const char* kBookings = "bookings.csv";
constexpr const char* kScenario = "scenario.yaml";

// Other tools' vehicles drive as fast as the link says.
network::SpeedParameters speeds_of_the_links() {
  network::SpeedParameters speeds;
  speeds.minibus.car_speed_share = 1;
  speeds.minibus.top = kilometres_per_hour(130);
  return speeds;
}

double metres_of(std::int64_t centimetres) { return static_cast<double>(centimetres) / 100; }

void prepare(const std::string& folder, bool overwrite) {
  std::error_code status;
  fs::create_directories(folder, status);
  if (!fs::is_directory(folder, status)) {
    throw Error(ExitCode::kCannotCreate, folder + ": cannot be created as a folder",
                "choose a folder that you may write to");
  }
  for (const char* file : {kNetwork, kBookings, kScenario}) {
    const fs::path path = fs::path(folder) / file;
    if (overwrite || !fs::exists(path, status)) continue;
    throw Error(ExitCode::kCannotCreate, path.string() + ": exists already",
                "choose another folder, or allow replacing it with --overwrite");
  }
}

// A plane without a name whose metres look like degrees would be read as degrees.
void move_off_degrees(ForeignCase& foreign) {
  if (!foreign.crs.empty()) return;
  network::FileExtent extent;
  for (const geo::Point p : foreign.links.nodes) extent.add({metres_of(p.x), metres_of(p.y)});
  if (!extent.could_be_degrees()) return;
  constexpr Distance kAway = kilometres(500);
  const auto move = [&](geo::Point& p) { p.x += kAway.ticks(); };
  for (geo::Point& p : foreign.links.nodes) move(p);
  for (auto& link : foreign.links.links) {
    for (geo::Point& p : link.bends) move(p);
  }
  foreign.notes.push_back("the network is moved 500 km to the east: its metres look like degrees");
}

// Where the stops lie on the roads; nothing for those that vehicles cannot reach or leave.
class StopsOnRoad {
 public:
  StopsOnRoad(const network::RoadGraph& graph, const ForeignCase& foreign)
      : router_(graph, network::Profile::kMinibus) {
    const network::Router* routers[] = {&router_};
    const network::Snapper snapper(graph, routers);
    for (const std::uint32_t node : foreign.stops) {
      const geo::Point point = foreign.links.nodes[node];
      points_.push_back(point);
      const auto snapped = snapper.nearest(point);
      const bool there = snapped && snapped->away <= centimetres(1);
      places_.push_back(there ? std::optional(snapped->place) : std::nullopt);
    }
  }
  bool usable(StopNumber stop) const { return places_[stop].has_value(); }
  geo::Point point(StopNumber stop) const { return points_[stop]; }
  std::optional<Duration> drive(StopNumber from, StopNumber to) {
    const auto trip = router_.trip(*places_[from], *places_[to], scratch_);
    return trip ? std::optional(trip->time) : std::nullopt;
  }

 private:
  network::Router router_;
  network::RouterScratch scratch_;
  std::vector<geo::Point> points_;
  std::vector<std::optional<network::Place>> places_;
};

std::string booking_table(const ForeignCase& foreign, StopsOnRoad& stops, WrittenCase& written) {
  io::CsvWriter csv(
      {"id", "person", "asked", "wish", "arrive_by", "from_x", "from_y", "to_x", "to_y", "seats"});
  std::size_t unreachable = 0;
  for (const ForeignBooking& b : foreign.bookings) {
    const bool usable = stops.usable(b.from) && stops.usable(b.to);
    const auto direct = usable ? stops.drive(b.from, b.to) : std::nullopt;
    if (!direct) {
      ++unreachable;
      continue;
    }
    const auto& terms = foreign.terms;
    const Duration longest = direct->scaled(terms.ride_factor) + terms.ride_extra;
    const geo::Point from = stops.point(b.from), to = stops.point(b.to);
    csv.field(static_cast<std::int64_t>(written.bookings)).field(b.person);
    csv.field(to_seconds(b.asked.since_midnight())).field(to_seconds(b.wish.since_midnight()));
    if (terms.limits_whole_trip && terms.rejects) {
      csv.field(to_seconds((b.wish + longest).since_midnight()));
    } else {
      csv.field("");
    }
    csv.field(metres_of(from.x), 2).field(metres_of(from.y), 2);
    csv.field(metres_of(to.x), 2).field(metres_of(to.y), 2).field(b.seats).end_row();
    ++written.bookings;
  }
  if (unreachable > 0) {
    written.notes.push_back(
        fmt::format("{} bookings are left out: vehicles cannot reach and leave one of their ends",
                    unreachable));
  }
  return csv.text();
}

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string vehicle_list(const ForeignCase& foreign, const StopsOnRoad& stops,
                         WrittenCase& written) {
  std::string text;
  std::int64_t unreachable = 0;
  for (const ForeignVehicles& v : foreign.vehicles) {
    if (!stops.usable(v.start)) {
      unreachable += v.count;
      continue;
    }
    const geo::Point at = stops.point(v.start);
    text += fmt::format(
        "      - {{count: {}, seats: {}, wheelchair_places: 0, shift: {}, at: [{:.2f}, {:.2f}]}}\n",
        v.count, v.seats, io::clock_interval_text(v.shift), metres_of(at.x), metres_of(at.y));
    written.vehicles += static_cast<std::size_t>(v.count);
  }
  if (unreachable > 0) {
    written.notes.push_back(
        fmt::format("{} vehicles are left out: they could not leave where they start and come back",
                    unreachable));
  }
  return text;
}

std::string duration_text(Duration duration) {
  return io::quantity_text(io::Quantity::kDuration, duration.ticks());
}

std::string scenario_text(const ForeignCase& foreign, const std::string& vehicles) {
  const ForeignTerms& t = foreign.terms;
  const std::string zone =
      foreign.utm_zone ? fmt::format("  utm_zone: {}\n", *foreign.utm_zone) : "";
  return fmt::format(
      R"(# A day of {0}, as `grend import` wrote it. What the other tool does not say is Grend's default.
name: {1}

region:
  name: {1}
  network: {2}
{3}  speeds:
    minibus: {{car_speed_share: 1, top: 130 km/h}}  # as fast as the links say

travellers:
  bookings:
    file: {4}

services:
  - id: drt
    open: 00:00-48:00
    booking: {{lead: 0 s}}
    promise: {{pickup_before: 0 s, pickup_after: {5}, ride_factor: {6}, ride_extra: {7}}}
    stops: {{boarding: {8}, alighting: {9}}}
    dispatch:
      objective: {{driving: {10}, distance: {11}, waiting: {12}, detour: {13}}}
      constraints: {14}
      repair: {{steps: 0}}
      alternative: {{within: 0 s}}
    vehicles:
{15})",
      foreign.tool, quoted(foreign.name), kNetwork, zone, kBookings, duration_text(t.longest_wait),
      io::number_text(t.ride_factor), duration_text(t.ride_extra), duration_text(t.boarding),
      duration_text(t.alighting), io::number_text(t.driving), io::number_text(t.distance),
      io::number_text(t.waiting), io::number_text(t.detour), t.rejects ? "hard" : "soft", vehicles);
}

}  // namespace

WrittenCase write_case(const std::string& folder, ForeignCase foreign, bool overwrite) {
  prepare(folder, overwrite);
  move_off_degrees(foreign);
  WrittenCase written;
  written.notes = std::move(foreign.notes);
  const auto roads = network::build_from_links(foreign.links, speeds_of_the_links());
  written.edges = roads.graph.edges();
  StopsOnRoad stops(roads.graph, foreign);
  const std::string bookings = booking_table(foreign, stops, written);
  const std::string vehicles = vehicle_list(foreign, stops, written);
  if (written.bookings == 0 || written.vehicles == 0) {
    std::string reasons;
    for (const auto& note : written.notes) reasons += "\n" + note;
    throw Error(
        ExitCode::kBadData,
        written.bookings == 0 ? "no booking is left" + reasons : "no vehicle is left" + reasons,
        "check that network, demand and vehicles belong together");
  }
  const auto in = [&](const char* file) { return (fs::path(folder) / file).string(); };
  network::write_gmns(in(kNetwork), roads.graph, foreign.crs, overwrite);
  io::write_text_file(in(kBookings), bookings, overwrite);
  io::write_text_file(in(kScenario), scenario_text(foreign, vehicles), overwrite);
  return written;
}

}  // namespace grend::exchange
