// OSM tag values as measures: speed limits and crossing times as mappers write them.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/measure.h"
#include "engine/network/speeds.h"

namespace grend::network {

// "50", "50 km/h", "30 mph", "6 knots", "walk", "none", "NO:urban", "NO:zone:30"; of a list
// ("50;30") the lowest. Nothing for anything else ("signals", "variable", "0").
std::optional<Speed> parse_limit(std::string_view text, const NamedLimits& named);

// "25" (minutes), "0:25", "00:25:30", "PT25M", "PT1H05M30S". Nothing for anything else, or zero.
std::optional<Duration> parse_duration(std::string_view text);

// "3.2", "3.2 m", "10'6\"". Nothing for anything else ("default", "none").
std::optional<Distance> parse_height(std::string_view text);

// In tonnes: "7.5", "7.5 t", "7500 kg". Nothing for anything else.
std::optional<double> parse_weight(std::string_view text);

}  // namespace grend::network
