// Every field of a description as text: kind, value and range in the words that users read and
// write. The writer, the schema and the manual are made from it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/io/fields.h"

namespace grend::io {

enum class FieldKind {
  kBool,
  kInteger,
  kNumber,
  kNumberWithUnit,
  kShare,
  kNumberList,
  kText,
  kChoice,
  kDuration,
  kDistance,
  kMoney,
  kSpeed,
  kClock,
  kClockInterval,
  kDate,
  kFile,
};

struct FieldText {
  std::string_view key;
  FieldKind kind;
  const FieldInfo& info;
  std::string value;                             // as in YAML, without quotes; may be empty
  std::span<const std::string_view> names = {};  // of a choice
};

FieldKind number_kind(const FieldInfo& info);
// "a duration such as 90 s, 15 min or 1.5 h".
std::string kind_words(FieldKind kind, const FieldInfo& info,
                       std::span<const std::string_view> names = {});
// "1 to 500", "at least 5 min"; empty if any value will do.
std::string range_words(FieldKind kind, const FieldInfo& info);

std::string value_text(bool value);
std::string value_text(std::int64_t value);
std::string value_text(double value, const FieldInfo& info);
std::string value_text(Duration value);
std::string value_text(Distance value);
std::string value_text(Money value);
std::string value_text(Speed value);
std::string value_text(const std::vector<double>& value);

// Turns the fields of all types into one call.
class TextFieldVisitor : public FieldVisitor {
 public:
  void field(std::string_view key, bool& value, const FieldInfo& info) override;
  void field(std::string_view key, std::int64_t& value, const FieldInfo& info) override;
  void field(std::string_view key, double& value, const FieldInfo& info) override;
  void field(std::string_view key, std::string& value, const FieldInfo& info) override;
  void field(std::string_view key, Duration& value, const FieldInfo& info) override;
  void field(std::string_view key, Distance& value, const FieldInfo& info) override;
  void field(std::string_view key, Money& value, const FieldInfo& info) override;
  void field(std::string_view key, Speed& value, const FieldInfo& info) override;
  void field(std::string_view key, Time& value, const FieldInfo& info) override;
  void field(std::string_view key, Interval<Time>& value, const FieldInfo& info) override;
  void field(std::string_view key, Date& value, const FieldInfo& info) override;
  void field(std::string_view key, InputFile& value, const FieldInfo& info) override;
  void field(std::string_view key, std::vector<double>& value, const FieldInfo& info) override;
  void require(bool, std::string_view, std::string_view, std::string_view) override {}

 protected:
  virtual void visit(const FieldText& text) = 0;
  std::size_t choice_index(std::string_view key, std::size_t index,
                           std::span<const std::string_view> names, const FieldInfo& info) override;
};

}  // namespace grend::io
