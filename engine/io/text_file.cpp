#include "engine/io/text_file.h"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>

#include "engine/base/error.h"

namespace grend::io {

namespace fs = std::filesystem;

void write_text_file(const std::string& path, std::string_view text, bool overwrite) {
  std::error_code status;
  if (!overwrite && fs::exists(path, status)) {
    throw Error(ExitCode::kCannotCreate, path + ": exists already",
                "choose another output, or allow replacing it with --overwrite");
  }
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  if (!file) {
    throw Error(ExitCode::kCannotCreate, path + ": cannot be created",
                "check that the folder exists and is writable");
  }
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file.fail()) fs::rename(part, path, status);
  if (file.fail() || status) {
    std::error_code ignored;
    fs::remove(part, ignored);
    throw Error(ExitCode::kIo, fmt::format("{}: cannot write {} bytes", path, text.size()),
                "make room or choose an output on another disk");
  }
}

}  // namespace grend::io
