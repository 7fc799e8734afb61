#include "engine/network/file_plane.h"

#include <algorithm>
#include <cmath>

namespace grend::network {

void FileExtent::add(FilePosition p) {
  min_x = std::min(min_x, p.x);
  max_x = std::max(max_x, p.x);
  min_y = std::min(min_y, p.y);
  max_y = std::max(max_y, p.y);
}

bool FileExtent::could_be_degrees() const {
  return min_x >= -180 && max_x <= 180 && min_y >= -90 && max_y <= 90;
}

FilePlane::FilePlane(const PlaneChoice& choice, const FileExtent& extent) : crs_(choice.crs) {
  if (choice.crs.empty()) return;
  geo::Crs file(choice.crs);
  std::optional<int> zone = choice.utm_zone;
  if (file.is_geographic() && !zone) zone = geo::utm_zone_of((extent.min_x + extent.max_x) / 2);
  if (!zone || geo::utm_crs(*zone) == choice.crs) return;
  crs_ = geo::utm_crs(*zone);
  file_ = std::move(file);
  projection_.emplace(*zone);
}

geo::Point FilePlane::to_plane(FilePosition position) const {
  if (!file_) return {std::llround(position.x * 100), std::llround(position.y * 100)};
  return projection_->to_plane(file_->to_degrees(position.x, position.y));
}

}  // namespace grend::network
