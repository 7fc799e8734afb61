// Writes a small text file whole or not at all: a temporary file beside it, then a rename.
#pragma once

#include <string>
#include <string_view>

namespace grend::io {

// Throws Error(kCannotCreate) if the path exists and `overwrite` is false or if it cannot be
// created, Error(kIo) if writing fails; an earlier file is then untouched.
void write_text_file(const std::string& path, std::string_view text, bool overwrite);

}  // namespace grend::io
