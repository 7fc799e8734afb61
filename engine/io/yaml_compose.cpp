#include "engine/io/yaml_compose.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "engine/base/text.h"
#include "engine/io/field_file.h"

namespace grend::io {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 1000;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

// Lays `over` on `base`: maps merge, all else is replaced.
void merge(YamlNode& base, YamlNode over) {
  if (base.kind != YamlKind::kMap || over.kind != YamlKind::kMap) {
    base = std::move(over);
    return;
  }
  base.mark = over.mark;
  base.key_mark = over.key_mark;
  for (auto& child : over.children) {
    if (auto* same = base.find(child.key)) {
      merge(*same, std::move(child));
    } else {
      base.children.push_back(std::move(child));
    }
  }
}

std::optional<std::string> read_text(const std::string& path) {
  std::error_code error;
  std::ifstream stream(path, std::ios::binary);
  if (!stream || fs::is_directory(path, error)) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  if (stream.bad()) return std::nullopt;
  return text.str();
}

class Composer {
 public:
  explicit Composer(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  // `from` is where the file is named; no place for the first one.
  std::optional<YamlNode> file(const std::string& path, const SourceMark& from) {
    if (!may_open(path, from)) return std::nullopt;
    const auto text = read_text(path);
    if (!text) {
      report_unreadable(path, from);
      return std::nullopt;
    }
    open_.push_back(path);
    auto tree = this->text(*text, path);
    open_.pop_back();
    return tree;
  }

  std::optional<YamlNode> text(const std::string& text, const std::string& name) {
    auto tree = parse_yaml(text, name, diagnostics_);
    if (!tree) return std::nullopt;
    design_files(*tree);
    auto base = extended(*tree);
    if (!base) return tree;
    merge(*base, std::move(*tree));
    return base;
  }

  // Replaces list items that are paths of YAML files by what the files hold.
  void design_files(YamlNode& node) {
    for (auto& child : node.children) {
      const bool named = node.kind == YamlKind::kList && child.kind == YamlKind::kScalar &&
                         (ends_with(child.text, ".yaml") || ends_with(child.text, ".yml"));
      if (!named) {
        design_files(child);
        continue;
      }
      auto design = file(path_from(folder_of(child.mark.file), child.text), child.mark);
      if (design) {
        child = std::move(*design);
      } else {
        child.kind = YamlKind::kReported;
      }
    }
  }

 private:
  bool may_open(const std::string& path, const SourceMark& from) {
    const auto same = [&](const std::string& other) {
      std::error_code error;
      return other == path || fs::equivalent(other, path, error);
    };
    const auto first = std::find_if(open_.begin(), open_.end(), same);
    if (first != open_.end()) {
      std::string circle;
      for (auto file = first; file != open_.end(); ++file) circle += *file + " -> ";
      diagnostics_.error(from, fmt::format("files name each other in a circle: {}{}", circle, path),
                         "remove one of these links");
      return false;
    }
    if (++files_ <= kMostFiles) return true;
    diagnostics_.error(from, fmt::format("more than {} files", kMostFiles), "name fewer files");
    return false;
  }

  void report_unreadable(const std::string& path, const SourceMark& from) {
    const SourceMark mark = from.file.empty() ? SourceMark{path, 0, 0} : from;
    const auto subject = from.file.empty() ? std::string() : fmt::format("'{}': ", path);
    std::error_code error;
    if (fs::is_directory(path, error)) {
      diagnostics_.error(mark, subject + "this is a folder, not a scenario file",
                         "name the .yaml file in it");
    } else if (fs::exists(path, error)) {
      diagnostics_.error(mark, subject + "the file cannot be read", "check its permissions");
    } else {
      diagnostics_.missing_input(mark, subject + "no such file",
                                 from.file.empty()
                                     ? "check the path, or write a scenario with `grend init`"
                                     : "the path starts at the folder of the file that names it");
    }
  }

  // Takes `extends` out of the tree and reads what it names. Where that fails, a reported node
  // stays: it tells the reader that the scenario is not complete.
  std::optional<YamlNode> extended(YamlNode& tree) {
    auto* link = tree.find("extends");
    if (link == nullptr) return std::nullopt;
    std::optional<YamlNode> base;
    if (link->kind == YamlKind::kScalar) {
      base = file(path_from(folder_of(link->mark.file), link->text), link->mark);
    } else if (link->kind != YamlKind::kReported) {
      diagnostics_.error(link->kind == YamlKind::kNull ? link->key_mark : link->mark,
                         "extends must be the path of one scenario file",
                         "write 'extends: other.yaml'");
    }
    if (base) {
      tree.children.erase(tree.children.begin() + (link - tree.children.data()));
    } else {
      link->kind = YamlKind::kReported;
    }
    return base;
  }

  Diagnostics& diagnostics_;
  std::vector<std::string> open_;
  std::size_t files_ = 0;
};

void set_marks(YamlNode& node, const SourceMark& mark) {
  node.mark = node.key_mark = mark;
  for (auto& child : node.children) set_marks(child, mark);
}

// The value of a --set, all its marks being the --set itself.
std::optional<YamlNode> parse_set_value(const std::string& text, const SourceMark& mark,
                                        Diagnostics& diagnostics) {
  Diagnostics problems;
  auto value = parse_yaml(text, mark.file, problems);
  for (const auto& problem : problems.items())
    diagnostics.error(mark, problem.message, problem.fix);
  if (!value) return std::nullopt;
  set_marks(*value, mark);
  Composer(diagnostics).design_files(*value);
  return value;
}

// The item with that index or id; reports what there is if there is none.
YamlNode* find_item(YamlNode& list, std::string_view name, const std::string& path,
                    const SourceMark& mark, Diagnostics& diagnostics) {
  if (const auto index = parse_int(name);
      index && *index >= 0 && static_cast<std::size_t>(*index) < list.children.size()) {
    return &list.children[static_cast<std::size_t>(*index)];
  }
  std::vector<std::string> ids;
  std::string there;
  for (std::size_t i = 0; i < list.children.size(); ++i) {
    const auto* id = list.children[i].find("id");
    const bool named = id != nullptr && id->kind == YamlKind::kScalar;
    if (named && id->text == name) return &list.children[i];
    if (named) ids.push_back(id->text);
    there += fmt::format("{}{}{}", i == 0 ? "" : ", ", i, named ? " (" + id->text + ")" : "");
  }
  const auto meant = did_you_mean(name, ids);
  diagnostics.error(mark, fmt::format("no item '{}' in '{}'", name, path),
                    meant           ? fmt::format("did you mean '{}'?", *meant)
                    : there.empty() ? "the list is empty"
                                    : "the items are " + there);
  return nullptr;
}

// The node of one step of a path, made if it is not there.
YamlNode* step_into(YamlNode& node, std::string_view name, const std::string& path,
                    const SourceMark& mark, Diagnostics& diagnostics) {
  if (node.kind == YamlKind::kList) return find_item(node, name, path, mark, diagnostics);
  if (node.kind == YamlKind::kNull && parse_int(name)) {
    diagnostics.error(mark,
                      fmt::format("the scenario gives no list '{}' to take item {} of", path, name),
                      "check the path's spelling, or write the list into the file");
    node.kind = YamlKind::kReported;
    return nullptr;
  }
  if (node.kind == YamlKind::kNull) node.kind = YamlKind::kMap;
  if (node.kind == YamlKind::kReported) return nullptr;
  if (node.kind != YamlKind::kMap) {
    diagnostics.error(
        mark, fmt::format("'{}' is {}, so it has no '{}'", path, kind_name(node.kind), name),
        "end the path there, or check its spelling");
    return nullptr;
  }
  if (auto* child = node.find(name)) return child;
  YamlNode child;
  child.key = name;
  child.mark = child.key_mark = mark;
  node.children.push_back(std::move(child));
  return &node.children.back();
}

}  // namespace

std::optional<YamlNode> compose_file(const std::string& path, Diagnostics& diagnostics) {
  return Composer(diagnostics).file(path, {});
}

std::optional<YamlNode> compose_text(const std::string& text, const std::string& name,
                                     Diagnostics& diagnostics) {
  return Composer(diagnostics).text(text, name);
}

void apply_set(YamlNode& root, const std::string& set, Diagnostics& diagnostics) {
  const auto equals = set.find('=');
  const auto path = std::string(trim(set.substr(0, equals)));
  const SourceMark mark{"--set " + path, 0, 0};
  if (equals == std::string::npos || path.empty()) {
    diagnostics.error({"--set " + set, 0, 0}, "no '=' after a path",
                      "write --set path=value, such as --set simulation.seed=2");
    return;
  }
  auto value = parse_set_value(set.substr(equals + 1), mark, diagnostics);
  if (!value) return;
  YamlNode* node = &root;
  std::string so_far;
  for (const auto name : split(path, '.')) {
    node = step_into(*node, name, so_far, mark, diagnostics);
    if (node == nullptr) return;
    if (!so_far.empty()) so_far += '.';
    so_far += name;
  }
  value->key = node->key;
  merge(*node, std::move(*value));
}

}  // namespace grend::io
