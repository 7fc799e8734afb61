#include <array>
#include <fmt/format.h>

#include "engine/base/text.h"
#include "engine/io/units.h"
#include "engine/io/units_decimal.h"

namespace grend::io {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

// Only digits, `least` to `most` of them.
std::optional<int> parse_digits(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  if (text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return static_cast<int>(parse_int(text).value_or(0));
}

// "30" or "30.25" as milliseconds.
std::optional<std::int64_t> parse_second(std::string_view text) {
  const auto point = text.find('.');
  const auto whole = parse_digits(text.substr(0, point), 2, 2);
  if (!whole || *whole > 59) return std::nullopt;
  if (point == std::string_view::npos) return *whole * 1000;
  auto part = std::string(text.substr(point + 1));
  if (!parse_digits(part, 1, 3)) return std::nullopt;
  part.resize(3, '0');
  return *whole * 1000 + parse_digits(part, 3, 3).value_or(0);
}

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

// What "8.30", "0830" or "8:5" may mean.
std::string clock_fix(std::string_view text) {
  for (const char separator : {'.', ':', ','}) {
    const auto parts = split(text, separator);
    if (parts.size() != 2) continue;
    const auto hour = parse_digits(parts[0], 1, 2);
    const auto minute = parse_digits(parts[1], 1, 2);
    if (hour && minute && *minute < 60) return fmt::format("write {:02}:{:02}", *hour, *minute);
  }
  if (const auto digits = parse_digits(text, 4, 4); digits && *digits % 100 < 60) {
    return fmt::format("write {:02}:{:02}", *digits / 100, *digits % 100);
  }
  return "write hours and minutes of the 24-hour clock, such as 16:00";
}

}  // namespace

std::optional<Time> parse_clock(std::string_view text, ValueProblem& problem) {
  text = trim(text);
  const auto parts = split(text, ':');
  if (parts.size() == 2 || parts.size() == 3) {
    const auto hour = parse_digits(parts[0], 1, 2);
    const auto minute = parse_digits(parts[1], 2, 2);
    const auto second = parts.size() == 3 ? parse_second(parts[2]) : 0;
    if (hour && minute && *minute < 60 && second) {
      return clock_time(*hour, *minute) + milliseconds(*second);
    }
  }
  problem = {fmt::format("'{}' is not a time of day", text), clock_fix(text)};
  return std::nullopt;
}

std::optional<Interval<Time>> parse_clock_interval(std::string_view text, ValueProblem& problem) {
  text = trim(text);
  const auto parts = split(text, '-');
  if (parts.size() != 2) {
    problem = {fmt::format("'{}' is not a span of time", text),
               "write two times with a hyphen between, such as 06:00-22:00"};
    return std::nullopt;
  }
  const auto from = parse_clock(parts[0], problem);
  const auto to = from ? parse_clock(parts[1], problem) : std::nullopt;
  if (!to) return std::nullopt;
  if (*from < *to) return Interval<Time>{*from, *to};
  const auto next_day = *to + hours(24);
  problem = {fmt::format("'{}' ends before it starts", text),
             *from == *to ? "the end must be after the start"
                          : fmt::format("if it ends on the day after, write {}",
                                        clock_interval_text({*from, next_day}))};
  return std::nullopt;
}

std::optional<Date> parse_date(std::string_view text, ValueProblem& problem) {
  text = trim(text);
  const auto parts = split(text, '-');
  if (parts.size() == 3) {
    const auto year = parse_digits(parts[0], 4, 4);
    const auto month = parse_digits(parts[1], 2, 2);
    const auto day = parse_digits(parts[2], 2, 2);
    if (year && month && day) {
      if (*month < 1 || *month > 12) {
        problem = {fmt::format("'{}' has no month {}", text, *month), "write year-month-day"};
        return std::nullopt;
      }
      const int last = days_in_month(*year, *month);
      if (*day >= 1 && *day <= last) return Date{*year, *month, *day};
      problem = {fmt::format("'{}' is not in the calendar", text),
                 fmt::format("{} {} has the days 1 to {}",
                             kMonths[static_cast<std::size_t>(*month - 1)], *year, last)};
      return std::nullopt;
    }
  }
  problem = {fmt::format("'{}' is not a date", text), "write year-month-day, such as 2026-01-12"};
  const auto dotted = split(text, '.');  // 12.1.2026
  if (dotted.size() == 3) {
    const auto day = parse_digits(dotted[0], 1, 2);
    const auto month = parse_digits(dotted[1], 1, 2);
    const auto year = parse_digits(dotted[2], 4, 4);
    const bool real = day && month && year && *month >= 1 && *month <= 12 && *day >= 1 &&
                      *day <= days_in_month(*year, *month);
    if (real) {
      problem.fix = "write " + date_text({*year, *month, *day});
    }
  }
  return std::nullopt;
}

std::string clock_text(Time time) {
  const auto ticks = time.ticks();
  const auto minute = ticks / 60'000;
  auto text = fmt::format("{:02}:{:02}", minute / 60, minute % 60);
  if (ticks % 60'000 == 0) return text;
  text += fmt::format(":{:02}", ticks / 1000 % 60);
  if (ticks % 1000 != 0) text += fmt::format(".{:03}", ticks % 1000);
  return text;
}

std::string clock_interval_text(const Interval<Time>& interval) {
  return clock_text(interval.from) + "-" + clock_text(interval.to);
}

std::string date_text(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace grend::io
