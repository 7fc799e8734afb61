// Values as people write them: "15 min", "2 km", "35 NOK", "60 km/h", "5 %", "16:00",
// "06:00-22:00", "2026-01-12". Strict and independent of the locale; decimal values become integer
// ticks exactly, rounded to the nearest one. What is wrong with a text is told in words that name
// the mend.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/interval.h"
#include "engine/base/measure.h"
#include "engine/io/fields.h"

namespace grend::io {

// Why a text cannot be read, e.g. "'15' has no unit", and what to write, e.g. "write 15 min".
struct ValueProblem {
  std::string message;
  std::string fix;
};

enum class Quantity { kDuration, kDistance, kMoney, kSpeed };

// Ticks of the measure (ms, cm, øre, mm/s).
std::optional<std::int64_t> parse_quantity(Quantity quantity, std::string_view text,
                                           ValueProblem& problem);
// The shortest text that reads back as those ticks.
std::string quantity_text(Quantity quantity, std::int64_t ticks);
std::string_view quantity_name(Quantity quantity);      // "a duration"
std::string_view quantity_examples(Quantity quantity);  // "90 s, 15 min or 1.5 h"
std::string quantity_pattern(Quantity quantity);        // as a regular expression
// Ticks of a bound given in s, m, NOK or km/h.
std::int64_t quantity_bound(Quantity quantity, double bound);

// Plain decimal numbers: no sign '+', leading zero, hexadecimal, separator, NaN or infinity.
std::optional<std::int64_t> parse_whole_number(std::string_view text, ValueProblem& problem);
std::optional<double> parse_number(std::string_view text, ValueProblem& problem);
// "72 NOK/h" with unit "NOK/h".
std::optional<double> parse_number_with_unit(std::string_view text, std::string_view unit,
                                             ValueProblem& problem);
// "0.05" or "5 %".
std::optional<double> parse_share(std::string_view text, ValueProblem& problem);
// The shortest text that reads back as that number.
std::string number_text(double value);

std::optional<Time> parse_clock(std::string_view text, ValueProblem& problem);
std::optional<Interval<Time>> parse_clock_interval(std::string_view text, ValueProblem& problem);
std::optional<Date> parse_date(std::string_view text, ValueProblem& problem);
std::string clock_text(Time time);
std::string clock_interval_text(const Interval<Time>& interval);
std::string date_text(const Date& date);

std::string lower_case(std::string_view text);  // of the letters A to Z

}  // namespace grend::io
