#include "engine/io/table_time.h"

#include <chrono>
#include <fmt/format.h>

#include "engine/base/text.h"

namespace grend::io {
namespace {

constexpr Duration kFarthest = hours(24 * 366);

std::chrono::sys_days day_number(const Date& date) {
  using namespace std::chrono;
  return year_month_day{year{date.year}, month{static_cast<unsigned>(date.month)},
                        day{static_cast<unsigned>(date.day)}};
}

bool near(Time time) { return time <= Time() + kFarthest && time >= Time() - kFarthest; }

// "2026-01-12T08:15:00"
std::optional<Time> parse_date_and_clock(std::string_view text, const Date& day,
                                         ValueProblem& problem) {
  const auto at = text.find_first_of("T ");
  const auto date = parse_date(text.substr(0, at), problem);
  if (!date) return std::nullopt;
  const std::string_view clock = text.substr(at + 1);
  if (clock.find_first_of("Z+-") != std::string_view::npos) {
    problem = {fmt::format("'{}' names a time zone", text),
               "write local time without a zone, such as 2026-01-12T08:15"};
    return std::nullopt;
  }
  const auto time = parse_clock(clock, problem);
  if (!time) return std::nullopt;
  return *time + hours(24 * (day_number(*date) - day_number(day)).count());
}

}  // namespace

std::optional<Time> parse_table_time(std::string_view text, const Date& day,
                                     ValueProblem& problem) {
  text = trim(text);
  std::optional<Time> time;
  if (const auto seconds = parse_real(text)) {
    const bool fits = std::abs(*seconds) <= to_seconds(kFarthest);
    if (fits) time = Time(rounded(*seconds * 1000));
    if (!fits) problem = {fmt::format("{} s is more than a year", text), "count from midnight"};
  } else if (text.find('-') != std::string_view::npos &&
             text.find_first_of("T ") != std::string_view::npos) {
    time = parse_date_and_clock(text, day, problem);
  } else {
    time = parse_clock(text, problem);
    if (!time) {
      problem.fix =
          "write a clock such as 08:15, seconds since midnight, or a date with a clock such as "
          "2026-01-12T08:15";
    }
  }
  if (time && !near(*time)) {
    problem = {fmt::format("'{}' is more than a year from {}", text, date_text(day)),
               "check `calendar.date`"};
    return std::nullopt;
  }
  return time;
}

}  // namespace grend::io
