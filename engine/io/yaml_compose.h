// One tree from several sources: a scenario file, the files it extends, the design files that list
// items name, and `--set path=value`. Maps merge, lists and single values replace. Every value
// keeps the mark of where it came from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/io/yaml.h"

namespace grend::io {

// Reads a file with all that it extends and names; nothing if the file itself cannot be read. A
// file that it names and that cannot be read leaves a reported node in its place.
std::optional<YamlNode> compose_file(const std::string& path, Diagnostics& diagnostics);
// The same for a text; `name` is shown in marks and says where relative paths start.
std::optional<YamlNode> compose_text(const std::string& text, const std::string& name,
                                     Diagnostics& diagnostics);

// Applies "services.0.fleet.vehicles=5"; a list item is named by its index or its `id`. Marks of
// new values are "--set services.0.fleet.vehicles".
void apply_set(YamlNode& root, const std::string& set, Diagnostics& diagnostics);

}  // namespace grend::io
