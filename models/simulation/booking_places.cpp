#include "models/simulation/booking_places.h"

#include <fmt/format.h>

#include "engine/base/error.h"
#include "engine/base/text.h"

namespace grend::simulation {
namespace {

using io::CsvColumn;
using Kind = EndColumns::Kind;

std::optional<geo::Point> in_degrees(io::CsvReader& csv, const EndColumns& at,
                                     const geo::Projection& projection) {
  const double lon = csv.real(at.first, {-180, 180});
  const double lat = csv.real(at.second, {-90, 90});
  if (!csv.row_is_good()) return std::nullopt;
  try {
    return projection.to_plane({lon, lat});
  } catch (const Error&) {
    csv.reject(at.first, "lies too far from the region's UTM zone", "check `region.utm_zone`");
    return std::nullopt;
  }
}

std::optional<geo::Point> on_plane(io::CsvReader& csv, const EndColumns& at) {
  constexpr io::RealRange kPlane{-1e8, 1e8};
  const double x = csv.real(at.first, kPlane);
  const double y = csv.real(at.second, kPlane);
  if (!csv.row_is_good()) return std::nullopt;
  return geo::Point{rounded(x * 100), rounded(y * 100)};
}

}  // namespace

EndColumns find_end(const io::CsvReader& csv, const EndNames& names, const std::string& path) {
  if (csv.has(names.point)) return {Kind::kPoint, csv.require({names.point})[0], {}};
  const auto pair = [&](Kind kind, const std::string& a, const std::string& b) {
    const auto found = csv.require({a, b});
    return EndColumns{kind, found[0], found[1]};
  };
  if (csv.has(names.x) || csv.has(names.y)) return pair(Kind::kPlane, names.x, names.y);
  if (csv.has(names.lon) || csv.has(names.lat)) return pair(Kind::kDegrees, names.lon, names.lat);
  throw Error(
      ExitCode::kBadData, fmt::format("{}: no column says where bookings go {}", path, names.end),
      fmt::format("give {} and {} (metres), {} and {} (degrees) or {} (an id of `points`), or name "
                  "yours in travellers.bookings.columns",
                  names.x, names.y, names.lon, names.lat, names.point));
}

NamedPoints::NamedPoints(const io::InputFile& file, std::size_t max_bad_rows,
                         const geo::Projection& projection, std::vector<std::string>& warnings) {
  if (file.empty()) return;
  io::CsvReader csv({.path = file.resolved, .max_bad_rows = max_bad_rows});
  const CsvColumn id = csv.require({"id"})[0];
  const bool plane = csv.has("x") || csv.has("y");
  const auto columns = plane ? csv.require({"x", "y"}) : csv.require({"lon", "lat"});
  const EndColumns place{plane ? Kind::kPlane : Kind::kDegrees, columns[0], columns[1]};
  while (csv.next()) {
    const auto point = plane ? on_plane(csv, place) : in_degrees(csv, place, projection);
    if (!point) continue;
    if (!points_.emplace(std::string(csv.text(id)), *point).second) {
      csv.reject(id, fmt::format("the point '{}' is given twice", csv.text(id)),
                 "keep one row of it");
    }
  }
  csv.finish();
  tell_bad_rows(csv, warnings);
}

std::optional<geo::Point> NamedPoints::find(std::string_view id) const {
  const auto found = points_.find(std::string(id));
  return found == points_.end() ? std::nullopt : std::optional(found->second);
}

std::string NamedPoints::fix(std::string_view id) const {
  if (points_.empty()) return "name the table of points in travellers.bookings.points";
  std::vector<std::string> ids;
  for (const auto& [name, _] : points_) ids.push_back(name);
  const auto near = did_you_mean(id, ids);
  return near ? "did you mean '" + *near + "'?" : "add it to the table of points";
}

std::optional<geo::Point> read_position(io::CsvReader& csv, const EndColumns& at,
                                        const geo::Projection& projection,
                                        const NamedPoints& points) {
  if (at.kind == Kind::kPlane) return on_plane(csv, at);
  if (at.kind == Kind::kDegrees) return in_degrees(csv, at, projection);
  const auto point = points.find(csv.text(at.first));
  if (!point) {
    csv.reject(at.first, fmt::format("there is no point '{}'", csv.text(at.first)),
               points.fix(csv.text(at.first)));
  }
  return point;
}

void tell_bad_rows(const io::CsvReader& csv, std::vector<std::string>& warnings) {
  if (csv.bad_rows() == 0) return;
  warnings.push_back(
      fmt::format("{} of {} rows are bad and left out:", csv.bad_rows(), csv.rows()));
  for (const auto& problem : csv.problems().items()) warnings.push_back(problem.to_string());
}

}  // namespace grend::simulation
