#include "engine/io/units_decimal.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/base/text.h"

namespace grend::io {
namespace {

constexpr std::int64_t kMost = 1'000'000'000'000'000;
constexpr std::string_view kDigits = "0123456789";
constexpr auto kNowhere = std::string_view::npos;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view text) {
  const auto end = text.find_first_not_of(kDigits);
  return end == kNowhere ? text.size() : end;
}

// `text` without what people put between groups of three digits.
std::string without_separators(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c != ' ' && c != '_' && c != '\'') plain += c;
  }
  return plain;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

std::string_view decimal_prefix(std::string_view text) {
  const std::size_t sign = !text.empty() && text[0] == '-' ? 1 : 0;
  const std::size_t whole = count_digits(text.substr(sign));
  if (whole == 0) return {};
  std::size_t end = sign + whole;
  if (end < text.size() && text[end] == '.') {
    const std::size_t part = count_digits(text.substr(end + 1));
    if (part > 0) end += 1 + part;
  }
  return text.substr(0, end);
}

bool has_leading_zero(std::string_view number) {
  if (!number.empty() && number[0] == '-') number.remove_prefix(1);
  return number.size() > 1 && number[0] == '0' && is_digit(number[1]);
}

bool is_unit_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool is_exponent(std::string_view text) {
  if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E')) return false;
  return is_digit(text[1]) || text[1] == '+' || text[1] == '-';
}

std::optional<Decimal> parse_decimal(std::string_view number) {
  Decimal decimal;
  std::string digits;
  const auto point = number.find('.');
  digits = number.substr(0, point);
  if (point != kNowhere) {
    auto part = number.substr(point + 1);
    while (!part.empty() && part.back() == '0') part.remove_suffix(1);
    digits += part;
    decimal.places = static_cast<int>(part.size());
  }
  const auto value = parse_int(digits);
  if (!value || digits.size() > 18) return std::nullopt;
  decimal.digits = *value;
  return decimal;
}

std::optional<std::int64_t> scale_decimal(Decimal decimal, Ratio ratio) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(decimal.digits, ratio.numerator, &product)) return std::nullopt;
  std::int64_t divisor = ratio.denominator;
  for (int i = 0; i < decimal.places; ++i) {
    if (__builtin_mul_overflow(divisor, std::int64_t{10}, &divisor)) return std::nullopt;
  }
  std::int64_t ticks = product / divisor;
  const std::int64_t rest = product % divisor;
  const std::int64_t size = rest < 0 ? -rest : rest;
  if (size >= divisor - size) ticks += product < 0 ? -1 : 1;
  if (ticks > kMost || ticks < -kMost) return std::nullopt;
  return ticks;
}

ValueProblem number_problem(std::string_view text) {
  const auto is = [&](std::string_view what) { return fmt::format("'{}' {}", text, what); };
  const auto write = [&](std::string_view what) { return fmt::format("write {}", what); };
  if (text.empty()) return {"an empty text is not a number", ""};
  const auto sign_free = text[0] == '-' || text[0] == '+' ? text.substr(1) : text;
  if (text[0] == '+' && !decimal_prefix(sign_free).empty()) {
    return {is("has a plus sign"), write(sign_free)};
  }
  for (const std::string_view word : {".nan", "nan", ".inf", "inf", "infinity"}) {
    if (lower_case(sign_free) == word) return {is("is not a finite number"), ""};
  }
  if (sign_free.substr(0, 2) == "0x" || sign_free.substr(0, 2) == "0o" ||
      sign_free.substr(0, 2) == "0b") {
    return {is("is not a decimal number"), "write it with the digits 0 to 9 only"};
  }
  if (sign_free.size() > 1 && sign_free[0] == '.' && is_digit(sign_free[1])) {
    return {is("starts with a point"),
            write(fmt::format("{}0{}", text[0] == '-' ? "-" : "", sign_free))};
  }
  const auto number = decimal_prefix(text);
  if (number.empty()) return {is("is not a number"), ""};
  const auto rest = text.substr(number.size());
  if (has_leading_zero(number)) {
    const auto start = std::min(sign_free.find_first_not_of('0'), sign_free.size() - 1);
    const auto from = is_digit(sign_free[start]) ? start : start - 1;
    return {is("has a leading zero"),
            write(fmt::format("{}{}", text[0] == '-' ? "-" : "", sign_free.substr(from)))};
  }
  if (rest.size() > 1 && rest[0] == ',' && is_digit(rest[1])) {
    return {is("has a decimal comma"), write(fmt::format("{}.{}", number, rest.substr(1)))};
  }
  if (rest == ".") return {is("ends with a point"), write(number)};
  const auto unit = trim(rest);
  if (!unit.empty() && is_unit_start(unit[0]) && !is_exponent(unit)) {
    return {is("has a unit, but a plain number is expected"), write(number)};
  }
  const auto plain = without_separators(text);
  if (rest.size() > 1 && decimal_prefix(plain).size() == plain.size()) {
    return {is("has separators between its digits"), write(plain)};
  }
  return {is("is not a number"), ""};
}

}  // namespace grend::io
