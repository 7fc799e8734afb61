#include "engine/io/field_file.h"

#include <filesystem>
#include <fmt/format.h>
#include <system_error>

namespace grend::io {

namespace fs = std::filesystem;

std::string folder_of(const std::string& file) { return fs::path(file).parent_path().string(); }

std::string path_from(const std::string& folder, const std::string& path) {
  return (fs::path(folder) / fs::path(path)).lexically_normal().string();
}

InputFile find_input_file(const std::string& written, const std::string& data_directory,
                          const SourceMark& mark, const std::string& path, const FieldInfo& info,
                          Diagnostics& diagnostics) {
  const auto beside = path_from(folder_of(mark.file), written);
  const auto in_data = data_directory.empty() ? beside : path_from(data_directory, written);
  for (const auto& candidate : {beside, in_data}) {
    std::error_code error;
    const auto status = fs::status(candidate, error);
    if (fs::is_regular_file(status) || fs::is_fifo(status)) return {written, candidate};
    if (fs::is_directory(status) && info.may_be_folder) return {written, candidate};
    if (fs::is_directory(status)) {
      diagnostics.error(mark, fmt::format("{}: '{}' is a folder, not a file", path, candidate),
                        "name the file in it");
      return {written, ""};
    }
  }
  auto message = fmt::format("{}: no such file: {}", path, beside);
  if (in_data != beside) message += fmt::format(", nor {}", in_data);
  std::string fix =
      data_directory.empty() ? "check the path, or give the data directory" : "check the path";
  if (!info.source.empty()) fix += fmt::format("; where to get it: {}", info.source);
  diagnostics.missing_input(mark, message, fix);
  return {written, ""};
}

}  // namespace grend::io
