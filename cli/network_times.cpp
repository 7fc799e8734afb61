#include "cli/network_times.h"

#include <fmt/format.h>

#include "cli/open_roads.h"

namespace grend::cli {
namespace {

// Maps leave out the leading zero of a number.
labour::MunicipalityId municipality_of(const labour::CommutingTable& table, const std::string& id) {
  const auto exact = labour::find_municipality(table, id);
  return exact.valid() ? exact : labour::find_municipality(table, "0" + id);
}

struct Places {
  std::vector<network::NamedPoint> points;
  std::vector<labour::MunicipalityId> of;
};

Places places_of(const std::string& file, const labour::CommutingTable& table, Steps& steps) {
  Diagnostics diagnostics;
  Places places;
  IdVector<labour::MunicipalityId, char> found(table.municipalities.size(), 0);
  for (auto& point : network::read_points(file, diagnostics)) {
    const auto id = municipality_of(table, point.id);
    if (!id.valid() || found[id]) continue;
    found[id] = 1;
    places.points.push_back(std::move(point));
    places.of.push_back(id);
  }
  steps.stop_at_errors(diagnostics, ExitCode::kBadData);
  std::vector<std::string> missing;
  for (const auto id : found.ids()) {
    if (!found[id]) missing.push_back(table.municipalities[id].code);
  }
  if (missing.empty()) return places;
  throw Error(ExitCode::kBadData,
              fmt::format("{}: has no place of municipality {}", file, fmt::join(missing, ", ")),
              "give a CSV with id, lon, lat and the numbers of the municipalities as id");
}

}  // namespace

labour::LinkTimes network_times(const RoadOptions& network, const std::string& points,
                                const labour::CommutingTable& table, Console& console) {
  const RoadsWanted wanted(network, console);
  Steps steps(console);
  const Places places = places_of(points, table, steps);
  const OpenRoads roads(wanted, places.points, steps);
  Diagnostics diagnostics;
  const auto found =
      network::find_on_road(places.points, roads.projection, roads.snapper, diagnostics);
  steps.stop_at_errors(diagnostics, ExitCode::kBadData);
  steps.begin("computing travel times");
  const auto matrix =
      roads.day.matrix(found.places, found.places, wanted.conditions.depart, *wanted.executor);
  console.end_progress();
  labour::LinkTimes times;
  std::size_t reached = 0;
  for (std::size_t a = 0; a < places.of.size(); ++a) {
    for (std::size_t b = 0; b < places.of.size(); ++b) {
      if (a == b || !matrix.reachable(a, b)) continue;
      times.known[{places.of[a], places.of[b]}].road = matrix.at(a, b).time;
      ++reached;
    }
  }
  console.info(
      fmt::format("{} of {} links between {} municipalities have a way by road; their places lie "
                  "{:.0f} m from a "
                  "road at the median, {:.0f} m at most",
                  reached, places.of.size() * (places.of.size() - 1), places.of.size(),
                  to_metres(found.median_away()), to_metres(found.farthest_away())));
  return times;
}

}  // namespace grend::cli
