// Whole text files, written whole or not at all.
#pragma once

#include <string>

#include "engine/store/output_file.h"

namespace grend::cli {

// Nothing is written where `path` is empty.
inline void write_text(const std::string& path, const std::string& text, bool overwrite) {
  if (path.empty()) return;
  store::OutputFile output(path, overwrite);
  output.write(text);
  output.commit();
}

}  // namespace grend::cli
