// A file that appears whole or not at all: written as PATH.part, forced to the disk, then renamed.
// The .part file is locked as long as the object lives, so a second process with the same output is
// refused; one that a killed process left behind is taken over. Not thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace grend::store {

// Another process is writing the same file just now.
class OutputBusy : public Error {
 public:
  explicit OutputBusy(const std::string& path)
      : Error(ExitCode::kCannotCreate, path + ": another run is writing it just now",
              "wait for that run, or choose another output") {}
};

class OutputFile {
 public:
  // Throws Error(kCannotCreate) if `path` exists and overwrite is false, is no regular file, or
  // if its folder is missing or not writable; OutputBusy if another process is writing it.
  OutputFile(std::string path, bool overwrite);
  // Removes the .part file unless it was committed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  const std::string& path() const { return path_; }
  const std::string& part_path() const { return part_; }

  // Replaces the content of the .part file. Throws Error(kIo) with path and bytes.
  void write(std::string_view bytes);
  // Moves the .part file to `path`; at most once, and the last call.
  void commit();

 private:
  std::string path_;
  std::string part_;
  bool overwrite_;
  int file_ = -1;  // -1: committed
};

// Throws what the constructor would, and leaves nothing behind.
void check_output(const std::string& path, bool overwrite);

}  // namespace grend::store
