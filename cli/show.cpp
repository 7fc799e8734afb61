// `grend show`: a scenario with all it extends, as written or with every value in force.
#include "cli/commands.h"
#include "cli/load_scenario.h"
#include "engine/io/field_writer.h"
#include "engine/io/yaml.h"

namespace grend::cli {
namespace {

void write_node(const io::YamlNode& node, std::size_t indent, std::string& out) {
  if (node.kind == io::YamlKind::kScalar) {
    out += " " + (node.quoted ? io::quote_yaml(node.text) : node.text) + "\n";
    return;
  }
  if (node.children.empty()) {
    out += node.kind == io::YamlKind::kList  ? " []\n"
           : node.kind == io::YamlKind::kMap ? " {}\n"
                                             : "\n";
    return;
  }
  const bool in_item = out.size() >= 1 && out.back() == '-';
  if (!in_item && !out.empty()) out += "\n";
  bool first = true;
  for (const auto& child : node.children) {
    // The first line of a list item stands behind its dash.
    out += in_item && first ? " " : std::string(indent, ' ');
    first = false;
    out += node.kind == io::YamlKind::kList ? "-" : child.key + ":";
    write_node(child, indent + 2, out);
  }
}

}  // namespace

int show_command(const ShowOptions& options, Console& console) {
  if (options.resolved) {
    console.print(io::write_yaml(load_scenario(options.scenario, console)));
    return static_cast<int>(ExitCode::kOk);
  }
  const auto tree = load_tree(options.scenario, console);
  std::string text;
  write_node(tree, 0, text);
  console.print(text);
  return static_cast<int>(ExitCode::kOk);
}

}  // namespace grend::cli
