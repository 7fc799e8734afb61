// Transverse Mercator on the GRS80 ellipsoid in a UTM zone (zone 33 = EPSG:25833, the system of
// Statistics Norway's grids), by PROJ. Results are rounded to the centimetre, so that the last bits
// of a machine's sine do not reach a decision. One object per thread: PROJ contexts are not shared.
#pragma once

#include <memory>
#include <string>

#include "engine/geo/point.h"

namespace grend::geo {

class Projection {
 public:
  explicit Projection(int utm_zone);  // 1..60, northern hemisphere; throws Error(kUsage) otherwise
  ~Projection();
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;

  // Both throw Error(kBadData) for a position that cannot be projected: not finite, |lat| > 89.9,
  // or so far from the zone that PROJ refuses it.
  Point to_plane(LonLat position) const;
  LonLat to_degrees(Point point) const;

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

// Of the PROJ library in use: "9.1.1".
std::string proj_version();

}  // namespace grend::geo
