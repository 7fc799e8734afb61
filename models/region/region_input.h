// What is known about a place before anyone lives in it: roads, where people live, where they go.
// Comes from files (real regions) or from the generator (synthetic ones); later steps do not know
// which.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/geo/point.h"
#include "engine/io/fields.h"
#include "engine/io/osm.h"

namespace grend::region {

// A square of a population grid.
struct PopulationCell {
  std::int64_t id = 0;    // SSBID: 2e13 + easting * 1e7 + northing of the south-west corner, m
  geo::Point south_west;  // EPSG:25833 (UTM 33), cm
  Distance side = metres(250);
  std::int64_t persons = 0;
  std::uint32_t municipality = 0;  // index into RegionInput::municipalities
  bool operator==(const PopulationCell&) const = default;
};

enum class FacilityKind : std::uint8_t {
  kWorkplace,
  kSchool,
  kShop,
  kClinic,
  kCentre,
  kStation,
  kUpperSecondary,
  kKindergarten
};

// Somewhere people go. `weight` is its pull: jobs, pupils, or relative size.
struct Facility {
  FacilityKind kind = FacilityKind::kShop;
  std::string name;
  geo::LonLat position;
  double weight = 1;
  bool operator==(const Facility&) const = default;
};

struct RegionInput {
  std::string name;
  int utm_zone = 33;
  io::OsmData roads;
  std::vector<PopulationCell> cells;        // ascending by id
  std::vector<Facility> facilities;         // may be empty: then derived from the cells
  std::vector<std::string> municipalities;  // numbers; empty: the region is one

  std::size_t municipality_count() const {
    return municipalities.empty() ? 1 : municipalities.size();
  }
};

}  // namespace grend::region

template <>
struct grend::io::EnumNames<grend::region::FacilityKind> {
  static constexpr std::array<std::string_view, 8> names = {
      "workplace", "school",          "shop",        "clinic", "centre",
      "station",   "upper_secondary", "kindergarten"};
};
