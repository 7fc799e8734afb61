// The one description of every input: a parameter struct has a function
//     void describe(io::FieldVisitor& v, FleetSpec& s)
// that names each field with its unit, range, documentation and source. Default values are the
// struct's member initialisers. Visitors of that one table read strict YAML, write the resolved
// scenario, the JSON schema and the manual, so that these cannot drift apart.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/interval.h"
#include "engine/base/measure.h"

namespace grend::io {

// A calendar date of the Gregorian calendar.
struct Date {
  int year = 2026;
  int month = 1;
  int day = 12;
  auto operator<=>(const Date&) const = default;
};

// A path as written, and resolved: against the scenario file's folder, else the data directory.
struct InputFile {
  std::string written;
  std::string resolved;
  bool empty() const { return written.empty(); }
  bool operator==(const InputFile& other) const { return written == other.written; }
};

struct FieldInfo {
  std::string_view doc;          // one plain sentence
  std::string_view source = "";  // where the default comes from; "[K]" marks unconfirmed knowledge
  // Range of numbers in the unit of `unit`; for measures in the unit shown in the manual.
  std::optional<double> min = std::nullopt;
  std::optional<double> max = std::nullopt;
  bool required = false;
};

// The unit in which a measure's range and default are shown, and that a plain number may not omit.
enum class MeasureUnit { kDuration, kDistance, kMoney, kSpeed };

// An enumeration's names in order of its values; specialise next to the enum:
//   template <> struct io::EnumNames<LayoutKind> {
//     static constexpr std::array<std::string_view, 2> names = {"valley", "fjord"}; };
template <class E>
struct EnumNames;

class FieldVisitor {
 public:
  virtual ~FieldVisitor() = default;

  virtual void field(std::string_view key, bool& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, std::int64_t& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, double& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, std::string& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, Duration& value,
                     const FieldInfo& info) = 0;  // min/max: s
  virtual void field(std::string_view key, Distance& value,
                     const FieldInfo& info) = 0;  // min/max: m
  virtual void field(std::string_view key, Money& value,
                     const FieldInfo& info) = 0;  // min/max: NOK
  virtual void field(std::string_view key, Speed& value,
                     const FieldInfo& info) = 0;  // min/max: km/h
  virtual void field(std::string_view key, Time& value, const FieldInfo& info) = 0;  // "16:00"
  virtual void field(std::string_view key, Interval<Time>& value,
                     const FieldInfo& info) = 0;  // "06:00-22:00", may pass 24:00
  virtual void field(std::string_view key, Date& value, const FieldInfo& info) = 0;  // 2026-01-12
  virtual void field(std::string_view key, InputFile& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, std::vector<double>& value,
                     const FieldInfo& info) = 0;  // range holds for each

  // One of the names of enum E.
  template <class E>
  void choice(std::string_view key, E& value, const FieldInfo& info) {
    const auto& names = EnumNames<E>::names;
    auto index = static_cast<std::size_t>(value);
    choice_index(key, index, {names.begin(), names.end()}, info);
    value = static_cast<E>(index);
  }
  // A nested map.
  template <class S>
  void group(std::string_view key, S& value, const FieldInfo& info) {
    if (begin_group(key, info)) {
      describe(*this, value);
      end_group();
    }
  }
  // A nested map that may be absent; present when the YAML names it.
  template <class S>
  void optional_group(std::string_view key, std::optional<S>& value, const FieldInfo& info) {
    if (begin_optional(key, value.has_value(), info)) {
      if (!value) value.emplace();
      describe(*this, *value);
      end_group();
    }
  }
  // A list of maps, each with its own defaults.
  template <class S>
  void list(std::string_view key, std::vector<S>& value, const FieldInfo& info) {
    const std::size_t size = begin_list(key, value.size(), info);
    // A schema or manual visits one item to learn its fields; it must not change the list.
    const std::size_t original = value.size();
    if (size > original) value.resize(size);
    for (std::size_t i = 0; i < size; ++i) {
      if (begin_item(i)) {
        describe(*this, value[i]);
        end_item();
      }
    }
    if (!keeps_list_size())
      value.resize(size);
    else
      value.resize(original);
    end_list();
  }
  // A rule across fields: reports `message` with `fix` at `key` (of the current map) unless
  // `holds`. Only a reader acts on it.
  virtual void require(bool holds, std::string_view key, std::string message, std::string fix) = 0;

 protected:
  virtual void choice_index(std::string_view key, std::size_t& index,
                            std::vector<std::string_view> names, const FieldInfo& info) = 0;
  virtual bool begin_group(std::string_view key, const FieldInfo& info) = 0;
  virtual bool begin_optional(std::string_view key, bool present, const FieldInfo& info) = 0;
  virtual void end_group() = 0;
  // Returns how many items to visit.
  virtual std::size_t begin_list(std::string_view key, std::size_t size, const FieldInfo& info) = 0;
  virtual bool begin_item(std::size_t index) = 0;
  virtual void end_item() = 0;
  virtual void end_list() = 0;
  // True for visitors that describe types (schema, manual) and must leave values as they were.
  virtual bool keeps_list_size() const { return false; }
};

}  // namespace grend::io
