#include "engine/io/yaml_builder.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "engine/base/text.h"

namespace grend::io {
namespace {

constexpr std::size_t kDeepest = 64;

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

// "vehicles:3": a key whose colon lacks its space.
bool lacks_space(std::string_view line) {
  line = trim(line);
  const auto colon = line.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < line.size() &&
         line[colon + 1] != ' ' && line.find_first_of(" '\"#") > colon;
}

struct Words {
  std::string_view yaml_cpp;
  const char* message;
  const char* fix;
};

// yaml-cpp's messages say what its parser expected; these say what to look for.
constexpr Words kWords[] = {
    {"illegal map value", "a ':' where no key can stand",
     "check the indentation; put a text that contains ': ' in quotes"},
    {"illegal map key", "a key cannot start here", "check the indentation and the line above"},
    {"illegal block entry", "a list item ('- ') cannot start here",
     "start each item on a line of its own, or write the list in brackets: [a, b]"},
    {"illegal flow end", "this closing bracket has no opening one",
     "remove it, or check the brackets before it"},
    {"unknown token", "a text cannot start with this character", "put the text in quotes"},
    {"the referenced anchor is not defined", "an alias ('*') is not allowed",
     "write the value out, or put a text that starts with '*' in quotes"},
    {"alias not found after *", "an alias ('*') is not allowed",
     "put a text that starts with '*' in quotes"},
    {"anchor not found after &", "an anchor ('&') is not allowed",
     "put a text that starts with '&' in quotes"},
    {"unknown escape character", "a '\\' in double quotes starts an escape that YAML does not know",
     "write '\\\\' for a backslash, or use single quotes"},
    {"bad character found while scanning hex", "an escape of hexadecimal digits is cut short",
     "write '\\\\' for a backslash, or use single quotes"},
    {"unexpected character in block scalar", "unexpected text after '|' or '>'",
     "start the text on the next line; put a text that starts with '|' or '>' in quotes"},
    {"cannot set zero indentation", "unexpected text after '|' or '>'",
     "start the text on the next line; put a text that starts with '|' or '>' in quotes"},
    {"illegal tab", "a tab in the indentation", "indent with spaces, two for each level"},
    {"illegal character found while scanning alias", "an alias ('*') is not allowed",
     "put a text that starts with '*' in quotes"},
    {"illegal character found while scanning anchor", "an anchor ('&') is not allowed",
     "put a text that starts with '&' in quotes"},
    {"cannot assign multiple anchors", "an anchor ('&') is not allowed",
     "put a text that starts with '&' in quotes"},
    {"cannot assign multiple tags", "a tag ('!') is not allowed",
     "put a text that starts with '!' in quotes"},
    {"illegal character found while scanning tag", "a tag ('!') is not allowed",
     "put a text that starts with '!' in quotes"},
    {"tag handle with no suffix", "a tag ('!') is not allowed",
     "put a text that starts with '!' in quotes"},
    {"end of verbatim tag", "a tag ('!') is not allowed",
     "put a text that starts with '!' in quotes"},
    {"illegal document indicator", "the quote is not closed on this line",
     "close it where the text ends"},
    {"illegal EOF in scalar", "the file ends within a quoted text", "close the quote"},
    {"illegal character in scalar", "this character cannot stand here", "put the text in quotes"},
};

}  // namespace

YamlBuilder::YamlBuilder(const TextLines& lines, std::string name, Diagnostics& diagnostics)
    : lines_(lines), name_(std::move(name)), diagnostics_(diagnostics) {}

void YamlBuilder::report(const YAML::Exception& problem) {
  if (ran_on_) return;
  auto at = place(problem.mark);
  const std::string_view said = problem.msg;
  const auto line = lines_.line(at.line);
  const auto before =
      trim(line.substr(0, static_cast<std::size_t>(std::max(0, problem.mark.column))));
  if (starts_with(said, "end of sequence flow") || starts_with(said, "end of map flow")) {
    const char bracket = said.find("sequence") != std::string_view::npos ? '[' : '{';
    if (!levels_.empty()) at = levels_.back().node.mark;
    diagnostics_.error(at, fmt::format("the bracket '{}' is not closed", bracket),
                       fmt::format("add '{}' where it ends", bracket == '[' ? ']' : '}'));
  } else if (starts_with(said, "end of map") || starts_with(said, "end of sequence")) {
    if (before.empty()) {
      diagnostics_.error(at, "this line does not belong to the lines above it",
                         "keys of one map, and items of one list, start in the same column");
    } else {
      diagnostics_.error(at, "unexpected text after the value",
                         "put the whole value in one pair of quotes, or remove the rest");
    }
  } else if (said == "illegal map value" && at.line > 1 && lacks_space(lines_.line(at.line - 1))) {
    const auto above = lines_.line(at.line - 1);
    diagnostics_.error(lines_.mark(name_, at.line - 2, static_cast<int>(above.find(':'))),
                       "no space after ':'", "write 'key: value'");
  } else {
    const auto* words = std::find_if(std::begin(kWords), std::end(kWords),
                                     [&](const Words& w) { return starts_with(said, w.yaml_cpp); });
    const bool known = words != std::end(kWords);
    diagnostics_.error(at, known ? words->message : fmt::format("not valid YAML: {}", said),
                       known ? words->fix : "check quotes, brackets and indentation here");
  }
}

SourceMark YamlBuilder::place(const YAML::Mark& mark) const {
  return lines_.mark(name_, std::clamp(mark.line, 0, lines_.count() - 1), mark.column);
}

void YamlBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ == 1) return;
  const auto at = place(mark);
  if (starts_with(lines_.line(at.line), "---")) {
    diagnostics_.error(at, "a second document starts here",
                       "keep one document in a file: remove the line '---' and what follows");
  } else {
    diagnostics_.error(at, "this line does not belong to the lines above it",
                       "keys of one map, and items of one list, start in the same column");
  }
  throw Stop{};
}

void YamlBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  auto node = make(YamlKind::kNull, mark, "", anchor);
  const bool in_list = !levels_.empty() && levels_.back().node.kind == YamlKind::kList;
  if (in_list) node.mark = node.key_mark = dash_before(mark);
  add(std::move(node));
}

// yaml-cpp places an empty list item at whatever follows it.
SourceMark YamlBuilder::dash_before(const YAML::Mark& mark) const {
  int line = std::clamp(mark.line, 0, lines_.count() - 1);
  auto text = lines_.line(line + 1).substr(0, static_cast<std::size_t>(std::max(0, mark.column)));
  while (line > 0 && trim(text.substr(0, text.find('#'))).empty()) text = lines_.line(line--);
  text = text.substr(0, text.find('#'));
  const auto dash = text.find_last_not_of(' ');
  const bool found = dash != std::string_view::npos && text[dash] == '-';
  return found ? lines_.mark(name_, line, static_cast<int>(dash)) : place(mark);
}

void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  const auto at = place(mark);
  diagnostics_.error(at, "an alias ('*') is not allowed", "write the value out");
  add({YamlKind::kReported, "", at, "", false, at, {}});
}

void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  auto node = make(YamlKind::kScalar, mark, tag, anchor);
  node.text = value;
  node.quoted = tag == "!";
  if (node.kind == YamlKind::kScalar) check_one_line(node, mark);
  add(std::move(node));
}

void YamlBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  open(make(YamlKind::kList, mark, tag, anchor));
}

void YamlBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  open(make(YamlKind::kMap, mark, tag, anchor));
}

YamlNode YamlBuilder::make(YamlKind kind, const YAML::Mark& mark, const std::string& tag,
                           YAML::anchor_t anchor) {
  const auto at = place(mark);
  const bool tagged = !tag.empty() && tag != "?" && tag != "!";
  if (anchor != 0) {
    diagnostics_.error(at, "an anchor ('&') is not allowed",
                       "remove it and write the value out where it is needed");
  }
  if (tagged) {
    diagnostics_.error(at, "a tag ('!') is not allowed",
                       "remove it, or put a text that starts with '!' in quotes");
  }
  if (kind == YamlKind::kScalar && (tagged || anchor != 0)) kind = YamlKind::kReported;
  return {kind, "", at, "", false, at, {}};
}

void YamlBuilder::open(YamlNode node) {
  if (levels_.size() >= kDeepest) {
    diagnostics_.error(node.mark, fmt::format("nested deeper than {} levels", kDeepest),
                       "no scenario needs that: check the brackets and the indentation");
    throw Stop{};
  }
  levels_.emplace_back().node = std::move(node);
}

void YamlBuilder::close() {
  auto node = std::move(levels_.back().node);
  levels_.pop_back();
  add(std::move(node));
}

void YamlBuilder::add(YamlNode node) {
  if (levels_.empty()) {
    root_ = std::move(node);
    return;
  }
  auto& level = levels_.back();
  if (level.node.kind == YamlKind::kList) {
    level.node.children.push_back(std::move(node));
    return;
  }
  level.expects_key = !level.expects_key;
  if (!level.expects_key) {
    take_key(level, std::move(node));
  } else if (level.keeps_value) {
    node.key = level.key;
    node.key_mark = level.key_mark;
    level.node.children.push_back(std::move(node));
  }
}

void YamlBuilder::take_key(Level& level, YamlNode node) {
  level.keeps_value = false;
  if (node.kind == YamlKind::kReported) return;
  if (node.kind != YamlKind::kScalar) {
    diagnostics_.error(node.mark,
                       fmt::format("a key must be text, but is {}", kind_name(node.kind)),
                       "write 'key: value'");
    return;
  }
  if (node.text == "<<" && !node.quoted) {
    diagnostics_.error(node.mark, "a merge key ('<<') is not allowed",
                       "write the values out, or use 'extends: file.yaml' at the top");
    return;
  }
  const auto [first, is_new] = level.lines.emplace(node.text, node.mark.line);
  if (!is_new) {
    diagnostics_.error(
        node.mark,
        fmt::format("the key '{}' is given twice, first on line {}", node.text, first->second),
        "keep one of the two");
    return;
  }
  level.keeps_value = true;
  level.key = std::move(node.text);
  level.key_mark = node.mark;
}

void YamlBuilder::check_one_line(const YamlNode& node, const YAML::Mark& mark) {
  auto rest = lines_.line(node.mark.line);
  rest.remove_prefix(std::min(rest.size(), static_cast<std::size_t>(std::max(0, mark.column))));
  if (node.quoted) {
    check_quotes(node, rest);
    return;
  }
  if (starts_with(rest, node.text)) return;
  int next = node.mark.line + 1;
  while (next < lines_.count() && trim(lines_.line(next)).empty()) ++next;
  const auto indent = lines_.line(next).find_first_not_of(' ');
  diagnostics_.error(
      lines_.mark(name_, next - 1, indent == std::string_view::npos ? 0 : static_cast<int>(indent)),
      fmt::format("this line runs on from the value on line {}", node.mark.line),
      "check its indentation, and that brackets above are closed; a text of several lines starts "
      "with '>'");
  ran_on_ = true;
}

void YamlBuilder::check_quotes(const YamlNode& node, std::string_view rest) {
  if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return;  // a block scalar
  const char quote = rest[0];
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (quote == '"' && rest[i] == '\\') {
      ++i;
    } else if (rest[i] == quote) {
      if (quote == '"' || i + 1 >= rest.size() || rest[i + 1] != quote) return;
      ++i;
    }
  }
  diagnostics_.error(node.mark, fmt::format("the quote {} is not closed on this line", quote),
                     "close it where the text ends");
  throw Stop{};
}

}  // namespace grend::io
