// The knobs of a synthetic region; see generate.h. All are scenario parameters.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/measure.h"
#include "engine/io/fields.h"

namespace grend::region {

// What lies at the bottom of the valleys: a river and a lake, or an arm of the sea.
enum class Layout : std::uint8_t { kValley, kFjord };

struct GenerateSpec {
  std::int64_t inhabitants = 6'000;
  Layout layout = Layout::kValley;
  double centre_share = 0.34;
  double village_share = 0.33;
  std::int64_t valley_inhabitants = 12'000;
  Distance village_spacing = kilometres(7);
  Distance farm_spacing = metres(140);
  double slope_roads = 0.9;
  double far_shore_share = 0.01;
  double jobs_per_inhabitant = 0.45;
  Distance pass_length = kilometres(14);
  Duration ferry_crossing = minutes(15);
  Speed main_road_speed = kilometres_per_hour(80);
};

void describe(io::FieldVisitor& v, GenerateSpec& s);

}  // namespace grend::region

namespace grend::io {

template <>
struct EnumNames<region::Layout> {
  static constexpr std::array<std::string_view, 2> names = {"valley", "fjord"};
};

}  // namespace grend::io
