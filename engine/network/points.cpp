#include "engine/network/points.h"

#include <algorithm>
#include <fmt/core.h>
#include <limits>
#include <map>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/geo/crs.h"
#include "engine/io/csv.h"

namespace grend::network {
namespace {

// As many problems of one table are told; the rest is counted.
constexpr std::size_t kProblemsTold = 20;

void report(const io::CsvReader& table, const std::string& path, Diagnostics& diagnostics) {
  const auto& problems = table.problems().items();
  const std::size_t told = std::min(problems.size(), kProblemsTold);
  for (std::size_t i = 0; i < told; ++i) {
    diagnostics.error(problems[i].mark, problems[i].message, problems[i].fix);
  }
  if (problems.size() > told) {
    diagnostics.error({path}, fmt::format("{} of {} rows are bad, these are the first problems",
                                          table.bad_rows(), table.rows()));
  }
}

// The lower of the two in the middle.
template <class T>
T median(std::vector<T> values) {
  GREND_CHECK(!values.empty());
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::vector<NamedPoint> read_points(const std::string& path, Diagnostics& diagnostics) {
  if (path.ends_with(".geojson") || path.ends_with(".json")) return read_zones(path, diagnostics);
  // No row is bad enough to stop before all are read; the caller stops by the diagnostics.
  io::CsvReader table({.path = path, .max_bad_rows = std::numeric_limits<std::size_t>::max()});
  const bool zones = table.has("zone") && !table.has("id");
  const auto columns = table.require({zones ? "zone" : "id", "lon", "lat"});
  std::vector<NamedPoint> points;
  std::map<std::string, int, std::less<>> lines;
  while (table.next()) {
    const std::string_view id = table.text(columns[0]);
    const double lon = table.real(columns[1], {-180, 180});
    const double lat = table.real(columns[2], {-90, 90});
    if (id.empty()) table.reject(columns[0], "is empty", "give every point an id of its own");
    const auto [earlier, is_new] = lines.emplace(id, table.line());
    if (!is_new && !id.empty()) {
      table.reject(columns[0], fmt::format("'{}' stands in line {} already", id, earlier->second),
                   "give every point an id of its own");
    }
    if (table.row_is_good()) {
      points.push_back({std::string(id), {lon, lat}, {path, table.line(), 1}});
    }
  }
  table.finish();
  report(table, path, diagnostics);
  if (table.rows() == 0) diagnostics.error({path}, "holds no points", "write one in each line");
  return points;
}

int utm_zone_of_points(std::span<const NamedPoint> points) {
  std::vector<double> longitudes;
  for (const NamedPoint& point : points) longitudes.push_back(point.position.lon);
  return geo::utm_zone_of(median(std::move(longitudes)));
}

Distance PointsOnRoad::median_away() const { return median(away); }

Distance PointsOnRoad::farthest_away() const {
  GREND_CHECK(!away.empty());
  return *std::max_element(away.begin(), away.end());
}

PointsOnRoad find_on_road(std::span<const NamedPoint> points, const geo::Projection& projection,
                          const Snapper& snapper, Diagnostics& diagnostics) {
  PointsOnRoad found;
  for (const NamedPoint& point : points) {
    geo::Point position;
    try {
      position = projection.to_plane(point.position);
    } catch (const Error& error) {
      diagnostics.error(point.mark, error.what(), error.fix());
      continue;
    }
    const auto snapped = snapper.nearest(position);
    if (!snapped) {
      throw Error(ExitCode::kBadData, "the network has no road that this profile can use",
                  "choose another profile or another network");
    }
    found.places.push_back(snapped->place);
    found.away.push_back(snapped->away);
  }
  return found;
}

}  // namespace grend::network
