#include "engine/io/field_text.h"

#include <cmath>
#include <fmt/format.h>

#include "engine/io/units.h"

namespace grend::io {
namespace {

std::optional<Quantity> quantity_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::kDuration:
      return Quantity::kDuration;
    case FieldKind::kDistance:
      return Quantity::kDistance;
    case FieldKind::kMoney:
      return Quantity::kMoney;
    case FieldKind::kSpeed:
      return Quantity::kSpeed;
    default:
      return std::nullopt;
  }
}

std::string bound_text(FieldKind kind, double bound) {
  if (const auto quantity = quantity_of(kind)) {
    return quantity_text(*quantity, quantity_bound(*quantity, bound));
  }
  if (kind == FieldKind::kClock || kind == FieldKind::kClockInterval) {
    return clock_text(Time() + hours(1).scaled(bound));
  }
  const bool whole = std::abs(bound) < 1e18 && bound == std::floor(bound);
  return whole ? fmt::format("{:.0f}", bound) : number_text(bound);
}

std::string one_of(std::span<const std::string_view> names) {
  std::string text = "one of ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace

FieldKind number_kind(const FieldInfo& info) {
  if (!info.unit.empty()) return FieldKind::kNumberWithUnit;
  const bool share = info.min && *info.min >= 0 && info.max && *info.max <= 1;
  return share ? FieldKind::kShare : FieldKind::kNumber;
}

std::string kind_words(FieldKind kind, const FieldInfo& info,
                       std::span<const std::string_view> names) {
  if (const auto quantity = quantity_of(kind)) {
    return fmt::format("{} such as {}", quantity_name(*quantity), quantity_examples(*quantity));
  }
  switch (kind) {
    case FieldKind::kBool:
      return "true or false";
    case FieldKind::kInteger:
      return "a whole number";
    case FieldKind::kNumber:
      return "a number";
    case FieldKind::kNumberWithUnit:
      return fmt::format("a number with the unit {}", info.unit);
    case FieldKind::kShare:
      return "a share such as 0.05 or 5 %";
    case FieldKind::kNumberList:
      return "a list of numbers such as [1, 2.5]";
    case FieldKind::kText:
      return "text";
    case FieldKind::kChoice:
      return one_of(names);
    case FieldKind::kClock:
      return "a time of day such as 16:00";
    case FieldKind::kClockInterval:
      return "a span of time such as 06:00-22:00";
    case FieldKind::kDate:
      return "a date such as 2026-01-12";
    default:
      return "the path of a file";
  }
}

std::string range_words(FieldKind kind, const FieldInfo& info) {
  std::string text;
  if (info.min && info.max) {
    text = fmt::format("{} to {}", bound_text(kind, *info.min), bound_text(kind, *info.max));
  } else if (info.min) {
    text = "at least " + bound_text(kind, *info.min);
  } else if (info.max) {
    text = "at most " + bound_text(kind, *info.max);
  }
  if (!text.empty() && kind == FieldKind::kText) text += " characters";
  if (!text.empty() && kind == FieldKind::kNumberWithUnit) text += fmt::format(" {}", info.unit);
  return text;
}

std::string value_text(bool value) { return value ? "true" : "false"; }
std::string value_text(std::int64_t value) { return fmt::format("{}", value); }
std::string value_text(double value, const FieldInfo& info) {
  return info.unit.empty() ? number_text(value)
                           : fmt::format("{} {}", number_text(value), info.unit);
}
std::string value_text(Duration value) { return quantity_text(Quantity::kDuration, value.ticks()); }
std::string value_text(Distance value) { return quantity_text(Quantity::kDistance, value.ticks()); }
std::string value_text(Money value) { return quantity_text(Quantity::kMoney, value.ticks()); }
std::string value_text(Speed value) { return quantity_text(Quantity::kSpeed, value.ticks()); }
std::string value_text(const std::vector<double>& value) {
  std::string text = "[";
  for (const double number : value) {
    if (text.size() > 1) text += ", ";
    text += number_text(number);
  }
  return text + "]";
}

void TextFieldVisitor::field(std::string_view key, bool& value, const FieldInfo& info) {
  visit({key, FieldKind::kBool, info, value_text(value)});
}
void TextFieldVisitor::field(std::string_view key, std::int64_t& value, const FieldInfo& info) {
  visit({key, FieldKind::kInteger, info, value_text(value)});
}
void TextFieldVisitor::field(std::string_view key, double& value, const FieldInfo& info) {
  visit({key, number_kind(info), info, value_text(value, info)});
}
void TextFieldVisitor::field(std::string_view key, std::string& value, const FieldInfo& info) {
  visit({key, FieldKind::kText, info, value});
}
void TextFieldVisitor::field(std::string_view key, Duration& value, const FieldInfo& info) {
  visit({key, FieldKind::kDuration, info, value_text(value)});
}
void TextFieldVisitor::field(std::string_view key, Distance& value, const FieldInfo& info) {
  visit({key, FieldKind::kDistance, info, value_text(value)});
}
void TextFieldVisitor::field(std::string_view key, Money& value, const FieldInfo& info) {
  visit({key, FieldKind::kMoney, info, value_text(value)});
}
void TextFieldVisitor::field(std::string_view key, Speed& value, const FieldInfo& info) {
  visit({key, FieldKind::kSpeed, info, value_text(value)});
}
void TextFieldVisitor::field(std::string_view key, Time& value, const FieldInfo& info) {
  visit({key, FieldKind::kClock, info, clock_text(value)});
}
void TextFieldVisitor::field(std::string_view key, Interval<Time>& value, const FieldInfo& info) {
  visit({key, FieldKind::kClockInterval, info, clock_interval_text(value)});
}
void TextFieldVisitor::field(std::string_view key, Date& value, const FieldInfo& info) {
  visit({key, FieldKind::kDate, info, date_text(value)});
}
void TextFieldVisitor::field(std::string_view key, InputFile& value, const FieldInfo& info) {
  visit({key, FieldKind::kFile, info, value.written});
}
void TextFieldVisitor::field(std::string_view key, std::vector<double>& value,
                             const FieldInfo& info) {
  visit({key, FieldKind::kNumberList, info, value_text(value)});
}

std::size_t TextFieldVisitor::choice_index(std::string_view key, std::size_t index,
                                           std::span<const std::string_view> names,
                                           const FieldInfo& info) {
  visit({key, FieldKind::kChoice, info, std::string(names[index]), names});
  return index;
}

}  // namespace grend::io
