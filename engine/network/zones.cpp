// Zones as GeoJSON polygons, each by its centroid.
#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/centroid.hpp>
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <fmt/core.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/base/error.h"
#include "engine/network/points.h"

namespace grend::network {
namespace {

namespace bg = boost::geometry;
using Json = nlohmann::json;
using Degrees = bg::model::point<double, 2, bg::cs::cartesian>;
using Polygon = bg::model::polygon<Degrees>;
using MultiPolygon = bg::model::multi_polygon<Polygon>;

constexpr const char* kIdKeys[] = {"id", "zone", "zone_id", "municipality", "kommunenummer"};

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number_integer() ? value.dump() : "";
}

// The feature's own id, or a property that names it. Nothing is copied: the copy of a value that is
// nested very deeply overflows the stack.
std::string id_of(const Json& feature) {
  static const Json kNone = Json::object();
  const Json& properties = feature.contains("properties") ? feature.at("properties") : kNone;
  for (const char* key : kIdKeys) {
    const std::string id =
        properties.is_object() && properties.contains(key) ? text_of(properties.at(key)) : "";
    if (!id.empty()) return id;
  }
  return feature.contains("id") ? text_of(feature.at("id")) : "";
}

Polygon polygon_of(const Json& rings) {
  Polygon polygon;
  polygon.inners().resize(rings.empty() ? 0 : rings.size() - 1);
  for (std::size_t i = 0; i < rings.size(); ++i) {
    auto& ring = i == 0 ? polygon.outer() : polygon.inners()[i - 1];
    for (const Json& corner : rings.at(i)) {
      ring.emplace_back(corner.at(0).get<double>(), corner.at(1).get<double>());
    }
  }
  return polygon;
}

// Nothing if the geometry is none that has an inside. Throws Json::exception for a malformed one.
std::optional<geo::LonLat> centroid_of(const Json& geometry) {
  const std::string type = geometry.value("type", "");
  MultiPolygon polygons;
  if (type == "Polygon") polygons.push_back(polygon_of(geometry.at("coordinates")));
  if (type == "MultiPolygon") {
    for (const Json& rings : geometry.at("coordinates")) polygons.push_back(polygon_of(rings));
  }
  bg::correct(polygons);
  if (bg::area(polygons) <= 0) return std::nullopt;
  Degrees centre(0, 0);
  bg::centroid(polygons, centre);
  const geo::LonLat position{centre.get<0>(), centre.get<1>()};
  const bool on_earth = std::abs(position.lon) <= 180 && std::abs(position.lat) <= 90;
  return on_earth ? std::optional(position) : std::nullopt;
}

}  // namespace

std::vector<NamedPoint> read_zones(const std::string& path, Diagnostics& diagnostics) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw Error(ExitCode::kMissingInput, path + ": no such file", "check the path");
  }
  const Json collection = Json::parse(file, nullptr, false);
  if (!collection.is_object() || !collection.contains("features") ||
      !collection.at("features").is_array()) {
    throw Error(ExitCode::kBadData, path + ": is no GeoJSON FeatureCollection",
                "write the zones as polygons in degrees (EPSG:4326)");
  }
  std::vector<NamedPoint> points;
  std::map<std::string, std::size_t> numbers;
  const auto& features = collection.at("features");
  for (std::size_t i = 0; i < features.size(); ++i) {
    const auto refuse = [&](const std::string& what, const std::string& fix) {
      diagnostics.error({path}, fmt::format("feature {}: {}", i + 1, what), fix);
    };
    std::string id;
    std::optional<geo::LonLat> centre;
    try {
      id = id_of(features[i]);
      centre = centroid_of(features[i].at("geometry"));
    } catch (const Json::exception&) {
    }
    if (!centre) refuse("has no polygon in degrees", "draw it as Polygon or MultiPolygon");
    if (id.empty()) refuse("has no id", "give it a property `id` or `zone`");
    const auto [earlier, is_new] = numbers.emplace(id, i + 1);
    if (!id.empty() && !is_new) {
      refuse(fmt::format("'{}' is the id of feature {} already", id, earlier->second),
             "give every zone an id of its own");
    }
    if (centre && !id.empty() && is_new) points.push_back({id, *centre, {path}});
  }
  if (features.empty()) diagnostics.error({path}, "holds no zones", "write one feature for each");
  return points;
}

}  // namespace grend::network
