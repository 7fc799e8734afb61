// A file with the given text for as long as the object lives.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace grend::test {

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_((std::filesystem::temp_directory_path() /
               ("grend_labour_" + std::to_string(getpid()) + "_" + std::to_string(count()++)))
                  .string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  static int& count() {
    static int files = 0;
    return files;
  }

  std::string path_;
};

}  // namespace grend::test
