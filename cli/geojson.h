// Maps as GeoJSON (RFC 7946): positions in degrees with six decimals, a decimetre.
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "engine/geo/outline.h"
#include "engine/geo/projection.h"

namespace grend::cli {

using Json = nlohmann::ordered_json;

Json line_json(std::span<const geo::LonLat> line);
Json multi_line_json(const std::vector<std::vector<geo::LonLat>>& lines);
Json multi_polygon_json(std::span<const geo::Polygon> polygons, const geo::Projection& projection);
Json feature_json(Json properties, Json geometry);
// One feature a line.
std::string feature_collection_text(const std::vector<Json>& features);

std::vector<geo::LonLat> to_degrees(std::span<const geo::Point> line,
                                    const geo::Projection& projection);

}  // namespace grend::cli
