#include "models/region/municipality_map.h"

#include <algorithm>
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <fmt/core.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/base/error.h"
#include "engine/geo/projection.h"
#include "models/region/cell_grid.h"
#include "models/region/nearest_place.h"

namespace grend::region {
namespace {

namespace bg = boost::geometry;
using Json = nlohmann::json;
using DegreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using DegreePolygon = bg::model::polygon<DegreePoint>;
using DegreeBox = bg::model::box<DegreePoint>;

class ShapeReader {
 public:
  ShapeReader(const std::string& path, const std::vector<MappedMunicipality>& municipalities)
      : path_(path) {
    for (std::uint32_t i = 0; i < municipalities.size(); ++i) index_[municipalities[i].code] = i;
  }

  void read() {
    std::ifstream file(path_, std::ios::binary);
    if (!file) {
      throw Error(ExitCode::kMissingInput, "there is no file '" + path_ + "'",
                  "kartkatalog.geonorge.no has the municipalities as GeoJSON");
    }
    const Json json = Json::parse(file, nullptr, false);
    if (!json.is_object() || !json.contains("features") || !json["features"].is_array()) {
      fail("is no GeoJSON FeatureCollection");
    }
    try {
      for (const Json& feature : json["features"]) read_feature(feature);
    } catch (const Json::exception& problem) {
      fail(problem.what());
    }
    const auto entries = [&] {
      std::vector<std::pair<DegreeBox, std::uint32_t>> boxes;
      for (std::uint32_t i = 0; i < shapes_.size(); ++i) {
        boxes.emplace_back(bg::return_envelope<DegreeBox>(shapes_[i].second), i);
      }
      return boxes;
    }();
    tree_ = Tree(entries);
  }

  // The first municipality of those that hold the point.
  std::optional<std::uint32_t> find(geo::LonLat at) const {
    const DegreePoint point(at.lon, at.lat);
    std::optional<std::uint32_t> best;
    for (auto it = tree_.qbegin(bg::index::intersects(point)); it != tree_.qend(); ++it) {
      const auto& [municipality, polygon] = shapes_[it->second];
      if ((!best || municipality < *best) && bg::covered_by(point, polygon)) best = municipality;
    }
    return best;
  }

  // Ascending by code.
  std::vector<std::uint32_t> without_shape() const {
    std::vector<std::uint32_t> missing;
    for (const auto& [code, index] : index_) {
      const bool found = std::any_of(shapes_.begin(), shapes_.end(),
                                     [&, i = index](const auto& s) { return s.first == i; });
      if (!found) missing.push_back(index);
    }
    return missing;
  }

 private:
  using Tree = bg::index::rtree<std::pair<DegreeBox, std::uint32_t>, bg::index::quadratic<16>>;

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(
        ExitCode::kBadData, path_ + ": " + what,
        "give the municipalities' polygons in degrees, each with its number in the property "
        "`kommunenummer` or `municipality`");
  }

  std::string code_of(const Json& properties) const {
    for (const char* key : {"kommunenummer", "municipality"}) {
      if (!properties.contains(key)) continue;
      const Json& value = properties[key];
      if (value.is_number_integer()) return fmt::format("{:04}", value.get<std::int64_t>());
      return value.get<std::string>();
    }
    fail("a feature has no municipality number");
  }

  void read_feature(const Json& feature) {
    const auto municipality = index_.find(code_of(feature.at("properties")));
    if (municipality == index_.end()) return;
    const Json& geometry = feature.at("geometry");
    const std::string type = geometry.at("type");
    if (type == "Polygon") {
      add(municipality->second, geometry.at("coordinates"));
    } else if (type == "MultiPolygon") {
      for (const Json& polygon : geometry.at("coordinates")) add(municipality->second, polygon);
    } else {
      fail("a municipality is a " + type + ", not a Polygon or MultiPolygon");
    }
  }

  void add(std::uint32_t municipality, const Json& rings) {
    DegreePolygon polygon;
    for (std::size_t r = 0; r < rings.size(); ++r) {
      auto& ring = r == 0 ? polygon.outer() : polygon.inners().emplace_back();
      for (const Json& p : rings[r])
        ring.emplace_back(p.at(0).get<double>(), p.at(1).get<double>());
    }
    bg::correct(polygon);
    shapes_.emplace_back(municipality, std::move(polygon));
  }

  const std::string& path_;
  std::map<std::string, std::uint32_t> index_;
  std::vector<std::pair<std::uint32_t, DegreePolygon>> shapes_;
  Tree tree_;
};

}  // namespace

MunicipalityReport assign_municipalities(const std::string& path,
                                         const std::vector<MappedMunicipality>& municipalities,
                                         int utm_zone, std::vector<PopulationCell>& cells) {
  ShapeReader shapes(path, municipalities);
  shapes.read();
  const geo::Projection projection(utm_zone);
  std::vector<geo::Point> places;  // middles of cells inside a polygon, then centres without one
  std::vector<std::uint32_t> of_place;
  std::vector<std::size_t> outside;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const geo::Point centre = centre_of(cells[i]);
    if (const auto found = shapes.find(projection.to_degrees(centre))) {
      cells[i].municipality = *found;
      places.push_back(centre);
      of_place.push_back(*found);
    } else {
      outside.push_back(i);
    }
  }
  if (places.empty() && !cells.empty()) {
    throw Error(ExitCode::kBadData, path + ": holds none of the population's cells",
                "do the map and the population cover the same area, with the same numbers?");
  }
  MunicipalityReport report{.cells_outside = outside.size(), .by_centre = {}, .without_cells = {}};
  const auto missing = shapes.without_shape();
  for (const auto m : missing) {
    if (!municipalities[m].centre) continue;
    places.push_back(projection.to_plane(*municipalities[m].centre));
    of_place.push_back(m);
  }
  std::vector<char> has_cells(municipalities.size(), 0);
  if (!outside.empty()) {
    const NearestPlace nearest(std::move(places), kilometres(1));
    for (const auto i : outside) {
      cells[i].municipality = of_place[nearest.find(centre_of(cells[i]))];
      has_cells[cells[i].municipality] = 1;
    }
  }
  for (const auto m : missing) {
    (has_cells[m] ? report.by_centre : report.without_cells).push_back(municipalities[m].code);
  }
  return report;
}

}  // namespace grend::region
