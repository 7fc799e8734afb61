#include "engine/io/field_writer.h"

#include "engine/io/yaml.h"

namespace grend::io {

void FieldWriter::line(std::string_view key, std::string_view value) {
  if (starts_item_) {
    text_.append(indent_ - 2, ' ').append("- ");
    starts_item_ = false;
  } else {
    text_.append(indent_, ' ');
  }
  text_.append(key).append(":");
  if (!value.empty()) text_.append(" ").append(value);
  text_ += '\n';
}

void FieldWriter::visit(const FieldText& field) {
  if (field.kind == FieldKind::kFile && field.value.empty()) return;
  const bool text = field.kind == FieldKind::kText || field.kind == FieldKind::kFile;
  line(field.key, text ? quote_yaml(field.value) : field.value);
}

void FieldWriter::open() {
  starts_.push_back(text_.size());
  indent_ += 2;
}

void FieldWriter::close() {
  const bool empty = starts_.back() == text_.size();
  starts_.pop_back();
  indent_ -= 2;
  if (!empty) return;
  if (starts_item_) {
    text_.append(indent_, ' ').append("- {}\n");
    starts_item_ = false;
  } else {
    text_.insert(text_.size() - 1, " {}");
  }
}

bool FieldWriter::begin_group(std::string_view key, const FieldInfo&) {
  line(key, "");
  open();
  return true;
}

bool FieldWriter::begin_optional(std::string_view key, bool present, const FieldInfo& info) {
  return present && begin_group(key, info);
}

void FieldWriter::end_group() { close(); }

std::optional<std::size_t> FieldWriter::begin_list(std::string_view key, std::size_t size,
                                                   const FieldInfo&) {
  line(key, size == 0 ? "[]" : "");
  indent_ += 2;
  return size;
}

bool FieldWriter::begin_item(std::size_t) {
  starts_item_ = true;
  open();
  return true;
}

void FieldWriter::end_item() { close(); }

void FieldWriter::end_list() { indent_ -= 2; }

}  // namespace grend::io
