// A coordinate system by its code or definition ("EPSG:2154", "+proj=utm ... +type=crs", WKT): from
// its coordinates to degrees. For files that bring their own plane; inside Grend all is on the
// plane of geo::Projection. One object per thread: PROJ contexts are not shared.
#pragma once

#include <memory>
#include <string>

#include "engine/geo/point.h"

namespace grend::geo {

// The name of the plane of geo::Projection.
std::string utm_crs(int zone);
// The UTM zone that a longitude falls in, 1..60.
int utm_zone_of(double longitude);

class Crs {
 public:
  // A bare number is an EPSG code, "WGS84" is EPSG:4326. Throws Error(kUsage) if PROJ does not know
  // the name.
  explicit Crs(const std::string& name);
  ~Crs();
  Crs(Crs&&) noexcept;
  Crs& operator=(Crs&&) noexcept;

  // Whether its coordinates are degrees, x east and y north.
  bool is_geographic() const;
  // Both throw Error(kBadData) for a position outside of what the system covers.
  LonLat to_degrees(double x, double y) const;
  LonLat to_degrees(Point point) const;

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
  std::string name_;
};

}  // namespace grend::geo
