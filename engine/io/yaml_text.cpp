#include "engine/io/yaml_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace grend::io {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kMostBadLines = 10;  // beyond these it is no text file

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Bytes of the UTF-8 character at the start of `text`; 0 if it is none (RFC 3629: no overlong
// forms, no surrogates, nothing above U+10FFFF).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  for (std::size_t i = 2; i < length; ++i) {
    if (i >= text.size() || !continues(text[i])) return 0;
  }
  return length;
}

// Reports the first bad character of a line; later ones are mostly of the same making.
bool check_line(std::string_view line, const SourceMark& start, Diagnostics& diagnostics) {
  SourceMark mark = start;
  const auto text_start = line.find_first_not_of(" \t");
  const bool blank = text_start == std::string_view::npos || line[text_start] == '#';
  const auto tab = line.find('\t');
  if (!blank && tab < text_start) {
    mark.column = static_cast<int>(tab) + 1;
    diagnostics.error(mark, "a tab in the indentation", "indent with spaces, two for each level");
    return false;
  }
  if (line.substr(0, 1) == "%") {
    diagnostics.error(mark, "a directive ('%') is not allowed", "remove the line");
    return false;
  }
  for (std::size_t i = 0; i < line.size(); ++mark.column) {
    const std::size_t length = utf8_length(line.substr(i));
    const auto byte = static_cast<unsigned char>(line[i]);
    if (length == 0) {
      diagnostics.error(mark, fmt::format("byte 0x{:02X} is not UTF-8 text", byte),
                        "save the file with the encoding UTF-8");
      return false;
    }
    if ((byte < 0x20 && byte != '\t') || byte == 0x7F) {
      diagnostics.error(mark, fmt::format("invisible control character 0x{:02X}", byte),
                        "remove it");
      return false;
    }
    i += length;
  }
  return true;
}

}  // namespace

TextLines::TextLines(std::string_view text) {
  while (true) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines_.push_back(line);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::string_view TextLines::line(int number) const {
  return number >= 1 && number <= count() ? lines_[static_cast<std::size_t>(number - 1)]
                                          : std::string_view();
}

SourceMark TextLines::mark(const std::string& file, int line_index, int byte) const {
  const auto text = line(line_index + 1).substr(0, static_cast<std::size_t>(std::max(byte, 0)));
  const auto inside = std::count_if(text.begin(), text.end(), continues);
  return {file, line_index + 1, byte + 1 - static_cast<int>(inside)};
}

std::string_view without_byte_order_mark(std::string_view text) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  return text;
}

bool check_characters(std::string_view text, const TextLines& lines, const std::string& name,
                      Diagnostics& diagnostics) {
  const auto start = text.substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") {
    diagnostics.error({name, 1, 1}, "the file is UTF-16 text", "save it with the encoding UTF-8");
    return false;
  }
  int bad = 0;
  for (int i = 1; i <= lines.count() && bad < kMostBadLines; ++i) {
    if (!check_line(lines.line(i), {name, i, 1}, diagnostics)) ++bad;
  }
  return bad == 0;
}

}  // namespace grend::io
