#include "engine/io/yaml.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <sstream>
#include <utility>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "engine/base/text.h"
#include "engine/io/yaml_builder.h"
#include "engine/io/yaml_text.h"

namespace grend::io {
namespace {

constexpr std::string_view kDecimals = "0123456789";
constexpr std::size_t kLargest = std::size_t{16} << 20;

// Words that YAML 1.1 or 1.2 readers take for truth values or null, in lower case.
constexpr std::array<std::string_view, 10> kTypedWords = {"true", "false", "yes",  "no", "on",
                                                          "off",  "y",     "null", "n",  "~"};

bool plain_is_safe(std::string_view text) {
  if (text.empty() || looks_typed(text)) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_safe = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '/' ||
           c == ' ' || (static_cast<unsigned char>(c) & 0x80U) != 0;
  };
  return is_letter(text.front()) && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), is_safe);
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view child_key) const {
  if (kind != YamlKind::kMap) return nullptr;
  const auto at = std::find_if(children.begin(), children.end(),
                               [&](const YamlNode& child) { return child.key == child_key; });
  return at == children.end() ? nullptr : &*at;
}

YamlNode* YamlNode::find(std::string_view child_key) {
  const auto* child = std::as_const(*this).find(child_key);
  return child == nullptr ? nullptr : &children[static_cast<std::size_t>(child - children.data())];
}

std::string_view kind_name(YamlKind kind) {
  switch (kind) {
    case YamlKind::kNull:
      return "empty";
    case YamlKind::kScalar:
      return "a single value";
    case YamlKind::kList:
      return "a list";
    case YamlKind::kMap:
      return "a map";
    case YamlKind::kReported:
      break;
  }
  return "unreadable";
}

std::optional<YamlNode> parse_yaml(std::string_view text, const std::string& name,
                                   Diagnostics& diagnostics) {
  if (text.size() > kLargest) {
    diagnostics.error({name, 1, 1}, fmt::format("the file is larger than {} MB", kLargest >> 20),
                      "is this the right file?");
    return std::nullopt;
  }
  text = without_byte_order_mark(text);
  const TextLines lines(text);
  if (!check_characters(text, lines, name, diagnostics)) return std::nullopt;
  std::istringstream stream{std::string(text)};
  YamlBuilder builder(lines, name, diagnostics);
  const auto errors = diagnostics.error_count();
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YamlBuilder::Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& problem) {
    builder.report(problem);
    if (diagnostics.error_count() == errors) {
      diagnostics.error({name, 1, 1}, "not valid YAML", "check the brackets and the indentation");
    }
    return std::nullopt;
  }
  auto root = builder.take_root();
  if (root.mark.line == 0) root.mark = root.key_mark = {name, 1, 1};
  return root;
}

std::string quote_yaml(std::string_view text) {
  if (plain_is_safe(text)) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

bool looks_typed(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (std::find(kTypedWords.begin(), kTypedWords.end(), lower) != kTypedWords.end()) return true;
  std::string_view rest = lower;
  if (!rest.empty() && (rest[0] == '+' || rest[0] == '-')) rest.remove_prefix(1);
  if (rest == ".inf" || rest == ".nan") return true;
  const bool numeric = rest.find_first_of(kDecimals) <= 1 &&
                       (rest[0] == '.' || kDecimals.find(rest[0]) != std::string_view::npos);
  if (rest.substr(0, 2) == "0x")
    return rest.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
  if (rest.substr(0, 2) == "0o")
    return rest.find_first_not_of(kDecimals, 2) == std::string_view::npos;
  return numeric && rest.find_first_not_of("0123456789._e+-") == std::string_view::npos;
}

}  // namespace grend::io
