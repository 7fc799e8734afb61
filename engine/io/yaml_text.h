// What must hold for the characters of a YAML text before its structure is looked at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"

namespace grend::io {

// Line starts of a text, to turn byte offsets into columns that count characters as editors do.
class TextLines {
 public:
  explicit TextLines(std::string_view text);

  std::string_view line(int number) const;  // from 1, without the line end; empty beyond the text
  // From 0-based line and byte column to a mark.
  SourceMark mark(const std::string& file, int line, int byte) const;
  int count() const { return static_cast<int>(lines_.size()); }

 private:
  std::vector<std::string_view> lines_;
};

std::string_view without_byte_order_mark(std::string_view text);
// Reports other encodings, invalid UTF-8, control characters and tabs in the indentation. Returns
// whether all is well.
bool check_characters(std::string_view text, const TextLines& lines, const std::string& name,
                      Diagnostics& diagnostics);

}  // namespace grend::io
