#include <fmt/format.h>

#include "engine/base/text.h"
#include "engine/io/units.h"
#include "engine/io/units_decimal.h"

namespace grend::io {
namespace {

// "1.5e-3" in two: a decimal and an exponent that may be absent. False if it is neither.
bool is_strict_number(std::string_view text) {
  const auto number = decimal_prefix(text);
  if (number.empty() || has_leading_zero(number)) return false;
  auto rest = text.substr(number.size());
  if (rest.empty()) return true;
  if (rest[0] != 'e' && rest[0] != 'E') return false;
  rest.remove_prefix(1);
  if (!rest.empty() && (rest[0] == '+' || rest[0] == '-')) rest.remove_prefix(1);
  return !rest.empty() && rest.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> parse_whole_number(std::string_view text, ValueProblem& problem) {
  text = trim(text);
  const auto number = decimal_prefix(text);
  const bool whole = number.size() == text.size() && number.find('.') == std::string_view::npos &&
                     !number.empty() && !has_leading_zero(number);
  if (whole) {
    const auto value = parse_int(number);
    if (!value) problem = {fmt::format("'{}' is too large", text), "choose a smaller number"};
    return value;
  }
  if (is_strict_number(text)) {
    problem = {fmt::format("'{}' is not a whole number", text), "write it without decimals"};
    return std::nullopt;
  }
  problem = number_problem(text);
  if (problem.fix.empty()) problem.fix = "write a whole number such as 3";
  return std::nullopt;
}

std::optional<double> parse_number(std::string_view text, ValueProblem& problem) {
  text = trim(text);
  if (is_strict_number(text)) {
    const auto value = parse_real(text);
    if (!value)
      problem = {fmt::format("'{}' is too large or too small", text), "choose another number"};
    return value;
  }
  problem = number_problem(text);
  if (problem.fix.empty()) problem.fix = "write a number such as 1.5";
  return std::nullopt;
}

std::optional<double> parse_number_with_unit(std::string_view text, std::string_view unit,
                                             ValueProblem& problem) {
  text = trim(text);
  if (text.size() > unit.size() && text.substr(text.size() - unit.size()) == unit) {
    return parse_number(text.substr(0, text.size() - unit.size()), problem);
  }
  const auto number = decimal_prefix(text);
  const auto rest = trim(text.substr(number.size()));
  if (parse_number(text, problem)) {
    problem = {fmt::format("'{}' has no unit", text), fmt::format("write {} {}", text, unit)};
  } else if (!number.empty() && !rest.empty() && is_unit_start(rest[0])) {
    problem = {fmt::format("'{}' has the wrong unit", text),
               fmt::format("write {} {}", number, unit)};
  }
  return std::nullopt;
}

std::optional<double> parse_share(std::string_view text, ValueProblem& problem) {
  text = trim(text);
  if (text.empty() || text.back() != '%') return parse_number(text, problem);
  const auto percent = trim(text.substr(0, text.size() - 1));
  const auto value = parse_number(percent, problem);
  if (!value) return std::nullopt;
  // The same bits as the share written as a number: 3.3 % is 0.033.
  return parse_real(fmt::format("{}e-2", percent)).value_or(*value / 100.0);
}

std::string number_text(double value) { return fmt::format("{}", value); }

}  // namespace grend::io
