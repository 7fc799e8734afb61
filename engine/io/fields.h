// The one description of every input: a parameter struct has, in its own namespace, a function
//     void describe(io::FieldVisitor& v, FleetSpec& s)
// that names each field with its range, documentation and source. Default values are the struct's
// member initialisers. Visitors of that one table read strict YAML, write the resolved scenario,
// the JSON schema and the manual, so that these cannot drift apart. Two rules for describe(): it
// visits the same fields whatever their values are, and it does not change the struct itself.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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

// A path as written, and where the file was found: beside the file that names it, else in the data
// directory. Empty when not given.
struct InputFile {
  std::string written;
  std::string resolved;
  bool empty() const { return written.empty(); }
  bool operator==(const InputFile& other) const { return written == other.written; }
};

struct FieldInfo {
  std::string_view doc;          // one plain sentence
  std::string_view source = "";  // of the default, or of an input file; "[K]" marks unconfirmed
  // Range of the value: as it is for numbers, in s, m, NOK or km/h for measures, in hours for times
  // of day; of the number of characters for text, of items for a list of maps, of each number in a
  // list of numbers. Measures and times are never negative unless `min` says so.
  std::optional<double> min = std::nullopt;
  std::optional<double> max = std::nullopt;
  bool required = false;
  bool may_be_folder = false;  // of an input file
  // For a real number that no measure type covers: the unit it must be written with, "NOK/h".
  std::string_view unit = "";
};

// An enumeration's names in the order of its values 0, 1, ...; specialise next to the enum:
//   template <> struct grend::io::EnumNames<LayoutKind> {
//     static constexpr std::array<std::string_view, 2> names = {"valley", "fjord"}; };
template <class E>
struct EnumNames;

class FieldVisitor {
 public:
  virtual ~FieldVisitor() = default;

  virtual void field(std::string_view key, bool& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, std::int64_t& value, const FieldInfo& info) = 0;
  // A share, if the range lies within 0..1: then also written as "5 %".
  virtual void field(std::string_view key, double& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, std::string& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, Duration& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, Distance& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, Money& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, Speed& value, const FieldInfo& info) = 0;
  // "16:00"; may pass 24:00.
  virtual void field(std::string_view key, Time& value, const FieldInfo& info) = 0;
  // "06:00-22:00", "18:00-26:00".
  virtual void field(std::string_view key, Interval<Time>& value, const FieldInfo& info) = 0;
  // "2026-01-12".
  virtual void field(std::string_view key, Date& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, InputFile& value, const FieldInfo& info) = 0;
  virtual void field(std::string_view key, std::vector<double>& value, const FieldInfo& info) = 0;

  // One of the names of enum E.
  template <class E>
  void choice(std::string_view key, E& value, const FieldInfo& info) {
    const auto index =
        choice_index(key, static_cast<std::size_t>(value), EnumNames<E>::names, info);
    value = static_cast<E>(index);
  }
  // A nested map.
  template <class S>
  void group(std::string_view key, S& value, const FieldInfo& info) {
    if (!begin_group(key, info)) return;
    describe(*this, value);
    end_group();
  }
  // A nested map that may be absent (as it must be by default); present where the YAML names it.
  template <class S>
  void optional_group(std::string_view key, std::optional<S>& value, const FieldInfo& info) {
    if (!begin_optional(key, value.has_value(), info)) return;
    if (describes_types()) {
      S sample{};
      describe(*this, sample);
    } else {
      if (!value) value.emplace();
      describe(*this, *value);
    }
    end_group();
  }
  // A list of maps, each with its own defaults. A list in the YAML replaces the default list.
  template <class S>
  void list(std::string_view key, std::vector<S>& value, const FieldInfo& info) {
    const auto size = begin_list(key, value.size(), info);
    if (!size) return;
    if (describes_types()) {
      S sample{};
      begin_item(0);
      describe(*this, sample);
      end_item();
    } else {
      if (replaces_lists()) value.assign(*size, S{});
      for (std::size_t i = 0; i < *size; ++i) {
        if (!begin_item(i)) continue;
        describe(*this, value[i]);
        end_item();
      }
    }
    end_list();
  }
  // A rule across fields: unless it holds, a reader reports "services.0.usual: <message>; <fix>" at
  // `key` of the current map. Not looked at where a value of the map could not be read.
  virtual void require(bool holds, std::string_view key, std::string_view message,
                       std::string_view fix) = 0;

 protected:
  // Returns the index after the visit.
  virtual std::size_t choice_index(std::string_view key, std::size_t index,
                                   std::span<const std::string_view> names,
                                   const FieldInfo& info) = 0;
  // False: nothing to visit, and no end_ follows.
  virtual bool begin_group(std::string_view key, const FieldInfo& info) = 0;
  virtual bool begin_optional(std::string_view key, bool present, const FieldInfo& info) = 0;
  virtual void end_group() = 0;
  // How many items to visit; nothing: leave the list as it is, and no end_list follows.
  virtual std::optional<std::size_t> begin_list(std::string_view key, std::size_t size,
                                                const FieldInfo& info) = 0;
  virtual bool begin_item(std::size_t index) = 0;
  virtual void end_item() = 0;
  virtual void end_list() = 0;
  // True for visitors that describe types (schema, manual): they see one sample of each optional
  // group and list, and values stay as they were.
  virtual bool describes_types() const { return false; }
  // True for a reader: a list it visits is replaced by as many new items as begin_list() says.
  virtual bool replaces_lists() const { return false; }
};

}  // namespace grend::io
