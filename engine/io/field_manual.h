// The reference manual of a scenario file as Markdown: one table per map with key, meaning, kind,
// default, range and source. Generated only, never edited.
#pragma once

#include <string>
#include <vector>

#include "engine/io/field_text.h"

namespace grend::io {

class FieldManual : public TextFieldVisitor {
 public:
  std::string text(std::string_view title) const;

 protected:
  void visit(const FieldText& field) override;
  bool begin_group(std::string_view key, const FieldInfo& info) override;
  bool begin_optional(std::string_view key, bool present, const FieldInfo& info) override;
  void end_group() override { open_.pop_back(); }
  std::optional<std::size_t> begin_list(std::string_view key, std::size_t size,
                                        const FieldInfo& info) override;
  bool begin_item(std::size_t) override { return true; }
  void end_item() override {}
  void end_list() override { open_.pop_back(); }
  bool describes_types() const override { return true; }

 private:
  struct Section {
    std::string path;
    std::string doc;
    std::string rows;
  };
  void open(std::string_view key, const FieldInfo& info, std::string_view kind,
            std::string_view suffix, std::string_view default_value);

  std::vector<Section> sections_{1};
  std::vector<std::size_t> open_{0};  // indices of sections, outermost first
};

template <class S>
std::string write_manual(std::string_view title) {
  FieldManual manual;
  S value{};
  describe(manual, value);
  return manual.text(title);
}

}  // namespace grend::io
