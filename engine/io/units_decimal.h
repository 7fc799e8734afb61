// Decimal numbers as text, exact: what the readers of quantities and of plain numbers share. Only
// units*.cpp include this.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/io/units.h"

namespace grend::io {

// digits / 10^places.
struct Decimal {
  std::int64_t digits = 0;
  int places = 0;
};

struct Ratio {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
};

// The longest start of `text` that reads -?[0-9]+(.[0-9]+)?; may be empty.
std::string_view decimal_prefix(std::string_view text);
// "010", "-00.5".
bool has_leading_zero(std::string_view number);
// What may follow a number as a unit: a letter, '%' or ",-"; not ".5", "_000" or "+".
bool is_unit_start(char c);
// "e3", "E-3": what may follow a decimal.
bool is_exponent(std::string_view text);
// Of a text that decimal_prefix() takes whole; nothing beyond 18 digits.
std::optional<Decimal> parse_decimal(std::string_view number);
// decimal * ratio, halves rounded away from zero; nothing beyond 10^15.
std::optional<std::int64_t> scale_decimal(Decimal decimal, Ratio ratio);

// What is wrong with a text that should be, or start with, a plain number. The fix is empty where
// only the caller knows what to write.
ValueProblem number_problem(std::string_view text);

}  // namespace grend::io
