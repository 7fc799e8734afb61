#include "engine/network/tag_values.h"

#include <algorithm>

#include "engine/base/text.h"

namespace grend::network {
namespace {

constexpr double kMileInKilometres = 1.609344;
constexpr double kNauticalMileInKilometres = 1.852;
constexpr double kInchesPerFoot = 12;
constexpr double kCentimetresPerInch = 2.54;
// What is above is a slip of the pen, whatever the unit.
constexpr double kHighestLimit = 1000;
constexpr double kHighestNumber = 1e6;

std::optional<Speed> parse_number_with_unit(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789.");
  const auto value = parse_real(text.substr(0, end));
  if (!value || *value <= 0 || *value > kHighestLimit) return std::nullopt;
  const std::string_view unit = end == text.npos ? "" : trim(text.substr(end));
  if (unit.empty() || unit == "km/h" || unit == "kmh" || unit == "kph") {
    return kilometres_per_hour(*value);
  }
  if (unit == "mph") return kilometres_per_hour(*value * kMileInKilometres);
  if (unit == "knots") return kilometres_per_hour(*value * kNauticalMileInKilometres);
  return std::nullopt;
}

std::optional<Speed> parse_one_limit(std::string_view text, const NamedLimits& named) {
  // "NO:rural" and "zone:30" and "NO:zone30" all end in what counts.
  if (const std::size_t colon = text.rfind(':'); colon != text.npos) text.remove_prefix(colon + 1);
  if (text.starts_with("zone")) text.remove_prefix(4);
  if (text == "urban") return named.urban;
  if (text == "rural") return named.rural;
  if (text == "motorway") return named.motorway;
  if (text == "living_street") return named.living_street;
  if (text == "walk") return named.walk;
  if (text == "none") return named.none;
  return parse_number_with_unit(text);
}

std::optional<Duration> parse_clock(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() > 3) return std::nullopt;
  std::int64_t values[3] = {0, 0, 0};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = parse_int(parts[i]);
    if (!value || *value < 0 || *value > 10'000) return std::nullopt;
    values[i] = *value;
  }
  if (parts.size() == 1) return minutes(values[0]);
  return hours(values[0]) + minutes(values[1]) + seconds(values[2]);
}

std::optional<Duration> parse_iso(std::string_view text) {
  Duration total;
  while (!text.empty()) {
    const std::size_t end = text.find_first_not_of("0123456789");
    if (end == text.npos) return std::nullopt;
    const auto value = parse_int(text.substr(0, end));
    if (!value || *value > 10'000) return std::nullopt;
    switch (text[end]) {
      case 'H':
        total += hours(*value);
        break;
      case 'M':
        total += minutes(*value);
        break;
      case 'S':
        total += seconds(*value);
        break;
      default:
        return std::nullopt;
    }
    text.remove_prefix(end + 1);
  }
  return total;
}

// A number above 0 with or without the unit.
std::optional<double> parse_with_unit(std::string_view text, std::string_view unit) {
  if (text.ends_with(unit)) text = trim(text.substr(0, text.size() - unit.size()));
  const auto number = parse_real(text);
  if (!number || *number <= 0 || *number > kHighestNumber) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Speed> parse_limit(std::string_view text, const NamedLimits& named) {
  std::optional<Speed> lowest;
  for (const std::string_view part : split(text, ';')) {
    const auto limit = parse_one_limit(trim(part), named);
    if (limit && (!lowest || *limit < *lowest)) lowest = limit;
  }
  return lowest;
}

std::optional<Duration> parse_duration(std::string_view text) {
  text = trim(text);
  const auto duration = text.starts_with("PT") ? parse_iso(text.substr(2)) : parse_clock(text);
  if (!duration || *duration <= Duration(0)) return std::nullopt;
  return duration;
}

std::optional<Distance> parse_height(std::string_view text) {
  text = trim(text);
  const std::size_t feet_end = text.find('\'');
  if (feet_end != text.npos) {
    std::string_view rest = text.substr(feet_end + 1);
    if (rest.ends_with('"')) rest.remove_suffix(1);
    const auto feet = parse_real(text.substr(0, feet_end));
    const auto inches = rest.empty() ? std::optional(0.0) : parse_real(rest);
    if (!feet || !inches || *feet <= 0 || *inches < 0) return std::nullopt;
    if (*feet > kHighestNumber || *inches > kHighestNumber) return std::nullopt;
    return Distance(rounded((*feet * kInchesPerFoot + *inches) * kCentimetresPerInch));
  }
  const auto number = parse_with_unit(text, "m");
  if (!number) return std::nullopt;
  return Distance(rounded(*number * 100));
}

std::optional<double> parse_weight(std::string_view text) {
  text = trim(text);
  if (text.ends_with("kg")) {
    const auto kilograms = parse_with_unit(text, "kg");
    return kilograms ? std::optional(*kilograms / 1000) : std::nullopt;
  }
  return parse_with_unit(text, "t");
}

}  // namespace grend::network
