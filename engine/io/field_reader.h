// Reads a YamlNode tree into a struct by its describe(), strictly: unknown and missing keys, wrong
// kinds, units and ranges, missing files and broken rules all become diagnostics, as many as there
// are. A value that cannot be read keeps its default, so that reading goes on.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/io/field_text.h"
#include "engine/io/units.h"
#include "engine/io/yaml.h"

namespace grend::io {

class FieldReader : public FieldVisitor {
 public:
  // Input files are looked up beside the file that names them, then in `data_directory` (may be
  // empty). The tree and the diagnostics must outlive the reader.
  FieldReader(const YamlNode& root, std::string data_directory, Diagnostics& diagnostics);

  // Returns whether all could be read. Once per reader.
  template <class S>
  bool read(S& value) {
    const auto errors = diagnostics_.error_count();
    if (begin_root()) {
      describe(*this, value);
      end_root();
    }
    return diagnostics_.error_count() == errors;
  }

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
  void require(bool holds, std::string_view key, std::string_view message,
               std::string_view fix) override;

 protected:
  std::size_t choice_index(std::string_view key, std::size_t index,
                           std::span<const std::string_view> names, const FieldInfo& info) override;
  bool begin_group(std::string_view key, const FieldInfo& info) override;
  bool begin_optional(std::string_view key, bool present, const FieldInfo& info) override;
  void end_group() override;
  std::optional<std::size_t> begin_list(std::string_view key, std::size_t size,
                                        const FieldInfo& info) override;
  bool begin_item(std::size_t index) override;
  void end_item() override { end_group(); }
  void end_list() override;
  bool replaces_lists() const override { return true; }

 private:
  // An open map or list; `node` is null where the YAML does not name it and defaults hold.
  struct Level {
    const YamlNode* node;
    std::string path;
    SourceMark mark;
    std::size_t errors_before;
    std::vector<std::string> keys;  // described so far
  };
  struct UnknownKey {
    SourceMark mark;
    std::string key;
    std::string path;  // of its map
    std::vector<std::string> known;
  };
  using Parse = std::function<bool(const YamlNode& node, ValueProblem& problem)>;

  bool begin_root();
  void end_root();
  void open(const YamlNode* node, std::string path, SourceMark mark);
  std::string path_of(std::string_view key) const;
  // The key's node; null if absent or not readable as one value (reported).
  const YamlNode* take(const FieldText& field);
  const YamlNode* find(std::string_view key);
  bool has_kind(const YamlNode& node, YamlKind kind, std::string_view key, std::string_view words,
                const std::string& default_value);
  // Reports what `parse` finds wrong with the key's value.
  void read_value(const FieldText& field, const Parse& parse);
  template <class M>
  void read_quantity(const FieldText& field, Quantity quantity, M& value);
  void report(const YamlNode& node, std::string_view key, const ValueProblem& problem);
  void report_unknown_keys();
  std::string unknown_key_fix(const UnknownKey& unknown) const;

  const YamlNode& root_;
  std::string data_directory_;
  Diagnostics& diagnostics_;
  bool incomplete_ = false;  // what the scenario extends could not be read: absence means nothing
  std::vector<Level> levels_;
  std::vector<UnknownKey> unknown_keys_;
  std::vector<std::pair<std::string, std::string>> known_keys_;  // key and the path of its map
};

}  // namespace grend::io
