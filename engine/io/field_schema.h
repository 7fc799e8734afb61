// The JSON schema (draft 2020-12) of a scenario file, for editors and independent validators. It
// describes one file as written: `extends` may stand at its top, and list items may name a file.
// Laxer than the reader only where one file cannot know: rules across fields, required fields
// outside lists, the bounds of measures.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/io/field_text.h"

namespace grend::io {

class FieldSchema : public TextFieldVisitor {
 public:
  FieldSchema();
  ~FieldSchema() override;
  FieldSchema(const FieldSchema&) = delete;
  FieldSchema& operator=(const FieldSchema&) = delete;

  // Indented JSON text of the schema of the fields visited so far.
  std::string text(std::string_view title) const;

 protected:
  void visit(const FieldText& field) override;
  bool begin_group(std::string_view key, const FieldInfo& info) override;
  bool begin_optional(std::string_view key, bool present, const FieldInfo& info) override;
  void end_group() override;
  std::optional<std::size_t> begin_list(std::string_view key, std::size_t size,
                                        const FieldInfo& info) override;
  bool begin_item(std::size_t) override { return true; }
  void end_item() override {}
  void end_list() override;
  bool describes_types() const override { return true; }

 private:
  struct Level;
  std::vector<Level> levels_;
};

template <class S>
std::string write_schema(std::string_view title) {
  FieldSchema schema;
  S value{};
  describe(schema, value);
  return schema.text(title);
}

}  // namespace grend::io
