#include "models/exchange/plane_of.h"

namespace grend::exchange {

std::optional<int> zone_of(const std::string& crs, std::optional<int> wanted,
                           const std::vector<network::FilePosition>& positions) {
  if (crs.empty() || wanted || positions.empty()) return wanted;
  network::FileExtent extent;
  for (const auto& position : positions) extent.add(position);
  const geo::LonLat middle = geo::Crs(crs).to_degrees((extent.min_x + extent.max_x) / 2,
                                                      (extent.min_y + extent.max_y) / 2);
  return geo::utm_zone_of(middle.lon);
}

ForeignPlane plane_of(const std::string& crs, std::optional<int> wanted,
                      const std::vector<network::FilePosition>& positions) {
  network::FileExtent extent;
  for (const auto& position : positions) extent.add(position);
  ForeignPlane made;
  made.utm_zone = zone_of(crs, wanted, positions);
  const network::FilePlane plane({crs, made.utm_zone}, extent);
  made.crs = plane.crs();
  for (const auto& position : positions) made.nodes.push_back(plane.to_plane(position));
  return made;
}

}  // namespace grend::exchange
