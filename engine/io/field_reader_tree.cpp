// The part of FieldReader that walks the tree: which keys there are, of which kind, and which are
// unknown or missing.
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "engine/base/text.h"
#include "engine/io/field_reader.h"

namespace grend::io {
namespace {

constexpr std::string_view kMapWords = "a map of keys and values";
constexpr std::string_view kItemWords = "a map of keys and values, or the path of a .yaml file";

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) {
    if (!text.empty()) text += ", ";
    text += word;
  }
  return text;
}

// What to do where a map or list was expected, or one value, and something else is there.
std::string kind_fix(const YamlNode& node, YamlKind wanted, std::string_view words) {
  const auto colon = node.text.find(':');
  if (wanted == YamlKind::kMap && node.kind == YamlKind::kScalar && colon != std::string::npos &&
      colon + 1 < node.text.size()) {
    return fmt::format("put a space after the ':', '{}: {}'", node.text.substr(0, colon),
                       node.text.substr(colon + 1));
  }
  if (wanted == YamlKind::kMap && node.kind == YamlKind::kList) return "remove the '- '";
  if (wanted == YamlKind::kMap) return "write it as 'key: value' lines, indented";
  if (wanted == YamlKind::kList && node.kind == YamlKind::kMap) return "start each item with '- '";
  return fmt::format("write {}", words);
}

// What to do about a key with nothing behind it.
std::string empty_fix(YamlKind wanted, const std::string& default_value) {
  if (wanted == YamlKind::kMap) {
    return "write its keys on the lines below, indented, or '{}' for its defaults; or remove it";
  }
  if (wanted == YamlKind::kList) return "write its items on the lines below, or remove it";
  if (default_value.empty()) return "give it a value, or remove it";
  return fmt::format("give it a value, or remove the line to use the default, {}", default_value);
}

// "a list", or the value itself.
std::string found_words(const YamlNode& node) {
  if (node.kind != YamlKind::kScalar) return std::string(kind_name(node.kind));
  constexpr std::size_t kLongest = 60;
  const bool is_long = node.text.size() > kLongest;
  return is_long ? std::string("a long text") : fmt::format("'{}'", node.text);
}

}  // namespace

FieldReader::FieldReader(const YamlNode& root, std::string data_directory, Diagnostics& diagnostics)
    : root_(root), data_directory_(std::move(data_directory)), diagnostics_(diagnostics) {}

bool FieldReader::begin_root() {
  if (root_.kind == YamlKind::kReported) return false;
  if (root_.kind == YamlKind::kNull) {
    diagnostics_.error(root_.mark, "the file is empty",
                       "write at least one key, or start from what `grend init` writes");
    return false;
  }
  if (root_.kind != YamlKind::kMap) {
    diagnostics_.error(root_.mark,
                       fmt::format("a map is expected, but this is {}", kind_name(root_.kind)),
                       root_.kind == YamlKind::kScalar ? kind_fix(root_, YamlKind::kMap, "")
                                                       : "write 'key: value' lines");
    return false;
  }
  const auto* link = root_.find("extends");
  incomplete_ = link != nullptr && link->kind == YamlKind::kReported;
  open(&root_, "", root_.mark);
  return true;
}

void FieldReader::end_root() {
  end_group();
  report_unknown_keys();
}

void FieldReader::open(const YamlNode* node, std::string path, SourceMark mark) {
  levels_.push_back({node, std::move(path), std::move(mark), diagnostics_.error_count(), {}});
}

std::string FieldReader::path_of(std::string_view key) const {
  const auto& path = levels_.back().path;
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

const YamlNode* FieldReader::find(std::string_view key) {
  auto& level = levels_.back();
  level.keys.emplace_back(key);
  return level.node == nullptr ? nullptr : level.node->find(key);
}

bool FieldReader::has_kind(const YamlNode& node, YamlKind kind, std::string_view key,
                           std::string_view words, const std::string& default_value) {
  if (node.kind == kind) return true;
  if (node.kind == YamlKind::kReported) return false;
  if (node.kind == YamlKind::kNull) {
    diagnostics_.error(node.key_mark, fmt::format("{} has no value", path_of(key)),
                       empty_fix(kind, default_value));
  } else {
    diagnostics_.error(
        node.mark, fmt::format("{} must be {}, but is {}", path_of(key), words, found_words(node)),
        kind_fix(node, kind, words));
  }
  return false;
}

const YamlNode* FieldReader::take(const FieldText& field) {
  const auto* node = find(field.key);
  if (node == nullptr) {
    if (field.info.required && !incomplete_) {
      const auto value = field.value.empty() ? "..." : field.value;
      diagnostics_.error(levels_.back().mark, fmt::format("{} is missing", path_of(field.key)),
                         fmt::format("add '{}: {}'", field.key, value));
    }
    return nullptr;
  }
  const auto words = kind_words(field.kind, field.info, field.names);
  return has_kind(*node, YamlKind::kScalar, field.key, words, field.value) ? node : nullptr;
}

void FieldReader::report(const YamlNode& node, std::string_view key, const ValueProblem& problem) {
  diagnostics_.error(node.mark, fmt::format("{}: {}", path_of(key), problem.message), problem.fix);
}

bool FieldReader::begin_group(std::string_view key, const FieldInfo&) {
  const auto* node = find(key);
  auto path = path_of(key);
  if (node == nullptr) {
    open(nullptr, std::move(path), levels_.back().mark);
    return true;
  }
  if (!has_kind(*node, YamlKind::kMap, key, kMapWords, "")) return false;
  open(node, std::move(path), node->key_mark);
  return true;
}

bool FieldReader::begin_optional(std::string_view key, bool, const FieldInfo& info) {
  const auto& level = levels_.back();
  if (level.node != nullptr && level.node->find(key) != nullptr) return begin_group(key, info);
  find(key);
  return false;
}

void FieldReader::end_group() {
  const auto level = std::move(levels_.back());
  levels_.pop_back();
  for (const auto& key : level.keys) known_keys_.emplace_back(key, level.path);
  if (level.node == nullptr) return;
  for (const auto& child : level.node->children) {
    if (std::find(level.keys.begin(), level.keys.end(), child.key) != level.keys.end()) continue;
    const bool failed_link = child.key == "extends" && child.kind == YamlKind::kReported;
    if (failed_link) continue;
    unknown_keys_.push_back({child.key_mark, child.key, level.path, level.keys});
  }
}

std::optional<std::size_t> FieldReader::begin_list(std::string_view key, std::size_t,
                                                   const FieldInfo& info) {
  const auto* node = find(key);
  if (node == nullptr) {
    if (info.required && !incomplete_) {
      diagnostics_.error(levels_.back().mark, fmt::format("{} is missing", path_of(key)),
                         fmt::format("add '{}:' with at least one item below", key));
    }
    return std::nullopt;
  }
  if (!has_kind(*node, YamlKind::kList, key, "a list of maps", "")) return std::nullopt;
  const auto size = node->children.size();
  const auto items = static_cast<double>(size);
  if ((info.min && items < *info.min) || (info.max && items > *info.max)) {
    diagnostics_.error(node->key_mark, fmt::format("{} has {} items", path_of(key), size),
                       fmt::format("give {} items", range_words(FieldKind::kInteger, info)));
  }
  open(node, path_of(key), node->key_mark);
  return size;
}

bool FieldReader::begin_item(std::size_t index) {
  const auto& node = levels_.back().node->children[index];
  const auto key = fmt::format("{}", index);
  if (!has_kind(node, YamlKind::kMap, key, kItemWords, "")) return false;
  open(&node, path_of(key), node.mark);
  return true;
}

void FieldReader::end_list() { levels_.pop_back(); }

void FieldReader::report_unknown_keys() {
  for (const auto& unknown : unknown_keys_) {
    const auto where = unknown.path.empty() ? std::string() : " in " + unknown.path;
    diagnostics_.error(unknown.mark, fmt::format("unknown key '{}'{}", unknown.key, where),
                       unknown_key_fix(unknown));
  }
}

std::string FieldReader::unknown_key_fix(const UnknownKey& unknown) const {
  // "vehicles 3" or "vehicles=3" where the colon was forgotten.
  const auto end = unknown.key.find_first_of(" =");
  const auto word = unknown.key.substr(0, end);
  if (end != std::string::npos &&
      std::find(unknown.known.begin(), unknown.known.end(), word) != unknown.known.end()) {
    return fmt::format("write '{}: {}'", word, trim(unknown.key.substr(end + 1)));
  }
  if (const auto meant = did_you_mean(unknown.key, unknown.known)) {
    return fmt::format("did you mean '{}'?", *meant);
  }
  for (const auto& [key, path] : known_keys_) {
    if (key != unknown.key) continue;
    return path.empty() ? fmt::format("'{}' belongs at the top of the file", key)
                        : fmt::format("'{}' belongs in {}", key, path);
  }
  return "the keys here are " + joined(unknown.known);
}

}  // namespace grend::io
