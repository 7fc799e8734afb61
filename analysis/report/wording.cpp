#include "analysis/report/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/core.h>

#include "engine/base/text.h"

namespace grend::report {
namespace {

constexpr std::string_view kNoBreak = "\u00a0";
constexpr std::string_view kThin = "\u202f";  // narrow no-break space
constexpr std::string_view kMinus = "\u2212";

constexpr std::array<Text, 12> kMonths = {{{"January", "januar", "januar"},
                                           {"February", "februar", "februar"},
                                           {"March", "mars", "mars"},
                                           {"April", "april", "april"},
                                           {"May", "mai", "mai"},
                                           {"June", "juni", "juni"},
                                           {"July", "juli", "juli"},
                                           {"August", "august", "august"},
                                           {"September", "september", "september"},
                                           {"October", "oktober", "oktober"},
                                           {"November", "november", "november"},
                                           {"December", "desember", "desember"}}};

int decimals_for(double value) {
  const double size = std::abs(value);
  if (std::abs(value - std::round(value)) < 1e-9 * (1 + size)) return 0;
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

}  // namespace

std::string Wording::fill(const Text& text, const std::vector<std::string>& values) const {
  std::string result;
  std::string_view rest = text.in(language_);
  for (const auto& value : values) {
    const auto at = rest.find("{}");
    if (at == std::string_view::npos) break;
    result += std::string(rest.substr(0, at)) + value;
    rest.remove_prefix(at + 2);
  }
  return result + std::string(rest);
}

std::string Wording::number(double value, int decimals) const {
  if (std::isnan(value)) return "–";
  const std::string plain = fmt::format("{:.{}f}", std::abs(value), decimals);
  const auto point = std::min(plain.find('.'), plain.size());
  std::string grouped;
  for (std::size_t i = 0; i < point; ++i) {
    // Four figures stand together in Norwegian.
    const bool group =
        i > 0 && (point - i) % 3 == 0 && (language_ == Language::kEnglish || point > 4);
    if (group) grouped += language_ == Language::kEnglish ? "," : std::string(kThin);
    grouped += plain[i];
  }
  if (point < plain.size()) {
    grouped += language_ == Language::kEnglish ? "." : ",";
    grouped += plain.substr(point + 1);
  }
  const bool zero = plain.find_first_not_of("0.") == std::string::npos;
  return (value < 0 && !zero ? std::string(kMinus) : "") + grouped;
}

std::string Wording::number(double value) const { return number(value, decimals_for(value)); }

std::string Wording::signed_number(double value) const {
  return (value > 0 ? "+" : "") + number(value);
}

std::string Wording::unit(std::string_view unit) const {
  const bool english = language_ == Language::kEnglish;
  if (unit == "1") return "";
  if (unit == "percent") return "%";
  if (unit == "hour") return english ? "h" : "t";
  if (unit == "hour-1") return english ? "per hour" : "per time";
  if (unit == "NOK") return english ? "NOK" : "kr";
  return std::string(unit);
}

std::string Wording::quantity(double value, std::string_view unit_name) const {
  const auto text = unit(unit_name);
  if (unit_name == "NOK" && std::abs(value) >= 1e6) {
    const Text million = {"million NOK", "mill. kr", "mill. kr"};
    return number(value / 1e6, 2) + std::string(kNoBreak) + std::string(million.in(language_));
  }
  return number(value) + (text.empty() ? "" : std::string(kNoBreak) + text);
}

std::string Wording::interval(const statistics::Interval& interval,
                              std::string_view unit_name) const {
  if (std::isnan(interval.mean)) return "–";
  if (std::isnan(interval.low) || interval.low == interval.high) {
    return quantity(interval.mean, unit_name);
  }
  if (unit_name == "NOK" && std::abs(interval.mean) >= 1e6) {
    return fmt::format("{} ({}–{})", quantity(interval.mean, unit_name),
                       number(interval.low / 1e6, 2), number(interval.high / 1e6, 2));
  }
  const bool whole = interval.mean == std::round(interval.mean);
  const int decimals = whole ? decimals_for(interval.high) : decimals_for(interval.mean);
  const auto text = unit(unit_name);
  return fmt::format("{}{} ({}–{})", number(interval.mean, decimals),
                     text.empty() ? "" : std::string(kNoBreak) + text,
                     number(interval.low, decimals), number(interval.high, decimals));
}

std::string Wording::clock(double seconds) const {
  const auto minutes = std::llround(seconds / 60);
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string Wording::date(std::string_view iso) const {
  const auto at = iso.find("since ");
  const std::string_view day = at == std::string_view::npos ? iso : iso.substr(at + 6, 10);
  if (day.size() < 10) return std::string(iso);
  const auto month = parse_int(day.substr(5, 2)), number_of_day = parse_int(day.substr(8, 2));
  if (!month || *month < 1 || *month > 12 || !number_of_day) return std::string(day);
  const auto name = kMonths[static_cast<std::size_t>(*month - 1)].in(language_);
  return fmt::format("{}{} {} {}", *number_of_day, language_ == Language::kEnglish ? "" : ".", name,
                     day.substr(0, 4));
}

}  // namespace grend::report
