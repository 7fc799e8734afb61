// Writes every field of a struct as YAML with its value and unit, the resolved scenario: reading it
// back gives the same struct. Input files that are not given and absent optional groups are left
// out. The text is the same on every machine.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/field_text.h"

namespace grend::io {

class FieldWriter : public TextFieldVisitor {
 public:
  // YAML text of the fields visited so far.
  const std::string& text() const { return text_; }

 protected:
  void visit(const FieldText& field) override;
  bool begin_group(std::string_view key, const FieldInfo& info) override;
  bool begin_optional(std::string_view key, bool present, const FieldInfo& info) override;
  void end_group() override;
  std::optional<std::size_t> begin_list(std::string_view key, std::size_t size,
                                        const FieldInfo& info) override;
  bool begin_item(std::size_t index) override;
  void end_item() override;
  void end_list() override;

 private:
  void line(std::string_view key, std::string_view value);
  void open();
  void close();

  std::string text_;
  std::vector<std::size_t> starts_;  // of the open maps' contents in text_
  std::size_t indent_ = 0;
  bool starts_item_ = false;  // the next line carries the "- " of its item
};

// `value` is a copy, because describe() takes what it may change.
template <class S>
std::string write_yaml(S value) {
  FieldWriter writer;
  describe(writer, value);
  return writer.text();
}

}  // namespace grend::io
