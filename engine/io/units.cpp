#include "engine/io/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <span>

#include "engine/base/text.h"
#include "engine/io/units_decimal.h"

namespace grend::io {
namespace {

struct Unit {
  std::string_view name;
  Ratio ticks;
};

struct QuantityTable {
  std::string_view name;
  std::string_view examples;
  std::array<Unit, 3> all_units;  // smallest first
  std::size_t unit_count;
  Ratio bound;  // ticks per unit of a range's bounds

  std::span<const Unit> units() const { return {all_units.data(), unit_count}; }
};

constexpr std::array<QuantityTable, 4> kQuantities = {{
    {"a duration",
     "90 s, 15 min or 1.5 h",
     {{{"s", {1000, 1}}, {"min", {60'000, 1}}, {"h", {3'600'000, 1}}}},
     3,
     {1000, 1}},
    {"a distance", "300 m or 2.5 km", {{{"m", {100, 1}}, {"km", {100'000, 1}}, {}}}, 2, {100, 1}},
    {"an amount of money", "35 NOK", {{{"NOK", {100, 1}}, {"kr", {100, 1}}, {}}}, 2, {100, 1}},
    {"a speed", "60 km/h or 15 m/s", {{{"km/h", {2500, 9}}, {"m/s", {1000, 1}}, {}}}, 2, {2500, 9}},
}};

// What people write instead, and what they mean.
struct Alias {
  std::string_view written;
  std::string_view unit;
};
constexpr Alias kAliases[] = {
    {"sec", "s"},      {"secs", "s"},       {"second", "s"},     {"seconds", "s"},
    {"sek", "s"},      {"sekund", "s"},     {"sekunder", "s"},   {"mins", "min"},
    {"minute", "min"}, {"minutes", "min"},  {"minutt", "min"},   {"minutter", "min"},
    {"hr", "h"},       {"hrs", "h"},        {"hour", "h"},       {"hours", "h"},
    {"t", "h"},        {"time", "h"},       {"timer", "h"},      {"timar", "h"},
    {"meter", "m"},    {"meters", "m"},     {"metre", "m"},      {"metres", "m"},
    {"kms", "km"},     {"kilometer", "km"}, {"kilometre", "km"}, {"kilometres", "km"},
    {"krone", "NOK"},  {"kroner", "NOK"},   {"kr.", "NOK"},      {"nok", "NOK"},
    {"kmh", "km/h"},   {"kph", "km/h"},     {"km/t", "km/h"},    {"kmt", "km/h"},
    {"mps", "m/s"},
};

const QuantityTable& table(Quantity quantity) {
  return kQuantities[static_cast<std::size_t>(quantity)];
}

const Unit* find_unit(const QuantityTable& quantity, std::string_view name) {
  const auto units = quantity.units();
  const auto at =
      std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == name; });
  return at == units.end() ? nullptr : &*at;
}

// "15 s, 15 min or 15 h".
std::string with_each_unit(const QuantityTable& quantity, std::string_view number) {
  std::string text;
  const auto units = quantity.units();
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (i > 0) text += i + 1 == units.size() ? " or " : ", ";
    text += fmt::format("{} {}", number, units[i].name);
  }
  return text;
}

ValueProblem unit_problem(const QuantityTable& wanted, std::string_view text,
                          std::string_view number, std::string_view unit) {
  const auto all = with_each_unit(wanted, number);
  if (unit.empty()) return {fmt::format("'{}' has no unit", text), "write " + all};
  for (const auto& other : kQuantities) {
    if (find_unit(other, unit) == nullptr) continue;
    return {fmt::format("'{}' is {}, not {}", text, other.name, wanted.name), "write " + all};
  }
  const auto lower = lower_case(unit);
  auto meant = find_unit(wanted, lower);
  for (const auto& alias : kAliases) {
    if (meant == nullptr && alias.written == lower) meant = find_unit(wanted, alias.unit);
  }
  auto message = fmt::format("unknown unit '{}' in '{}'", unit, text);
  if (meant != nullptr) return {message, fmt::format("write {} {}", number, meant->name)};
  return {message, "write " + all};
}

// The decimal text of ticks / unit if it takes at most `places` decimals.
std::optional<std::string> exact_text(std::int64_t ticks, std::int64_t per_unit, int places) {
  std::int64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  if (ticks % per_unit != 0 && (ticks % per_unit) * power % per_unit != 0) return std::nullopt;
  const std::int64_t whole = ticks / per_unit;
  const std::int64_t part = std::abs(ticks % per_unit) * power / per_unit;
  auto text = fmt::format("{}{}", ticks < 0 && whole == 0 ? "-" : "", whole);
  if (part == 0) return text;
  auto decimals = fmt::format("{:0{}}", part, places);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return text + "." + decimals;
}

// Millimetres per second are at most four decimals of km/h; fewer are enough if they round back.
std::string speed_text(std::int64_t ticks) {
  std::int64_t cut = 10'000;
  for (int places = 0;; ++places, cut /= 10) {
    const std::int64_t scaled = ticks * 36;  // km/h times 10^4
    const std::int64_t value = (scaled + (scaled < 0 ? -cut : cut) / 2) / cut;
    const std::int64_t power = 10'000 / cut;
    const auto back = scale_decimal({value, places}, {2500, 9});
    if (cut > 1 && back != ticks) continue;
    return exact_text(value, power, places).value_or("") + " km/h";
  }
}

}  // namespace

std::optional<std::int64_t> parse_quantity(Quantity quantity, std::string_view text,
                                           ValueProblem& problem) {
  const auto& wanted = table(quantity);
  text = trim(text);
  const auto number = decimal_prefix(text);
  const auto unit_text = trim(text.substr(number.size()));
  if (is_exponent(unit_text)) {
    problem = {fmt::format("'{}' has an exponent", text), "write all its digits"};
    return std::nullopt;
  }
  // "1,5 h" and "010 min" have a number that is wrong before the unit is.
  const bool odd_number = number.empty() || (!unit_text.empty() && !is_unit_start(unit_text[0]));
  if (odd_number || has_leading_zero(number)) {
    const auto unit_start = std::find_if(text.begin(), text.end(), is_unit_start);
    const auto head = trim(text.substr(0, static_cast<std::size_t>(unit_start - text.begin())));
    const auto tail = text.substr(static_cast<std::size_t>(unit_start - text.begin()));
    const bool has_digits = head.find_first_of("0123456789") != std::string_view::npos;
    problem = number_problem(has_digits ? head : text);
    if (!problem.fix.empty() && !tail.empty()) problem.fix += fmt::format(" {}", tail);
    if (problem.fix.empty())
      problem.fix = fmt::format("write {} such as {}", wanted.name, wanted.examples);
    return std::nullopt;
  }
  const auto* unit = find_unit(wanted, unit_text);
  if (unit == nullptr) {
    problem = unit_problem(wanted, text, number, unit_text);
    return std::nullopt;
  }
  const auto decimal = parse_decimal(number);
  const auto ticks = decimal ? scale_decimal(*decimal, unit->ticks) : std::nullopt;
  if (!ticks)
    problem = {fmt::format("'{}' is too large or has too many digits", text), "shorten it"};
  return ticks;
}

std::string quantity_text(Quantity quantity, std::int64_t ticks) {
  if (quantity == Quantity::kSpeed) return speed_text(ticks);
  if (quantity == Quantity::kMoney) return exact_text(ticks, 100, 2).value_or("") + " NOK";
  const auto units = table(quantity).units();
  const int most = quantity == Quantity::kDistance ? 1 : 0;  // 2.5 km, but 90 min
  for (std::size_t i = units.size(); i-- > 1;) {
    const auto per_unit = units[i].ticks.numerator;
    if (ticks == 0 || std::abs(ticks) < per_unit) continue;
    if (const auto text = exact_text(ticks, per_unit, most)) {
      return fmt::format("{} {}", *text, units[i].name);
    }
  }
  return fmt::format("{} {}", exact_text(ticks, units[0].ticks.numerator, 3).value_or(""),
                     units[0].name);
}

std::string_view quantity_name(Quantity quantity) { return table(quantity).name; }

std::string_view quantity_examples(Quantity quantity) { return table(quantity).examples; }

std::string quantity_pattern(Quantity quantity) {
  std::string units;
  for (const auto& unit : table(quantity).units()) {
    if (!units.empty()) units += '|';
    units += unit.name;
  }
  return fmt::format("^-?(0|[1-9][0-9]*)(\\.[0-9]+)? *({})$", units);
}

std::int64_t quantity_bound(Quantity quantity, double bound) {
  const auto ratio = table(quantity).bound;
  return static_cast<std::int64_t>(std::round(bound * static_cast<double>(ratio.numerator) /
                                              static_cast<double>(ratio.denominator)));
}

}  // namespace grend::io
