#include "engine/io/field_schema.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/io/units.h"

namespace grend::io {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kClockPattern = "[0-9]{1,2}:[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,3})?)?";
constexpr const char* kNumberPattern = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?";

// A bound as an integer where it is one: 500, not 500.0.
Json bound(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

Json number_type(const char* type, const FieldInfo& info) {
  Json json = {{"type", type}};
  if (info.min) json["minimum"] = bound(*info.min);
  if (info.max) json["maximum"] = bound(*info.max);
  return json;
}

Json text_type(const std::string& pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

Json type_of(const FieldText& field) {
  switch (field.kind) {
    case FieldKind::kBool:
      return {{"type", "boolean"}};
    case FieldKind::kInteger:
      return number_type("integer", field.info);
    case FieldKind::kNumber:
      return number_type("number", field.info);
    case FieldKind::kNumberWithUnit:
      return text_type(fmt::format("^{} *{}$", kNumberPattern, field.info.unit));
    case FieldKind::kShare:
      return {{"anyOf", Json::array({number_type("number", field.info),
                                     text_type(fmt::format("^{} *%$", kNumberPattern))})}};
    case FieldKind::kNumberList:
      return {{"type", "array"}, {"items", number_type("number", field.info)}};
    case FieldKind::kText: {
      Json json = {{"type", "string"}};
      if (field.info.min) json["minLength"] = bound(*field.info.min);
      if (field.info.max) json["maxLength"] = bound(*field.info.max);
      return json;
    }
    case FieldKind::kChoice:
      return {{"enum", Json(field.names)}};
    case FieldKind::kDuration:
      return text_type(quantity_pattern(Quantity::kDuration));
    case FieldKind::kDistance:
      return text_type(quantity_pattern(Quantity::kDistance));
    case FieldKind::kMoney:
      return text_type(quantity_pattern(Quantity::kMoney));
    case FieldKind::kSpeed:
      return text_type(quantity_pattern(Quantity::kSpeed));
    case FieldKind::kClock:
      return text_type(fmt::format("^{}$", kClockPattern));
    case FieldKind::kClockInterval:
      return text_type(fmt::format("^{0} *- *{0}$", kClockPattern));
    case FieldKind::kDate:
      return text_type("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    case FieldKind::kFile:
      return {{"type", "string"}, {"minLength", 1}};
  }
  return {};
}

Json default_of(const FieldText& field) {
  const bool typed = field.kind == FieldKind::kBool || field.kind == FieldKind::kInteger ||
                     field.kind == FieldKind::kNumber || field.kind == FieldKind::kShare ||
                     field.kind == FieldKind::kNumberList;
  return typed ? Json::parse(field.value) : Json(field.value);
}

std::string description(const FieldInfo& info, const std::string& range) {
  std::string text(info.doc);
  if (!range.empty()) text += fmt::format(" Range: {}.", range);
  if (!info.source.empty()) text += fmt::format(" Source: {}.", info.source);
  return text;
}

}  // namespace

struct FieldSchema::Level {
  std::string key;
  Json schema;
};

FieldSchema::FieldSchema() {
  Json root = {{"type", "object"}, {"additionalProperties", false}, {"properties", Json::object()}};
  root["properties"]["extends"] = {{"type", "string"},
                                   {"description",
                                    "Another scenario file, relative to this one, whose values "
                                    "hold where this one gives none."}};
  levels_.push_back({"", std::move(root)});
}

FieldSchema::~FieldSchema() = default;

std::string FieldSchema::text(std::string_view title) const {
  Json json = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
  json.update(levels_.front().schema);
  json.erase("required");
  return json.dump(2) + "\n";
}

void FieldSchema::visit(const FieldText& field) {
  auto json = type_of(field);
  json["description"] = description(field.info, range_words(field.kind, field.info));
  const bool unset = field.kind == FieldKind::kFile && field.value.empty();
  if (!field.info.required && !unset) json["default"] = default_of(field);
  auto& parent = levels_.back().schema;
  parent["properties"][std::string(field.key)] = std::move(json);
  if (field.info.required) parent["required"].push_back(field.key);
}

bool FieldSchema::begin_group(std::string_view key, const FieldInfo& info) {
  levels_.push_back({std::string(key),
                     {{"type", "object"},
                      {"description", description(info, "")},
                      {"additionalProperties", false},
                      {"properties", Json::object()}}});
  return true;
}

bool FieldSchema::begin_optional(std::string_view key, bool, const FieldInfo& info) {
  return begin_group(key, info);
}

void FieldSchema::end_group() {
  auto level = std::move(levels_.back());
  levels_.pop_back();
  // A file that extends another gives only what differs.
  level.schema.erase("required");
  levels_.back().schema["properties"][level.key] = std::move(level.schema);
}

std::optional<std::size_t> FieldSchema::begin_list(std::string_view key, std::size_t,
                                                   const FieldInfo& info) {
  begin_group(key, info);
  auto& schema = levels_.back().schema;
  if (info.min) schema["minItems"] = bound(*info.min);
  if (info.max) schema["maxItems"] = bound(*info.max);
  return 1;
}

void FieldSchema::end_list() {
  auto level = std::move(levels_.back());
  levels_.pop_back();
  Json list = {{"type", "array"}};
  for (const char* name : {"description", "minItems", "maxItems"}) {
    if (level.schema.contains(name)) list[name] = level.schema[name];
    level.schema.erase(name);
  }
  list["items"]["anyOf"] = Json::array({std::move(level.schema), text_type("\\.ya?ml$")});
  levels_.back().schema["properties"][level.key] = std::move(list);
}

}  // namespace grend::io
