#include "engine/store/read_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

#include "engine/base/error.h"

namespace grend::store {

void read_blocks(const std::string& path, const std::function<void(std::string_view)>& use) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (!file) {
    throw Error(ExitCode::kMissingInput, path + ": cannot be opened: " + std::strerror(errno),
                "check the name and your rights to the file");
  }
  std::vector<char> block(std::size_t{1} << 20);
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), file.get())) {
    use({block.data(), size});
  }
  if (std::ferror(file.get())) {
    throw Error(ExitCode::kIo, path + ": cannot be read: " + std::strerror(errno));
  }
}

std::string read_file(const std::string& path) {
  std::string bytes;
  std::error_code unknown;
  const auto size = std::filesystem::file_size(path, unknown);
  if (!unknown) bytes.reserve(size);
  read_blocks(path, [&](std::string_view block) { bytes += block; });
  return bytes;
}

}  // namespace grend::store
