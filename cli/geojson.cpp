#include "cli/geojson.h"

#include <cmath>

namespace grend::cli {
namespace {

Json position_json(geo::LonLat position) {
  const auto cut = [](double degrees) { return std::round(degrees * 1e6) / 1e6; };
  return Json::array({cut(position.lon), cut(position.lat)});
}

Json positions_json(std::span<const geo::LonLat> positions) {
  Json json = Json::array();
  for (const geo::LonLat& position : positions) json.push_back(position_json(position));
  return json;
}

Json ring_json(std::span<const geo::Point> ring, const geo::Projection& projection) {
  Json json = positions_json(to_degrees(ring, projection));
  json.push_back(json.front());
  return json;
}

}  // namespace

Json line_json(std::span<const geo::LonLat> line) {
  return {{"type", "LineString"}, {"coordinates", positions_json(line)}};
}

Json multi_line_json(const std::vector<std::vector<geo::LonLat>>& lines) {
  Json coordinates = Json::array();
  for (const auto& line : lines) coordinates.push_back(positions_json(line));
  return {{"type", "MultiLineString"}, {"coordinates", std::move(coordinates)}};
}

Json multi_polygon_json(std::span<const geo::Polygon> polygons, const geo::Projection& projection) {
  Json coordinates = Json::array();
  for (const geo::Polygon& polygon : polygons) {
    Json rings = Json::array({ring_json(polygon.outer, projection)});
    for (const auto& hole : polygon.holes) rings.push_back(ring_json(hole, projection));
    coordinates.push_back(std::move(rings));
  }
  return {{"type", "MultiPolygon"}, {"coordinates", std::move(coordinates)}};
}

Json feature_json(Json properties, Json geometry) {
  return {{"type", "Feature"},
          {"properties", std::move(properties)},
          {"geometry", std::move(geometry)}};
}

std::string feature_collection_text(const std::vector<Json>& features) {
  std::string text = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (const Json& feature : features) {
    text += &feature == features.data() ? "\n" : ",\n";
    text += feature.dump();
  }
  return text + "\n]}\n";
}

std::vector<geo::LonLat> to_degrees(std::span<const geo::Point> line,
                                    const geo::Projection& projection) {
  std::vector<geo::LonLat> degrees;
  for (const geo::Point point : line) degrees.push_back(projection.to_degrees(point));
  return degrees;
}

}  // namespace grend::cli
