// Where an input file named in a scenario is.
#pragma once

#include <string>

#include "engine/base/diagnostics.h"
#include "engine/io/fields.h"

namespace grend::io {

// Looks for `written` beside the file of `mark`, then in `data_directory` (may be empty). The
// result is not resolved if the file is absent; that is reported as a missing input with where it
// was looked for and, from `info.source`, where to get it.
InputFile find_input_file(const std::string& written, const std::string& data_directory,
                          const SourceMark& mark, const std::string& path, const FieldInfo& info,
                          Diagnostics& diagnostics);

// The folder of a file's path, empty for the current one.
std::string folder_of(const std::string& file);
// `path` as seen from `folder`; absolute paths as they are.
std::string path_from(const std::string& folder, const std::string& path);

}  // namespace grend::io
