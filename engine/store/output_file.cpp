#include "engine/store/output_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/base/error.h"

namespace grend::store {
namespace {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

void refuse_unless_writable(const std::string& path, bool overwrite) {
  if (path.empty()) throw Error(ExitCode::kCannotCreate, "the name of the output is empty");
  struct stat status;
  if (::stat(path.c_str(), &status) == 0) {
    if (!S_ISREG(status.st_mode)) {
      throw Error(ExitCode::kCannotCreate, path + ": exists and is not a regular file",
                  "choose another output");
    }
    if (!overwrite) {
      throw Error(ExitCode::kCannotCreate, path + ": exists already",
                  "choose another output, or allow replacing it with --overwrite");
    }
  }
  const std::string folder = folder_of(path);
  if (::stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    throw Error(ExitCode::kCannotCreate, path + ": there is no folder '" + folder + "'",
                "create it: mkdir -p '" + folder + "'");
  }
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    throw Error(ExitCode::kCannotCreate,
                path + ": the folder is not writable: " + std::strerror(errno),
                "choose an output in a folder of yours");
  }
}

// False if another process holds the lock. File systems without locks are used without them.
bool lock(int file) {
  while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return false;
    if (errno != EINTR) return true;
  }
  return true;
}

// Whether the open file still has that name: its last owner may have renamed or removed it between
// our opening and our locking.
bool is_at(int file, const std::string& path) {
  struct stat open_file, named_file;
  return ::fstat(file, &open_file) == 0 && ::stat(path.c_str(), &named_file) == 0 &&
         open_file.st_dev == named_file.st_dev && open_file.st_ino == named_file.st_ino;
}

int open_locked(const std::string& path, const std::string& part) {
  while (true) {
    const int file = ::open(part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) {
      throw Error(ExitCode::kCannotCreate, part + ": cannot be created: " + std::strerror(errno));
    }
    if (!lock(file)) {
      ::close(file);
      throw OutputBusy(path);
    }
    if (is_at(file, part)) return file;
    ::close(file);
  }
}

[[noreturn]] void fail(const std::string& path, const std::string& what, int error) {
  throw Error(ExitCode::kIo, fmt::format("{}: {}: {}", path, what, std::strerror(error)),
              "make room or choose an output on another disk, and run again");
}

// The kernel kills a process that passes its file size limit, before write() can say so.
void check_size_limit(const std::string& path, std::size_t size) {
  struct rlimit limit;
  if (::getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  if (size > limit.rlim_cur) {
    fail(path,
         fmt::format("cannot write {} bytes, the limit is {} (ulimit -f)", size, limit.rlim_cur),
         EFBIG);
  }
}

int fsync_folder(const std::string& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return errno;
  const int error = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  return error == EINVAL ? 0 : error;  // a file system that cannot sync folders
}

}  // namespace

OutputFile::OutputFile(std::string path, bool overwrite)
    : path_(std::move(path)), part_(path_ + ".part"), overwrite_(overwrite) {
  refuse_unless_writable(path_, overwrite_);
  file_ = open_locked(path_, part_);
}

OutputFile::~OutputFile() {
  if (file_ < 0) return;
  ::unlink(part_.c_str());
  ::close(file_);
}

void OutputFile::write(std::string_view bytes) {
  GREND_CHECK(file_ >= 0);
  check_size_limit(path_, bytes.size());
  if (::ftruncate(file_, 0) != 0) fail(path_, "cannot be emptied", errno);
  for (std::size_t done = 0; done < bytes.size();) {
    const std::size_t wanted = std::min(bytes.size() - done, std::size_t{1} << 30);
    const ssize_t written = ::pwrite(file_, bytes.data() + done, wanted, static_cast<off_t>(done));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      fail(path_, fmt::format("cannot write byte {} of {}", done, bytes.size()),
           written < 0 ? errno : ENOSPC);
    }
    done += static_cast<std::size_t>(written);
  }
  if (::fsync(file_) != 0) {
    fail(path_, fmt::format("cannot bring its {} bytes to the disk", bytes.size()), errno);
  }
}

void OutputFile::commit() {
  GREND_CHECK(file_ >= 0);
  refuse_unless_writable(path_, overwrite_);
  if (std::rename(part_.c_str(), path_.c_str()) != 0) {
    fail(path_, "cannot be renamed from its .part", errno);
  }
  ::close(file_);
  file_ = -1;
  if (const int error = fsync_folder(folder_of(path_)); error != 0) {
    fail(path_, "its folder cannot be brought to the disk", error);
  }
}

void check_output(const std::string& path, bool overwrite) { OutputFile(path, overwrite); }

}  // namespace grend::store
