#include "models/exchange/import_fleetpy.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>

#include "engine/base/error.h"
#include "engine/base/random.h"
#include "engine/base/text.h"
#include "engine/io/csv.h"
#include "models/exchange/plane_of.h"
#include "models/exchange/stop_links.h"

namespace grend::exchange {
namespace {

namespace fs = std::filesystem;

// The only file or folder below `folder` that fits. Throws Error if there is none, or several.
template <class Fits>
std::string find_only(const std::string& folder, const char* what, const char* option,
                      Fits&& fits) {
  std::error_code status;
  std::vector<std::string> found;
  if (fs::is_directory(folder, status)) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (fits(entry.path())) found.push_back(entry.path().string());
    }
  }
  std::sort(found.begin(), found.end());
  if (found.size() == 1) return found[0];
  const bool none = found.empty();
  throw Error(none ? ExitCode::kMissingInput : ExitCode::kUsage,
              none ? fmt::format("{}: holds no {}", folder, what)
                   : fmt::format("{}: holds {} of {}: {}", folder, found.size(), what,
                                 fmt::join(found, ", ")),
              fmt::format("name it with {}", option));
}

std::string find_network(const FleetpyOptions& options) {
  if (!options.network.empty()) return options.network;
  return find_only(options.folder, "network (nodes.csv and edges.csv)", "--network",
                   [](const fs::path& path) {
                     return fs::exists(path / "nodes.csv") && fs::exists(path / "edges.csv");
                   });
}

std::string find_demand(const FleetpyOptions& options) {
  if (!options.demand.empty()) return options.demand;
  return find_only(options.folder, "demand (a table with rq_time)", "--demand",
                   [](const fs::path& path) {
                     if (path.extension() != ".csv") return false;
                     std::string header;
                     std::getline(std::ifstream(path), header);
                     return header.starts_with("rq_time,");
                   });
}

std::string crs_of(const std::string& network) {
  std::string crs;
  std::getline(std::ifstream(fs::path(network) / "crs.info"), crs);
  return std::string(trim(crs));
}

using Nodes = std::map<std::int64_t, std::uint32_t>;  // numbers by node_index

Nodes read_nodes(const std::string& network, ForeignCase& made) {
  io::CsvReader csv({.path = (fs::path(network) / "nodes.csv").string()});
  const auto columns = csv.require({"node_index", "pos_x", "pos_y"});
  std::vector<network::FilePosition> positions;
  Nodes nodes;
  while (csv.next()) {
    const std::int64_t id = csv.integer(columns[0]);
    const network::FilePosition at{csv.real(columns[1]), csv.real(columns[2])};
    if (!csv.row_is_good()) continue;
    if (!nodes.emplace(id, static_cast<std::uint32_t>(positions.size())).second) {
      csv.reject(columns[0], fmt::format("node {} is given twice", id), "");
    }
    positions.push_back(at);
  }
  csv.finish();
  const ForeignPlane plane = plane_of(crs_of(network), std::nullopt, positions);
  made.crs = plane.crs;
  made.utm_zone = plane.utm_zone;
  made.links.nodes = plane.nodes;
  return nodes;
}

void read_edges(const std::string& network, const Nodes& nodes, ForeignCase& made) {
  constexpr double kLongest = 1e6;
  io::CsvReader csv({.path = (fs::path(network) / "edges.csv").string()});
  const auto columns = csv.require({"from_node", "to_node", "distance", "travel_time"});
  while (csv.next()) {
    const auto from = nodes.find(csv.integer(columns[0]));
    const auto to = nodes.find(csv.integer(columns[1]));
    const double metres = csv.real(columns[2], {0, kLongest});
    const double seconds = csv.real(columns[3], {0, kLongest});
    if (!csv.row_is_good()) continue;
    if (from == nodes.end() || to == nodes.end()) {
      csv.reject(columns[from == nodes.end() ? 0 : 1], "there is no such node", "");
      continue;
    }
    made.links.links.push_back({.from = from->second,
                                .to = to->second,
                                .length = Distance(rounded(metres * 100)),
                                .free_flow = Duration(rounded(seconds * 1000)),
                                .uses = network::ProfileSet::all(),
                                .road_class = network::RoadClass::kUnclassified,
                                .bends = {},
                                .two_way = false});
  }
  csv.finish();
}

class StopsBeside {
 public:
  explicit StopsBeside(ForeignCase& made) : made_(made) {}
  StopNumber stop(std::uint32_t node) {
    const auto [found, fresh] = stops_.emplace(node, static_cast<StopNumber>(made_.stops.size()));
    if (fresh) made_.stops.push_back(beside(made_.links, node));
    return found->second;
  }

 private:
  ForeignCase& made_;
  std::map<std::uint32_t, StopNumber> stops_;
};

void read_demand(const std::string& path, const Nodes& nodes, StopsBeside& stops,
                 ForeignCase& made) {
  constexpr std::int64_t kMostPlaces = 1000;
  io::CsvReader csv({.path = path});
  const auto columns = csv.require({"rq_time", "start", "end", "request_id"});
  std::optional<io::CsvColumn> party;
  if (csv.has("number_passenger")) party = csv.require({"number_passenger"})[0];
  while (csv.next()) {
    const double seconds = csv.real(columns[0], {-1e7, 1e7});
    const auto from = nodes.find(csv.integer(columns[1]));
    const auto to = nodes.find(csv.integer(columns[2]));
    const std::int64_t seats = party ? csv.integer(*party, {1, kMostPlaces}) : 1;
    if (!csv.row_is_good()) continue;
    if (from == nodes.end() || to == nodes.end()) {
      csv.reject(columns[from == nodes.end() ? 1 : 2], "there is no such node", "");
      continue;
    }
    const Time asked(rounded(seconds * 1000));
    made.bookings.push_back({std::string(csv.text(columns[3])), asked, asked,
                             stops.stop(from->second), stops.stop(to->second), seats});
  }
  csv.finish();
}

// FleetPy draws where its vehicles start by its own random numbers. Drawn from its stops they give
// its published waits; from all junctions of its example they would wait 24 s longer [D].
void place_vehicles(const FleetpyOptions& options, ForeignCase& made) {
  if (made.bookings.empty()) return;
  RandomStream random({options.seed, 0}, 0, Purpose::kHome);
  Time first = Time::max(), last = Time::min();
  for (const auto& b : made.bookings) {
    first = std::min(first, b.asked);
    last = std::max(last, b.asked);
  }
  // Whole hours around the requests, with time to bring the last ones home.
  const std::int64_t from = first.ticks() / hours(1).ticks();
  const std::int64_t to = last.ticks() / hours(1).ticks() + 4;
  for (std::int64_t v = 0; v < options.vehicles; ++v) {
    const auto booking = random.between(0, std::ssize(made.bookings) - 1);
    made.vehicles.push_back({1,
                             options.seats,
                             made.bookings[static_cast<std::size_t>(booking)].from,
                             {Time() + hours(from), Time() + hours(to)}});
  }
  made.notes.push_back(
      fmt::format("{} vehicles start where requests do, drawn at random (--seed {})",
                  options.vehicles, options.seed));
}

// Its objective `distance_and_user_times_with_walk`: metres times the vehicle's cost, 25 cents a
// kilometre, plus 0.45 cents for each second from the request to the drop-off. In seconds of one
// passenger's time a kilometre counts 25 / 0.45 (github.com/TUM-VT/FleetPy: src/fleetctrl/pooling/
// objectives.py, data/vehicles/default_vehtype.csv, studies/module_tests/scenarios).
void set_terms(const FleetpyOptions& options, ForeignTerms& terms) {
  terms.longest_wait = options.longest_wait;
  terms.ride_factor = 1 + options.detour;
  terms.ride_extra = options.boarding.scaled(options.detour);
  terms.boarding = terms.alighting = options.boarding;
  terms.driving = 0;
  terms.distance = 25 / 0.45;
  terms.waiting = terms.detour = 1;
}

}  // namespace

ForeignCase import_fleetpy_case(const FleetpyOptions& options) {
  const std::string network = find_network(options);
  const std::string demand = find_demand(options);
  ForeignCase made;
  made.tool = "FleetPy";
  made.name = fs::path(demand).stem().string();
  const Nodes nodes = read_nodes(network, made);
  if (made.links.nodes.empty()) throw Error(ExitCode::kBadData, network + ": has no node", "");
  read_edges(network, nodes, made);
  StopsBeside stops(made);
  read_demand(demand, nodes, stops, made);
  place_vehicles(options, made);
  set_terms(options, made.terms);
  return made;
}

}  // namespace grend::exchange
