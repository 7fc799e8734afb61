// A YAML text as an ordered tree in which every key and value knows its place in the file. Stricter
// than YAML: one document, no anchors, aliases, merge keys or tags, text keys only, each key once.
// Problems become diagnostics with a position, never exceptions. UTF-8 with or without a byte order
// mark, LF or CRLF; at most 64 levels and 16 MB.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"

namespace grend::io {

// kReported stands for a part that could not be read and is reported already: readers skip it.
enum class YamlKind { kNull, kScalar, kList, kMap, kReported };

struct YamlNode {
  YamlKind kind = YamlKind::kNull;
  std::string key;      // in its map; empty for a list item and the root
  SourceMark key_mark;  // of the key; of the value where there is no key
  std::string text;     // of a scalar
  bool quoted = false;  // a scalar in quotes or a block scalar: text, never a number
  SourceMark mark;      // of the value
  std::vector<YamlNode> children;

  // The child with that key, nullptr if there is none.
  const YamlNode* find(std::string_view child_key) const;
  YamlNode* find(std::string_view child_key);
};

// "a map", "a list", "text", "nothing".
std::string_view kind_name(YamlKind kind);

// Reads a text; `name` is the file shown in marks. Nothing if the text is no YAML at all; a tree if
// only parts of it are wrong. An empty text is a null node.
std::optional<YamlNode> parse_yaml(std::string_view text, const std::string& name,
                                   Diagnostics& diagnostics);

// The text as a YAML scalar that reads back as that text and nothing else: quoted where it must be.
std::string quote_yaml(std::string_view text);
// Unquoted, would a YAML reader take it for a number, a truth value or null?
bool looks_typed(std::string_view text);

}  // namespace grend::io
