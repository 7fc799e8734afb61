#include "engine/io/field_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "engine/base/text.h"
#include "engine/io/field_file.h"

namespace grend::io {
namespace {

constexpr double kLatestHour = 48;

// A number in quotes is text to every other reader of YAML.
bool is_plain(const YamlNode& node, ValueProblem& problem) {
  if (!node.quoted) return true;
  problem = {fmt::format("'{}' is text, because it is in quotes", node.text), "remove the quotes"};
  return false;
}

bool in_range(double value, const FieldText& field, const std::string& text,
              ValueProblem& problem) {
  const auto& info = field.info;
  if (!(info.min && value < *info.min) && !(info.max && value > *info.max)) return true;
  problem = {fmt::format("{} is out of range", text),
             fmt::format("choose {}", range_words(field.kind, info))};
  return false;
}

// Measures and times are never negative unless `min` says so.
FieldInfo with_lowest(const FieldInfo& info, std::optional<double> highest = std::nullopt) {
  FieldInfo bounded = info;
  if (!bounded.min) bounded.min = 0;
  if (!bounded.max) bounded.max = highest;
  return bounded;
}

bool clock_in_range(Time time, const FieldText& field, ValueProblem& problem) {
  const auto info = with_lowest(field.info, kLatestHour);
  const FieldText bounded{field.key, field.kind, info, field.value, {}};
  return in_range(to_hours(time.since_midnight()), bounded, clock_text(time), problem);
}

std::int64_t count_characters(const std::string& text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

bool parse_bool(const YamlNode& node, bool& value, ValueProblem& problem) {
  if (!is_plain(node, problem)) return false;
  if (node.text == "true" || node.text == "false") {
    value = node.text == "true";
    return true;
  }
  problem = {fmt::format("'{}' is neither true nor false", node.text), "write true or false"};
  const auto lower = lower_case(node.text);
  for (const std::string_view yes : {"true", "yes", "on", "y", "1", "ja"}) {
    if (lower == yes) problem.fix = "write true";
  }
  for (const std::string_view no : {"false", "no", "off", "n", "0", "nei"}) {
    if (lower == no) problem.fix = "write false";
  }
  return false;
}

}  // namespace

void FieldReader::read_value(const FieldText& field, const Parse& parse) {
  const auto* node = take(field);
  if (node == nullptr) return;
  ValueProblem problem;
  if (!parse(*node, problem)) report(*node, field.key, problem);
}

template <class M>
void FieldReader::read_quantity(const FieldText& field, Quantity quantity, M& value) {
  read_value(field, [&](const YamlNode& node, ValueProblem& problem) {
    const auto ticks = parse_quantity(quantity, node.text, problem);
    if (!ticks) return false;
    const auto info = with_lowest(field.info);
    const bool low = *ticks < quantity_bound(quantity, *info.min);
    const bool high = info.max && *ticks > quantity_bound(quantity, *info.max);
    if (low || high) {
      problem = {fmt::format("{} is out of range", node.text),
                 fmt::format("choose {}", range_words(field.kind, info))};
      return false;
    }
    value = M(*ticks);
    return true;
  });
}

void FieldReader::field(std::string_view key, bool& value, const FieldInfo& info) {
  read_value({key, FieldKind::kBool, info, value_text(value)},
             [&](const YamlNode& node, ValueProblem& problem) {
               return parse_bool(node, value, problem);
             });
}

void FieldReader::field(std::string_view key, std::int64_t& value, const FieldInfo& info) {
  const FieldText field{key, FieldKind::kInteger, info, value_text(value)};
  read_value(field, [&](const YamlNode& node, ValueProblem& problem) {
    if (!is_plain(node, problem)) return false;
    const auto read = parse_whole_number(node.text, problem);
    if (!read || !in_range(static_cast<double>(*read), field, node.text, problem)) return false;
    value = *read;
    return true;
  });
}

void FieldReader::field(std::string_view key, double& value, const FieldInfo& info) {
  const FieldText field{key, number_kind(info), info, value_text(value, info)};
  read_value(field, [&](const YamlNode& node, ValueProblem& problem) {
    std::optional<double> read;
    if (field.kind == FieldKind::kNumberWithUnit) {
      read = parse_number_with_unit(node.text, info.unit, problem);
    } else if (field.kind == FieldKind::kShare && !node.text.empty() && node.text.back() == '%') {
      read = parse_share(node.text, problem);
    } else if (is_plain(node, problem)) {
      read = parse_number(node.text, problem);
    }
    if (!read || !in_range(*read, field, node.text, problem)) return false;
    value = *read;
    return true;
  });
}

void FieldReader::field(std::string_view key, std::string& value, const FieldInfo& info) {
  const FieldText field{key, FieldKind::kText, info, value};
  read_value(field, [&](const YamlNode& node, ValueProblem& problem) {
    if (!node.quoted && looks_typed(node.text)) {
      problem = {fmt::format("{} must be text, but reads as a number or a truth value", node.text),
                 fmt::format("write \"{}\"", node.text)};
      return false;
    }
    const auto characters = static_cast<double>(count_characters(node.text));
    if (!in_range(characters, field, fmt::format("a text of {} characters", characters), problem)) {
      return false;
    }
    value = node.text;
    return true;
  });
}

void FieldReader::field(std::string_view key, Duration& value, const FieldInfo& info) {
  read_quantity({key, FieldKind::kDuration, info, value_text(value)}, Quantity::kDuration, value);
}
void FieldReader::field(std::string_view key, Distance& value, const FieldInfo& info) {
  read_quantity({key, FieldKind::kDistance, info, value_text(value)}, Quantity::kDistance, value);
}
void FieldReader::field(std::string_view key, Money& value, const FieldInfo& info) {
  read_quantity({key, FieldKind::kMoney, info, value_text(value)}, Quantity::kMoney, value);
}
void FieldReader::field(std::string_view key, Speed& value, const FieldInfo& info) {
  read_quantity({key, FieldKind::kSpeed, info, value_text(value)}, Quantity::kSpeed, value);
}

void FieldReader::field(std::string_view key, Time& value, const FieldInfo& info) {
  const FieldText field{key, FieldKind::kClock, info, clock_text(value)};
  read_value(field, [&](const YamlNode& node, ValueProblem& problem) {
    const auto read = parse_clock(node.text, problem);
    if (!read || !clock_in_range(*read, field, problem)) return false;
    value = *read;
    return true;
  });
}

void FieldReader::field(std::string_view key, Interval<Time>& value, const FieldInfo& info) {
  const FieldText field{key, FieldKind::kClockInterval, info, clock_interval_text(value)};
  read_value(field, [&](const YamlNode& node, ValueProblem& problem) {
    const auto read = parse_clock_interval(node.text, problem);
    if (!read || !clock_in_range(read->from, field, problem)) return false;
    if (!clock_in_range(read->to, field, problem)) return false;
    value = *read;
    return true;
  });
}

void FieldReader::field(std::string_view key, Date& value, const FieldInfo& info) {
  read_value({key, FieldKind::kDate, info, date_text(value)},
             [&](const YamlNode& node, ValueProblem& problem) {
               const auto read = parse_date(node.text, problem);
               if (read) value = *read;
               return read.has_value();
             });
}

void FieldReader::field(std::string_view key, InputFile& value, const FieldInfo& info) {
  read_value({key, FieldKind::kFile, info, value.written},
             [&](const YamlNode& node, ValueProblem& problem) {
               if (trim(node.text).empty()) {
                 problem = {"an empty text is no path", "name a file, or remove the line"};
                 return false;
               }
               value = find_input_file(node.text, data_directory_, node.mark, path_of(key), info,
                                       diagnostics_);
               return true;
             });
}

void FieldReader::field(std::string_view key, std::vector<double>& value, const FieldInfo& info) {
  const FieldText field{key, FieldKind::kNumberList, info, value_text(value)};
  const auto* node = find(key);
  if (node == nullptr) return;
  if (!has_kind(*node, YamlKind::kList, key, kind_words(field.kind, info), field.value)) return;
  std::vector<double> numbers;
  bool good = true;
  for (const auto& item : node->children) {
    ValueProblem problem;
    const auto item_key = fmt::format("{}.{}", key, &item - node->children.data());
    if (!has_kind(item, YamlKind::kScalar, item_key, "a number", "")) {
      good = false;
      continue;
    }
    const auto read = is_plain(item, problem) ? parse_number(item.text, problem) : std::nullopt;
    if (read && in_range(*read, field, item.text, problem)) {
      numbers.push_back(*read);
    } else {
      report(item, item_key, problem);
      good = false;
    }
  }
  if (good) value = std::move(numbers);
}

std::size_t FieldReader::choice_index(std::string_view key, std::size_t index,
                                      std::span<const std::string_view> names,
                                      const FieldInfo& info) {
  const FieldText field{key, FieldKind::kChoice, info, std::string(names[index]), names};
  read_value(field, [&](const YamlNode& node, ValueProblem& problem) {
    const auto at = std::find(names.begin(), names.end(), node.text);
    if (at != names.end()) {
      index = static_cast<std::size_t>(at - names.begin());
      return true;
    }
    const std::vector<std::string> candidates(names.begin(), names.end());
    const auto meant = did_you_mean(lower_case(node.text), candidates);
    problem.message = fmt::format("unknown choice '{}'", node.text);
    problem.fix = meant ? fmt::format("did you mean '{}'?", *meant)
                        : fmt::format("write {}", kind_words(field.kind, info, names));
    return false;
  });
  return index;
}

void FieldReader::require(bool holds, std::string_view key, std::string_view message,
                          std::string_view fix) {
  const auto& level = levels_.back();
  if (holds || incomplete_ || diagnostics_.error_count() != level.errors_before) return;
  const auto* node = level.node == nullptr ? nullptr : level.node->find(key);
  diagnostics_.error(node == nullptr ? level.mark : node->mark,
                     fmt::format("{}: {}", path_of(key), message), std::string(fix));
}

}  // namespace grend::io
