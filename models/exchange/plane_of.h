// The plane that another tool's coordinates go to: the UTM zone that they lie in if their system is
// known, so that a scenario can name it, else their own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/network/file_plane.h"

namespace grend::exchange {

// The zone wanted, or that of the middle of the positions; nothing if the system is unknown.
std::optional<int> zone_of(const std::string& crs, std::optional<int> wanted,
                           const std::vector<network::FilePosition>& positions);

struct ForeignPlane {
  std::string crs;  // of the plane, empty if unknown
  std::optional<int> utm_zone;
  std::vector<geo::Point> nodes;
};

// Throws Error: kUsage for an unknown system, kBadData for a position it does not cover.
ForeignPlane plane_of(const std::string& crs, std::optional<int> wanted,
                      const std::vector<network::FilePosition>& positions);

}  // namespace grend::exchange
