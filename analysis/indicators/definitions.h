// The indicators, each defined once: how it follows from the quantities, its unit, which way is
// better, and its name in three languages. Everything that shows or compares indicators, and the
// documentation, is made from this table.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "analysis/indicators/quantities.h"

namespace grend::indicators {

// Raised whenever a definition changes: files of different versions are not compared.
inline constexpr std::int32_t kIndicatorVersion = 1;

enum class Direction : std::uint8_t { kMore, kLess, kNeither };
inline constexpr std::array<std::string_view, 3> kDirectionNames = {"more", "less", "neither"};

// Of what a distribution is kept.
enum class Measure : std::uint8_t { kWait, kDelay, kRide, kDetour, kLead };
inline constexpr std::size_t kMeasures = 5;
struct MeasureInfo {
  std::string_view id;
  std::string_view unit;
  double bin;  // width in a histogram, in that unit
  Text definition;
};
const std::array<MeasureInfo, kMeasures>& measures();

enum class Kind : std::uint8_t {
  kRatio,     // scale * top / bottom; not defined where bottom is 0
  kQuantile,  // the smallest value that at least `share` of a measure's values do not exceed
};

struct Definition {
  std::string_view id;
  std::string_view unit;
  Direction direction = Direction::kNeither;
  Kind kind = Kind::kRatio;
  Quantity top = Quantity::kOne;
  Quantity bottom = Quantity::kOne;
  double scale = 1;
  Measure measure = Measure::kWait;
  double share = 0;
  Text name;

  Dimensions dimensions() const;
  // "100 * requests_served / requests", for users.
  std::string formula() const;
};

std::span<const Definition> definitions();
// Nothing if there is none of that id.
const Definition* find_definition(std::string_view id);

}  // namespace grend::indicators
